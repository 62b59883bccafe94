"""Samples of a WAV: reading, measuring, trimming and joining them. Mono, 16 bits."""

from __future__ import annotations  # array[int] is a type from Python 3.12 on only

import io
import sys
import wave
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.speech.utterance import Utterance, VoiceError

# The silence before and after the speech of every clip, in seconds: always the same, so that the
# pauses that the page makes between sentences are too. espeak-ng ends a text with 0.37 s of it,
# hibari with 0.3.
LEADING_SILENCE = 0.02
TRAILING_SILENCE = 0.15
# Seconds in which a clip begins and ends, within those silences: a cut in the noise would click.
FADE = 0.01
# A sample this far below the clip's peak (-54 dB) is silence: a whispered "f" stays far above it.
SILENCE_BELOW_PEAK = 512
# A clip whose peak is under this (-40 dB of full scale) says nothing that a person would hear.
AUDIBLE_PEAK = 328
# Speech has loud samples everywhere: one in eight shows how loud it is, at an eighth of the cost.
PEAK_STRIDE = 8


# (character offset, seconds), as in Utterance.
Events = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples from -32768 to 32767 and how many of them there are a second."""

    samples: array[int]
    rate: int

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.rate


def read_wav(wav: bytes) -> Sound:
    """The samples of a WAV file. Raises VoiceError where it is none, or not mono of 16 bits."""
    try:
        with wave.open(io.BytesIO(wav), "rb") as file:
            kind = (file.getnchannels(), file.getsampwidth())
            frames = file.readframes(file.getnframes())
            rate = file.getframerate()
    except (wave.Error, EOFError) as error:
        raise VoiceError(f"The voice gave no WAV: {error}") from error
    if kind != (1, 2) or not rate or len(frames) % 2:
        raise VoiceError("The voice gave a WAV that is not mono of 16 bits.")
    return Sound(_in_machine_order(array("h", frames)), rate)


def write_wav(sound: Sound) -> bytes:
    """A whole WAV file of the sound."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sound.rate)
        out.writeframes(_in_machine_order(sound.samples).tobytes())
    return file.getvalue()


def to_floats(sound: Sound) -> NDArray[np.float64]:
    """The samples, where 1 is full scale."""
    return np.frombuffer(sound.samples, dtype=np.int16) / 32768.0


def from_floats(samples: NDArray[np.float64], rate: int) -> Sound:
    """A sound of samples where 1 is full scale; what is above it is cut off."""
    whole = np.rint(np.clip(samples * 32768.0, -32768, 32767)).astype(np.int16)
    return Sound(array("h", whole.tobytes()), rate)


def peak(samples: array[int]) -> int:
    """How far from zero the samples go, of which one in PEAK_STRIDE is looked at."""
    some = samples[::PEAK_STRIDE]
    return max(max(some), -min(some)) if some else 0


def check_audible(wav: bytes) -> float:
    """The seconds a WAV lasts. Raises VoiceError where it is empty or silent."""
    sound = read_wav(wav)
    if not sound.samples:
        raise VoiceError("The voice gave an empty WAV.")
    if peak(sound.samples) < AUDIBLE_PEAK:
        raise VoiceError("The voice gave a silent WAV.")
    return sound.duration


def trim(sound: Sound, events: Iterable[tuple[int, float]]) -> tuple[Sound, Events]:
    """Make the silence before and after the speech LEADING_SILENCE and TRAILING_SILENCE long.

    `events` as in Utterance; they are shifted with the sound. No sample that can be heard is cut.
    """
    if not sound.samples:
        return sound, tuple((offset, 0.0) for offset, _ in events)
    first, last = _audible_range(sound.samples)
    before, after = round(LEADING_SILENCE * sound.rate), round(TRAILING_SILENCE * sound.rate)
    short = max(0, before - first), max(0, last + after - len(sound.samples))
    kept = np.pad(to_floats(sound)[max(0, first - before) : last + after], short)
    whole = from_floats(_faded(kept, sound.rate), sound.rate)
    shift = (before - first) / sound.rate
    return whole, tuple(
        (offset, min(max(0.0, seconds + shift), whole.duration)) for offset, seconds in events
    )


def _faded(samples: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """The first and the last FADE seconds rise from nothing and fall to it."""
    length = min(round(FADE * rate), samples.size // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False)
    faded = samples.copy()
    faded[:length] *= ramp
    faded[samples.size - length :] *= ramp[::-1]
    return faded


def join(parts: Sequence[tuple[int, Utterance]]) -> Utterance:
    """Utterances one after the other, each with the offset of its text in the whole text."""
    samples: array[int] = array("h")
    events: list[tuple[int, float]] = []
    before = 0.0
    rate = 0
    for offset, part in parts:
        sound = read_wav(part.wav)
        if rate not in (0, sound.rate):
            raise VoiceError("The voice changed its sample rate between two parts of a text.")
        rate = sound.rate
        events += [(offset + place, before + seconds) for place, seconds in part.events]
        samples.extend(sound.samples)
        before = len(samples) / rate
    if not samples:
        raise VoiceError("There is nothing to join.")
    notes = dict.fromkeys(part.note for _, part in parts if part.note)
    return Utterance(write_wav(Sound(samples, rate)), tuple(events), before, " ".join(notes))


def _audible_range(samples: array[int]) -> tuple[int, int]:
    """First audible sample, and one past the last; everything where all is silent."""
    floor = peak(samples) // SILENCE_BELOW_PEAK
    heard = np.flatnonzero(np.abs(np.frombuffer(samples, dtype=np.int16).astype(np.int32)) > floor)
    return (int(heard[0]), int(heard[-1]) + 1) if heard.size else (0, len(samples))


def _in_machine_order(samples: array[int]) -> array[int]:
    """WAV is little-endian: swap a copy on a machine that isn't."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples

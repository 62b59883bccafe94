"""Samples of a WAV: reading, measuring, trimming and joining them. Mono, 16 bits."""

from __future__ import annotations  # array[int] is a type from Python 3.12 on only

import io
import sys
import wave
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.speech.utterance import Utterance, VoiceError

# What a clip keeps of the silence around its speech, in seconds. espeak-ng ends a text with 0.37 s
# of silence; with 0.15 s left the next sentence follows well within the 300 ms of the page.
LEADING_SILENCE = 0.02
TRAILING_SILENCE = 0.15
# What is done to every voice's sound, for its fingerprint.
PROCESSING = f"silence {LEADING_SILENCE:g}-{TRAILING_SILENCE:g}"
# A sample this far below the clip's peak (-54 dB) is silence: a whispered "f" stays far above it.
SILENCE_BELOW_PEAK = 512
# A clip whose peak is under this (-40 dB of full scale) says nothing that a person would hear.
AUDIBLE_PEAK = 328
# Speech has loud samples everywhere: one in eight shows how loud it is, at an eighth of the cost.
PEAK_STRIDE = 8


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


def trim(
    sound: Sound, events: Iterable[tuple[int, float]], keep_end: float = TRAILING_SILENCE
) -> Utterance:
    """Cut the silence before and after the speech down, and shift the events with the cut.

    `events` as in Utterance; `keep_end` is the silence left at the end, in seconds. No sample
    that can be heard is cut.
    """
    first, last = _audible_range(sound.samples)
    start = max(0, first - round(LEADING_SILENCE * sound.rate))
    end = min(len(sound.samples), last + round(keep_end * sound.rate))
    kept = Sound(sound.samples[start:end], sound.rate)
    cut = start / sound.rate
    shifted = tuple(
        (offset, min(max(0.0, seconds - cut), kept.duration)) for offset, seconds in events
    )
    return Utterance(write_wav(kept), shifted, kept.duration)


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
    return Utterance(write_wav(Sound(samples, rate)), tuple(events), before)


def _audible_range(samples: array[int]) -> tuple[int, int]:
    """First audible sample, and one past the last; everything where all is silent."""
    floor = peak(samples) // SILENCE_BELOW_PEAK
    first = next((i for i, value in enumerate(samples) if abs(value) > floor), 0)
    from_end = next((i for i, value in enumerate(reversed(samples)) if abs(value) > floor), 0)
    return first, len(samples) - from_end


def _in_machine_order(samples: array[int]) -> array[int]:
    """WAV is little-endian: swap a copy on a machine that isn't."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples

"""Reads espeak-ng's WAV; checks and trims sounds."""

import io
import wave
from collections.abc import Iterable

import numpy as np

from kiosk.speech.utterance import Events, Samples, Sound, VoiceError

# Seconds of silence before and after the speech of every clip. They are always the same, so that
# the page's pauses between sentences are the same too. espeak-ng itself ends a text with 0.37 s of
# silence, hibari with 0.3 s.
LEADING_SILENCE = 0.02
TRAILING_SILENCE = 0.15
# Seconds of fading at both ends of a clip, within those silences: an abrupt cut would click.
FADE = 0.01
# Steps of 16 bits from zero to full scale.
FULL_SCALE = 32768
# A sample this many times below the clip's peak (-54 dB) is silence: a whispered "f" is far above
# it. Counted in whole steps of 16 bits, so that floats are cut where 16-bit samples would be.
SILENCE_BELOW_PEAK = 512
# A person can't hear a clip whose peak is lower than this (-40 dB of full scale).
AUDIBLE_PEAK = 0.01
# To save time, the peak is taken from every eighth sample: speech has loud samples everywhere.
PEAK_STRIDE = 8


def read_wav(wav: bytes) -> Sound:
    """The sound of a WAV file's bytes. Raises VoiceError if they are no mono WAV of 16 bits."""
    try:
        with wave.open(io.BytesIO(wav), "rb") as file:
            kind = (file.getnchannels(), file.getsampwidth())
            frames = file.readframes(file.getnframes())
            rate = file.getframerate()
    except (wave.Error, EOFError) as error:
        raise VoiceError(f"The voice gave no WAV: {error}") from error
    if kind != (1, 2) or not rate or len(frames) % 2:
        raise VoiceError("The voice gave a WAV that is not mono of 16 bits.")
    return Sound(np.frombuffer(frames, "<i2").astype(np.float32) / np.float32(FULL_SCALE), rate)


def peak(samples: Samples) -> float:
    """The highest absolute value of every PEAK_STRIDE-th sample; 1 is full scale."""
    return float(np.abs(samples[::PEAK_STRIDE]).max(initial=0.0))


def check_audible(sound: Sound) -> None:
    """Raises VoiceError if the sound is empty, broken (a sample is not finite) or silent."""
    if not sound.samples.size:
        raise VoiceError("The voice gave an empty sound.")
    if sound.rate <= 0 or not np.isfinite(sound.samples).all():
        raise VoiceError("The voice gave a broken sound.")
    if peak(sound.samples) < AUDIBLE_PEAK:
        raise VoiceError("The voice gave a silent sound.")


def trim(sound: Sound, events: Iterable[tuple[int, float]]) -> tuple[Sound, Events]:
    """Make the silence before and after the speech LEADING_SILENCE and TRAILING_SILENCE long.

    Returns the sound, faded at both ends, and `events` (as in Utterance) shifted with it. Audible
    samples are never cut.
    """
    if not sound.samples.size:
        return sound, tuple((offset, 0.0) for offset, _ in events)
    first, last = _audible_range(sound.samples)
    before, after = round(LEADING_SILENCE * sound.rate), round(TRAILING_SILENCE * sound.rate)
    short = max(0, before - first), max(0, last + after - sound.samples.size)
    kept = np.pad(sound.samples[max(0, first - before) : last + after], short)
    whole = Sound(_faded(kept, sound.rate), sound.rate)
    shift = (before - first) / sound.rate
    return whole, tuple(
        (offset, min(max(0.0, seconds + shift), whole.duration)) for offset, seconds in events
    )


def _faded(samples: Samples, rate: int) -> Samples:
    """A copy that fades in over the first FADE seconds and out over the last."""
    length = min(round(FADE * rate), samples.size // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False)
    faded = samples.copy()
    faded[:length] *= ramp
    faded[samples.size - length :] *= ramp[::-1]
    return faded


def _audible_range(samples: Samples) -> tuple[int, int]:
    """The first audible sample and the one after the last; the whole range if all is silent."""
    floor = peak(samples) * FULL_SCALE // SILENCE_BELOW_PEAK
    heard = np.flatnonzero(np.abs(samples) >= (floor + 1) / FULL_SCALE)
    return (int(heard[0]), int(heard[-1]) + 1) if heard.size else (0, samples.size)

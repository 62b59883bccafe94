"""WAV files for Chromium's fake microphone: the kiosk's clear voice, with gaps."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.cli.say import say_text
from kiosk.config import Settings

RATE = 22050  # Hz: both voices'
Sound = NDArray[np.float64]


@cache
def spoken(text: str, voice: str = "clear") -> Sound:
    """The samples of a text, between -1 and 1."""
    sound = say_text(text, voice, Settings()).sound
    assert sound.rate == RATE
    return sound.samples.astype(np.float64)


def quiet(seconds: float, level: float = -65.0) -> Sound:
    """A quiet room: white noise at so many dB of full scale, the same each time."""
    noise = np.random.default_rng(5).standard_normal(int(seconds * RATE))
    return noise * 10 ** (level / 20)


def conversation(
    utterances: Sequence[str], gap: float, before: float = 2.5, voice: str = "clear"
) -> Sound:
    """The texts, each followed by a gap in seconds, in a quiet room."""
    parts: list[Sound] = [np.zeros(int(before * RATE))]
    for text in utterances:
        parts += [spoken(text, voice), np.zeros(int(gap * RATE))]
    said = np.concatenate(parts)
    return said + quiet(len(said) / RATE + 1)[: len(said)]


def write(path: Path, sound: Sound) -> Path:
    """A WAV file of 16 bits, one channel."""
    samples = (np.clip(sound, -1, 1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path

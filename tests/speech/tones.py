"""Sounds and a voice for tests, made without any engine."""

import numpy as np

from kiosk.speech.audio.sound import FULL_SCALE
from kiosk.speech.utterance import Samples, Sound, Utterance, VoiceError

RATE = 8000


def samples(seconds: float, loudness: int = 9000) -> Samples:
    """A steady tone of 400 Hz in whole steps of 16 bits; silence where the loudness is 0."""
    whole = np.rint(loudness * np.cos(np.arange(round(seconds * RATE)) * np.pi / 10))
    return (whole / FULL_SCALE).astype(np.float32)


def tone(seconds: float, loudness: int = 9000) -> Sound:
    """A sound of that tone."""
    return Sound(samples(seconds, loudness), RATE)


class ToneVoice:
    """A Voice that hums 0.1 s a character, keeps what it was asked, and refuses "broken"."""

    name = "clear"
    fingerprint = "tone 1"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.closed = False
        self.started = False

    def start(self) -> None:
        self.started = True

    def speak(self, text: str) -> Utterance:
        self.asked.append(text)
        if "broken" in text:
            raise VoiceError("This text breaks the voice.")
        starts = (i for i in range(len(text)) if i == 0 or text[i - 1] == " ")
        events = tuple((i, i / 10) for i in starts)
        return Utterance(tone(len(text) / 10), events)

    def keep(self) -> None:
        """It never ends by itself."""

    def close(self) -> None:
        self.closed = True

"""Sounds and a voice for tests, made without any engine."""

import math
from array import array

from kiosk.speech.audio.sound import Sound, write_wav
from kiosk.speech.utterance import Utterance, VoiceError

RATE = 8000


def samples(seconds: float, loudness: int = 9000) -> "array[int]":
    """A steady tone of 400 Hz; silence where the loudness is 0."""
    count = round(seconds * RATE)
    return array("h", (round(loudness * math.cos(i * math.pi / 10)) for i in range(count)))


def tone(seconds: float, loudness: int = 9000) -> bytes:
    """A WAV of that tone."""
    return write_wav(Sound(samples(seconds, loudness), RATE))


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
        return Utterance(tone(len(text) / 10), events, len(text) / 10)

    def keep(self) -> None:
        """It never ends by itself."""

    def close(self) -> None:
        self.closed = True

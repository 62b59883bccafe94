"""What a voice gives back for one text, and how it fails."""

from dataclasses import dataclass


class VoiceError(Exception):
    """This text could not be spoken; its message is for a person to read."""


class VoiceUnavailable(VoiceError):
    """The voice itself can't be had: nothing can be spoken until that is mended."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text, spoken.

    `wav` is a whole WAV file: one channel, 16 bits. `events` are (character offset in the spoken
    text, counted from 0; seconds from the clip's start), one or more a word, in the order spoken.
    `duration` is in seconds. `note` says what could not be done to the sound, such as to measure
    its loudness; mostly "".
    """

    wav: bytes
    events: tuple[tuple[int, float], ...]
    duration: float
    note: str = ""

"""What a voice gives back for one text, and how it fails."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Where 1 is full scale.
Samples = NDArray[np.float32]
# (character offset in the spoken text, counted from 0; seconds from the sound's start).
Events = tuple[tuple[int, float], ...]


class VoiceError(Exception):
    """This text could not be spoken; its message is for a person to read."""


class VoiceUnavailable(VoiceError):
    """The voice itself can't be had: nothing can be spoken until that is mended."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """One channel: its samples, and how many of them there are a second."""

    samples: Samples
    rate: int

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.samples.size / self.rate


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """A text, spoken: its sound, and one event or more a word, in the order spoken.

    `note` says what could not be done to the sound, such as to measure its loudness; mostly "".
    """

    sound: Sound
    events: Events
    note: str = ""

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.sound.duration

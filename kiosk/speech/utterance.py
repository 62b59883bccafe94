"""What a voice returns for a text, and the errors that it raises."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Samples of a sound; 1 is full scale.
Samples = NDArray[np.float32]
# (character offset in the spoken text, counted from 0; seconds from the sound's start).
Events = tuple[tuple[int, float], ...]


class VoiceError(Exception):
    """A text could not be spoken. The error's message is for people to read."""


class VoiceUnavailable(VoiceError):
    """The voice doesn't work: it can't speak any text until that is fixed."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """One channel of sound; `rate` in Hz."""

    samples: Samples
    rate: int

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.samples.size / self.rate


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """A spoken text: its sound and its word events, in the order spoken.

    A word may have several events, or none. `note`: what could not be done to the sound, such as
    measuring its loudness; usually "".
    """

    sound: Sound
    events: Events
    note: str = ""

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.sound.duration

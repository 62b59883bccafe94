"""One microphone's sound on its way to the recogniser: whose it is, and how fast it may come."""

import secrets
from collections.abc import Callable

from kiosk.listening.commands import Commands

SAMPLE_RATE = 16_000
BYTES_A_SAMPLE = 2
# One second is the most that a piece may hold.
MOST_BYTES = SAMPLE_RATE * BYTES_A_SAMPLE
# A microphone gives one second a second. A busy page sends what has gathered in one go; beyond that
# it is no microphone, and a listener that falls behind would hear commands late.
FASTEST = 1.5
BURST = 3.0


class Stream:
    """`token` names it: only the page that began it knows that. `is_new`: none of it was heard."""

    def __init__(self, commands: Commands, clock: Callable[[], float]) -> None:
        """`commands`: what can be said in it; `clock` gives seconds."""
        self.commands = commands
        self.token = secrets.token_urlsafe(16)
        self.is_new = True
        self._clock = clock
        self._allowed = BURST
        self._counted = clock()

    def take(self, samples: int) -> bool:
        """Whether so many samples may come now; they are counted if they may."""
        now = self._clock()
        self._allowed = min(BURST, self._allowed + FASTEST * (now - self._counted))
        self._counted = now
        seconds = samples / SAMPLE_RATE
        if seconds > self._allowed:
            return False
        self._allowed -= seconds
        return True

"""One microphone's sound for the recognizer: its token, and how fast it may come."""

import secrets
from collections.abc import Callable

from kiosk.listening.commands import Commands

SAMPLE_RATE = 16_000
BYTES_A_SAMPLE = 2
# Bytes of the longest piece: one second.
MOST_BYTES = SAMPLE_RATE * BYTES_A_SAMPLE
# Seconds of sound allowed per second (a microphone gives 1), and seconds allowed at once: a busy
# page sends gathered sound in one go. More doesn't come from a microphone and would delay commands.
FASTEST = 1.5
BURST = 3.0


class Stream:
    """`token`: its name, known only to the page that began it. `is_new`: nothing was heard yet."""

    def __init__(self, commands: Commands, clock: Callable[[], float]) -> None:
        """`commands`: what can be said in it; `clock` gives seconds."""
        self.commands = commands
        self.token = secrets.token_urlsafe(16)
        self.is_new = True
        self._clock = clock
        self._allowed = BURST
        self._counted = clock()

    def take(self, samples: int) -> bool:
        """Whether so many samples are allowed now; if so, counts them (a token bucket)."""
        now = self._clock()
        self._allowed = min(BURST, self._allowed + FASTEST * (now - self._counted))
        self._counted = now
        seconds = samples / SAMPLE_RATE
        if seconds > self._allowed:
            return False
        self._allowed -= seconds
        return True

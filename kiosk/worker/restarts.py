"""When a process that ended may be started again: the one rule for voices and for listening.

Pure, with time handed in by a clock. A process that died or was stopped is started again at once,
however often. Only where three starts in a row fail is it left alone: for 5 s, then twice as long
after each further failure, up to 5 minutes. So no failure lasts for ever, and none keeps the
processor busy.
"""

from collections.abc import Callable

# Starts that fail one after the other, until the next one waits.
IN_A_ROW = 3
# Seconds of the first wait and of the longest.
FIRST_WAIT = 5.0
LONGEST_WAIT = 300.0


class RestartBackoff:
    """Counts the starts that failed in a row. Not for more than one thread at a time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that only grow."""
        self._clock = clock
        self._failed = 0
        self._not_before = clock()

    @property
    def given_up(self) -> bool:
        """Whether starting has failed so often that the next start waits, or had to."""
        return self._failed >= IN_A_ROW

    @property
    def wait(self) -> float:
        """Seconds until it may be started again; 0 where it may now."""
        return max(0.0, self._not_before - self._clock())

    def worked(self) -> None:
        """It was started, or did what it is for: all that went wrong before is over."""
        self._failed = 0
        self._not_before = self._clock()

    def failed(self, hopeless: bool = False) -> None:
        """A start failed; `hopeless` where trying again at once couldn't help."""
        self._failed = max(self._failed + 1, IN_A_ROW if hopeless else 0)
        # More doublings than lead to the longest wait would only make a large number.
        doublings = min(self._failed - IN_A_ROW, 16)
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2**doublings) if self.given_up else 0.0
        self._not_before = self._clock() + wait

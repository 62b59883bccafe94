"""When a process that ended may be started again: one rule for voices and for listening.

Pure: a clock gives the time. A process that died or was stopped is started again at once, any
number of times. After three failed starts in a row the next one waits 5 s, then twice as long after
each further failure, up to 5 minutes. So no failure is final, and none keeps the processor busy.
"""

from collections.abc import Callable

# After this many failed starts in a row the next one waits.
IN_A_ROW = 3
# Seconds of the first wait and of the longest one.
FIRST_WAIT = 5.0
LONGEST_WAIT = 300.0


class RestartBackoff:
    """Counts the starts that failed in a row. Not thread-safe."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds and never goes back."""
        self._clock = clock
        self._failed = 0
        self._not_before = clock()

    @property
    def given_up(self) -> bool:
        """Whether IN_A_ROW starts failed in a row, or one hopeless one; the wait may be over."""
        return self._failed >= IN_A_ROW

    @property
    def wait(self) -> float:
        """Seconds until the process may be started again; 0 if it may now."""
        return max(0.0, self._not_before - self._clock())

    def worked(self) -> None:
        """The process has started or done its work: forget all failures before."""
        self._failed = 0
        self._not_before = self._clock()

    def failed(self, hopeless: bool = False) -> None:
        """A start failed; `hopeless`: trying again at once can't help, so the next start waits."""
        self._failed = max(self._failed + 1, IN_A_ROW if hopeless else 0)
        # 16 doublings exceed the longest wait already; more would only make a huge number.
        doublings = min(self._failed - IN_A_ROW, 16)
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2**doublings) if self.given_up else 0.0
        self._not_before = self._clock() + wait

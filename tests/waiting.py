"""Waiting for what happens in another process or thread, which gives no event of its own."""

import os
import threading
from collections.abc import Callable


def wait_until(there: Callable[[], object], seconds: float = 20.0) -> None:
    """Until it is there; fails where it isn't in time."""
    again = threading.Event()
    for _ in range(round(seconds / 0.01)):
        if there():
            return
        again.wait(0.01)
    raise AssertionError("it has not happened")


def busyness() -> float:
    """How many times as long things take here as on an idle machine, at least 1: others run too."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))

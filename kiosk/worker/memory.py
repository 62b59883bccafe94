"""Memory that Python has freed goes back to the machine, where the system's library can do that."""

import ctypes
import gc
from contextlib import suppress


def give_back_memory() -> None:
    """What is free is otherwise kept for later: 60 MB after some hundred texts. Takes 5 ms."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)

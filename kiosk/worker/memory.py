"""Memory that Python has freed goes back to the machine, where the system's library can do that."""

import ctypes
import gc
from contextlib import suppress


def give_back_memory() -> None:
    """After a model was loaded: what loading alone needed is otherwise kept for later."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)

"""Gives memory that Python has freed back to the system, if the C library can do that."""

import ctypes
import gc
from contextlib import suppress


def give_back_memory() -> None:
    """Give free memory back: otherwise 60 MB stay taken after some hundred texts. Takes 5 ms."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)

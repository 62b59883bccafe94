"""The recognizer's own process: `python -m kiosk.listening.worker [ENGINE_MODULE]`.

The protocol is that of kiosk/worker/jobs.py. The bytes are samples: 16-bit little-endian, one
channel, 16 kHz. Jobs and their answers:

    {"commands": [[text, name, number, section], ...]}     what can be said from now on   ->   {}
    {"reset": true}                                        forget what was heard          ->   {}
    {"context": {...}, "bytes": count}          ->   {"events": [{...}, ...], "level": {...}}

One job may hold all three; they are done in this order.
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kiosk.listening.commands import Commands, Context, commands_from
from kiosk.listening.events import Event, Level
from kiosk.worker.jobs import Head, Work, serve_jobs

FULL_SCALE = 32768.0


class Hearing(Protocol):
    """The interface of a Listener (listener.py) that the worker uses."""

    @property
    def level(self) -> Level: ...

    def hear(self, samples: NDArray[np.float32], context: Context) -> Sequence[Event]: ...

    def reset(self) -> None: ...


# Makes a listener for these commands.
Listeners = Callable[[Commands], Hearing]


class Unavailable(Exception):
    """The recognizer can't work here; the message says why."""


def main(arguments: list[str]) -> int:
    """Serve jobs until the standard input ends; returns the process's exit code."""
    return serve_jobs(partial(_start, *arguments), Unavailable)


def _start(module: str = "") -> tuple[str, Work]:
    """The fingerprint and the work of the extra's models, or of a `module` with `load()`."""
    load = importlib.import_module(module).load if module else _load_listener
    fingerprint, listener_for = load()
    return fingerprint, _Worker(listener_for).work


def _load_listener() -> tuple[str, Listeners]:
    # Imported here: without the extra `voice` there is nothing to import.
    from kiosk.listening.listener import Listener
    from kiosk.listening.models.files import ListeningUnavailable
    from kiosk.listening.recognizer import Recognizer

    try:
        recognizer = Recognizer.load()
    except ListeningUnavailable as error:
        raise Unavailable(str(error)) from error
    return recognizer.fingerprint, partial(Listener, recognizer)


class _Worker:
    """Does the jobs. Before the first commands it has no listener."""

    def __init__(self, listener_for: Listeners) -> None:
        self._listener_for = listener_for
        self._listener: Hearing | None = None

    def work(self, job: Head, body: bytes) -> tuple[Head, bytes]:
        if "commands" in job:
            self._listener = self._listener_for(commands_from(job["commands"]))
        elif job.get("reset") and self._listener:
            self._listener.reset()
        if "context" not in job:
            return {}, b""
        if self._listener is None:
            return {"error": "no commands were given"}, b""
        samples = np.frombuffer(body, dtype="<i2").astype(np.float32) / np.float32(FULL_SCALE)
        events = self._listener.hear(samples, Context(**job["context"]))
        level = asdict(self._listener.level)
        return {"events": [event.fields() for event in events], "level": level}, b""


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)  # skips the engines' own clean-up at exit

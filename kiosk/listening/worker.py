"""The recogniser's own process: `python -m kiosk.listening.worker FILES SLUGS [ENGINE_MODULE]`.

FILES are commands.yaml of common and of the pack, with a colon between (os.pathsep); SLUGS the
guide's sections with commas between. Jobs and their answers are by
kiosk/worker/jobs.py; the bytes are samples, 16-bit little-endian, one channel, 16 kHz:

    {"context": {...}, "bytes": count}   ->   {"events": [{...}, ...], "level": {...}}
    {"reset": true}                      ->   {}
    {"reset": true, "context": {...}, "bytes": count}     both, in this order

After a reset nothing is known of what was heard before it.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kiosk.files.problems import ContentError
from kiosk.listening.commands import Commands, Context
from kiosk.worker.jobs import Head, Work, serve_jobs

FULL_SCALE = 32768.0


class Hearing(Protocol):
    """What a worker hears with: a Listener (listener.py). Events and the level are dataclasses."""

    @property
    def level(self) -> Any: ...

    def hear(self, samples: NDArray[np.float32], context: Context) -> Sequence[Any]: ...

    def reset(self) -> None: ...


class Unavailable(Exception):
    """The recogniser can't work here, and why."""


def main(arguments: list[str]) -> int:
    """Serve jobs until the standard input ends; the process's exit code."""
    return serve_jobs(partial(_start, *arguments), Unavailable)


def _start(files: str, slugs: str, module: str = "") -> tuple[str, Work]:
    """What to hear with: the extra's, or another `module` with `load(commands)`."""
    try:
        commands = Commands.load([Path(one) for one in files.split(os.pathsep)], slugs.split(","))
    except ContentError as error:
        raise Unavailable(str(error)) from error
    load = importlib.import_module(module).load if module else _load_listener
    fingerprint, engine = load(commands)
    return fingerprint, partial(_hear, engine)


def _load_listener(commands: Commands) -> tuple[str, Hearing]:
    # Imported here: without the extra `voice` there is nothing to import.
    from kiosk.listening.listener import Listener
    from kiosk.listening.models.files import ListeningUnavailable
    from kiosk.listening.recognizer import Recognizer

    try:
        recognizer = Recognizer.load()
    except ListeningUnavailable as error:
        raise Unavailable(str(error)) from error
    return recognizer.fingerprint, Listener(recognizer, commands)


def _hear(engine: Hearing, job: Head, body: bytes) -> tuple[Head, bytes]:
    if job.get("reset"):
        engine.reset()
    if "context" not in job:
        return {}, b""
    samples = np.frombuffer(body, dtype="<i2").astype(np.float32) / np.float32(FULL_SCALE)
    events = engine.hear(samples, Context(**job["context"]))
    return {"events": [asdict(event) for event in events], "level": asdict(engine.level)}, b""


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)  # not through the engines' own clean-up

"""The worker's side of process.py: jobs come by standard input, answers go to standard output.

A job, like an answer, is a line of JSON and as many bytes as its `bytes` says (default 0). The
first line of output is `{"fingerprint": ...}`, or `{"unavailable": reason}`, after which the
process ends. It also ends when its standard input does, so it never outlives the kiosk.
"""

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from kiosk.worker.memory import give_back_memory

# How long a job may go on after the kiosk has ended, in seconds.
GRACE = 2.0
# Seconds without a job after which memory is given back: not between the jobs of one reading.
QUIET = 1.0
Head = Mapping[str, Any]
# A function that does a job: (its line, its bytes) -> (the answer's line, the answer's bytes).
Work = Callable[[Head, bytes], tuple[Head, bytes]]
_Jobs = queue.SimpleQueue[tuple[dict[str, Any], bytes] | None]


def serve_jobs(start: Callable[[], tuple[str, Work]], unavailable: type[Exception]) -> int:
    """Do jobs until standard input ends; returns the process's exit code, 1 if unavailable.

    `start` returns the fingerprint and the function that does a job, or raises `unavailable`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the kiosk, which ends this process
    answers = _private_answers()
    jobs: _Jobs = queue.SimpleQueue()
    threading.Thread(target=_read_jobs, args=(jobs,), daemon=True).start()
    try:
        fingerprint, work = start()
    except unavailable as error:
        _answer(answers, {"unavailable": str(error)})
        return 1
    _answer(answers, {"fingerprint": fingerprint})
    while (job := _next(jobs)) is not None:
        _answer(answers, *work(*job))
    return 0


def _next(jobs: _Jobs) -> tuple[Head, bytes] | None:
    """The next job, None at the end. If none comes for QUIET seconds, memory is given back."""
    try:
        return jobs.get(timeout=QUIET)
    except queue.Empty:
        give_back_memory()
        return jobs.get()


def _answer(answers: BinaryIO, head: Head, body: bytes = b"") -> None:
    answers.write(json.dumps(head).encode("ascii") + b"\n" + body)
    answers.flush()


def _private_answers() -> BinaryIO:
    """The pipe to the kiosk, kept separate so that a library can't print into it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - pyttsx3 prints a line a job; open to the end
    return answers


def _read_jobs(jobs: _Jobs) -> None:
    """Put each job into the queue; end a process that still runs GRACE seconds after the last."""
    for line in sys.stdin.buffer:
        head: dict[str, Any] = json.loads(line)
        jobs.put((head, sys.stdin.buffer.read(head.get("bytes", 0))))
    jobs.put(None)
    threading.Event().wait(GRACE)
    os._exit(1)  # the job hangs inside the library, where no exception reaches it

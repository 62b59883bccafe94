"""The kiosk's side of a worker process, for a library that may crash, hang or print.

A job, like its answer, is a line of JSON and as many bytes as that line says (see jobs.py). Each
job has a time limit, after which the process is killed. A stopped process (SIGSTOP) is killed after
LOOK_AGAIN, a hanging one after HANG_LIMIT. The process ends with its owner.
"""

import json
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

# How long a process may take to end by itself, in seconds.
END_LIMIT = 1.0
# Seconds between two looks at a process that has a job.
LOOK_AGAIN = 0.25
# A process with a job that sleeps for so many seconds, without any processor time, hangs. (On a
# busy machine a working one would get at least a little.) So it is replaced within 5 s.
HANG_LIMIT = 4.0
# A background process's niceness, added to the kiosk's own; 19 is the most.
BACKGROUND_NICE = 10
# In this folder `python -m` finds the package, however the kiosk itself was started.
_PACKAGE_ROOT = Path(__file__).resolve().parents[2]


class WorkerFailed(Exception):
    """The process died, took too long or gave an invalid answer: try a new one."""


class WorkerUnavailable(Exception):
    """The process can't work on this machine; the message says why. A new one couldn't either."""


class WorkerProcess:
    """A process `python -m module arguments`. Raises WorkerFailed for every fault of it."""

    def __init__(
        self,
        module: str,
        arguments: Sequence[str],
        start_limit: float,
        background: bool = False,
    ) -> None:
        """Start it and wait until it is ready, `start_limit` seconds at most.

        A `background` process has less priority than the kiosk. Raises WorkerUnavailable with the
        process's own reason.
        """
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_PACKAGE_ROOT,
            )
        except OSError as error:
            raise WorkerUnavailable(f"The process can't be started: {error}") from error
        assert self.process.stdin and self.process.stdout
        self._stdin: IO[bytes] = self.process.stdin
        self._stdout: IO[bytes] = self.process.stdout
        # Also ends the process if this object is garbage-collected, or Python ends.
        self._end = weakref.finalize(self, end_process, self.process)
        if background:
            _give_way(self.process.pid)
        try:
            with self._limit(start_limit):
                ready = self._read_head()
            if "unavailable" not in ready and not isinstance(ready.get("fingerprint"), str):
                raise WorkerFailed("it didn't say who it is")
        except WorkerFailed:
            self.kill()
            raise
        if "unavailable" in ready:
            self.close()
            raise WorkerUnavailable(str(ready["unavailable"]))
        self.fingerprint: str = ready["fingerprint"]

    @property
    def running(self) -> bool:
        """Whether the process lives and is not stopped (SIGSTOP)."""
        return self.process.poll() is None and not is_stopped(self.process.pid)

    def ask(
        self, head: Mapping[str, Any], body: bytes = b"", *, limit: float
    ) -> tuple[dict[str, Any], bytes]:
        """Have one job done within `limit` seconds; returns the answer's line and its bytes."""
        line = json.dumps({**head, "bytes": len(body)} if body else head).encode("ascii")
        with self._limit(limit):
            try:
                self._stdin.write(line + b"\n" + body)
                self._stdin.flush()
            except OSError as error:
                raise WorkerFailed("the process has ended") from error
            answer = self._read_head()
            if "error" in answer:
                raise WorkerFailed(str(answer["error"]))
            count = answer.get("bytes", 0)
            if not isinstance(count, int) or count < 0:
                raise WorkerFailed("its answer has no length")
            found = self._stdout.read(count)
        if len(found) < count:
            raise WorkerFailed("the process ended in the middle of an answer")
        return answer, found

    def close(self) -> None:
        """Close its input, so that it ends; kill it if that takes longer than END_LIMIT."""
        self._end()

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self._end()

    def _read_head(self) -> dict[str, Any]:
        line = self._stdout.readline()
        if not line.endswith(b"\n"):
            raise WorkerFailed("the process ended or took too long")
        try:
            head = json.loads(line)
        except ValueError as error:
            raise WorkerFailed("its answer can't be read") from error
        if not isinstance(head, dict):
            raise WorkerFailed("its answer can't be read")
        return head

    @contextmanager
    def _limit(self, seconds: float) -> Iterator[None]:
        """Kill the process after `seconds`, or if stopped or hanging; a read from it then ends."""
        done = threading.Event()
        watching = (self.process, done, seconds)
        threading.Thread(target=_watch, args=watching, daemon=True).start()
        try:
            yield
        finally:
            done.set()


def _watch(process: subprocess.Popen[bytes], done: threading.Event, seconds: float) -> None:
    # Not a method: its thread would keep the WorkerProcess from being garbage-collected.
    began = worked = time.monotonic()
    ticks = -1
    while not done.wait(max(0.0, min(LOOK_AGAIN, began + seconds - time.monotonic()))):
        now = time.monotonic()
        seen = _look_at(process.pid)
        if seen.ticks != ticks or seen.state not in _SLEEPING:
            worked, ticks = now, seen.ticks
        if now >= began + seconds or now >= worked + HANG_LIMIT or seen.state in _STOPPED:
            process.kill()
            return


class _Seen(NamedTuple):
    """A process's state, a letter (man 5 proc), and the processor time it has used, in ticks."""

    state: bytes
    ticks: int


_STOPPED = (b"T", b"t")
_SLEEPING = (b"S", *_STOPPED)


def _look_at(process: int) -> _Seen:
    """A process's state and time; if the system doesn't tell, a state that counts as working."""
    try:
        # The fields after the name in brackets, which may contain any characters.
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return _Seen(fields[0], int(fields[11]) + int(fields[12]))
    except (OSError, IndexError, ValueError):
        return _Seen(b"", 0)


def is_stopped(process: int) -> bool:
    """Whether a process is stopped (SIGSTOP); False if the system doesn't tell."""
    return _look_at(process).state in _STOPPED


def _give_way(process: int) -> None:
    """Lower a process's priority, if the system has priorities."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            here = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, process, min(19, here + BACKGROUND_NICE))


def end_process(process: subprocess.Popen[bytes]) -> None:
    """Close the process's input, so that it ends; kill it if that takes longer than END_LIMIT."""
    assert process.stdin and process.stdout
    with suppress(OSError):
        process.stdin.close()
    if is_stopped(process.pid):
        process.kill()
    try:
        process.wait(END_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()

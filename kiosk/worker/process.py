"""A process of its own for a library that may crash, hang or print: the kiosk's side of it.

A job goes to it as a line of JSON and as many bytes as that line says, and so does its answer (see
jobs.py). Each has a limit, after which the process is killed; one that was stopped (SIGSTOP)
is killed as soon as that is seen, and one that hangs soon after. It ends with its owner.
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
# How often a process that has a job is looked at, in seconds.
LOOK_AGAIN = 0.25
# One that has a job and sleeps for so many seconds, without a moment of the processor, hangs: on a
# busy machine it would wait for the processor and get a little. It is replaced within 5 s so.
HANG_LIMIT = 4.0
# How far a process in the background stands back behind the kiosk, of 19.
BACKGROUND_NICE = 10
# `python -m` finds the package from here, however the kiosk itself was started.
_PACKAGE_ROOT = Path(__file__).resolve().parents[2]


class WorkerFailed(Exception):
    """The process died, took too long or gave nothing of use: try a fresh one."""


class WorkerUnavailable(Exception):
    """The process can't work on this machine, with the reason: a fresh one couldn't either."""


class WorkerProcess:
    """One `python -m module arguments`. Raises WorkerFailed for every fault of its own."""

    def __init__(
        self,
        module: str,
        arguments: Sequence[str],
        start_limit: float,
        background: bool = False,
    ) -> None:
        """Start it and wait until it is ready, `start_limit` seconds at most.

        In the `background` it leaves the processor to whoever else wants it. Raises
        WorkerUnavailable with the process's own reason.
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
        # Ends the process too where its owner is forgotten, or Python ends.
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
        """Whether the process is there and was not stopped."""
        return self.process.poll() is None and not is_stopped(self.process.pid)

    def ask(
        self, head: Mapping[str, Any], body: bytes = b"", *, limit: float
    ) -> tuple[dict[str, Any], bytes]:
        """One job done within `limit` seconds: the answer's line and its bytes."""
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
        """Let it end, as it does when its input ends."""
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
        """Kill the process after so long, or stopped: a read from it then ends at once."""
        done = threading.Event()
        watching = (self.process, done, seconds)
        threading.Thread(target=_watch, args=watching, daemon=True).start()
        try:
            yield
        finally:
            done.set()


def _watch(process: subprocess.Popen[bytes], done: threading.Event, seconds: float) -> None:
    # Not a method: a process that is forgotten ends, and this would remember it.
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
    """A process's state, a letter (man 5 proc), and the processor time it has had, in ticks."""

    state: bytes
    ticks: int


_STOPPED = (b"T", b"t")
_SLEEPING = (b"S", *_STOPPED)


def _look_at(process: int) -> _Seen:
    """How a process is; as if it worked where the system doesn't tell."""
    try:
        # After the name in brackets, which may hold anything.
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return _Seen(fields[0], int(fields[11]) + int(fields[12]))
    except (OSError, IndexError, ValueError):
        return _Seen(b"", 0)


def is_stopped(process: int) -> bool:
    """Whether a process was stopped and so does nothing; False where the system doesn't tell."""
    return _look_at(process).state in _STOPPED


def _give_way(process: int) -> None:
    """Let other processes have the processor first, where the system knows such an order."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            here = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, process, min(19, here + BACKGROUND_NICE))


def end_process(process: subprocess.Popen[bytes]) -> None:
    """Let the process end by itself, as it does when its input ends; kill it if it doesn't."""
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

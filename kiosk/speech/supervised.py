"""A voice in a process of its own, watched: a limit on each job, a fresh process after a fault.

A voice's library may crash, hang, or give silence and say nothing. None of that reaches the
kiosk: the job is done again in a new process, and a text that fails again and again is not tried
any more.
"""

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TypeVar

from kiosk.speech.long_text import split_text
from kiosk.speech.sound import check_audible, join
from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable

ATTEMPTS = 3
# Limits in seconds. A job takes about 10 ms and a start 100 ms; these are for a busy machine.
START_LIMIT = 10.0
JOB_LIMIT = 5.0
END_LIMIT = 1.0
# How far a voice in the background stands back behind the kiosk, of 19.
BACKGROUND_NICE = 10
# `python -m` finds the package from here, however the kiosk itself was started.
_PACKAGE_ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


class _WorkerFailed(Exception):
    """The process died, took too long or gave nothing of use: try a fresh one."""


class _Worker:
    """One process that speaks. Raises _WorkerFailed for every fault of its own."""

    def __init__(self, engine: Sequence[str], background: bool, start_limit: float) -> None:
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kiosk.speech.worker", *engine],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_PACKAGE_ROOT,
            )
        except OSError as error:
            raise VoiceUnavailable(f"The voice's process can't be started: {error}") from error
        assert self.process.stdin and self.process.stdout
        self._stdin: IO[bytes] = self.process.stdin
        self._stdout: IO[bytes] = self.process.stdout
        # Ends the process too where its owner is forgotten, or Python ends.
        self._end = weakref.finalize(self, _end_process, self.process)
        if background:
            _give_way(self.process.pid)
        try:
            with self._limit(start_limit):
                ready = self._read_head()
        except _WorkerFailed:
            self.kill()
            raise
        if "unavailable" in ready:
            self.close()
            raise VoiceUnavailable(ready["unavailable"])
        self.fingerprint: str = ready["fingerprint"]

    def speak(self, text: str, limit: float) -> Utterance:
        """One text spoken and checked, within `limit` seconds."""
        job = json.dumps({"text": text}).encode("ascii") + b"\n"
        with self._limit(limit):
            try:
                self._stdin.write(job)
                self._stdin.flush()
            except OSError as error:
                raise _WorkerFailed("the voice's process has ended") from error
            head = self._read_head()
            if "error" in head:
                raise _WorkerFailed(head["error"])
            wav = self._stdout.read(head["bytes"])
        if len(wav) < head["bytes"]:
            raise _WorkerFailed("the voice's process ended in the middle of a text")
        return _checked(wav, head)

    def close(self) -> None:
        self._end()

    def kill(self) -> None:
        self.process.kill()
        self._end()

    def _read_head(self) -> dict[str, Any]:
        line = self._stdout.readline()
        if not line.endswith(b"\n"):
            raise _WorkerFailed("the voice's process ended or took too long")
        head: dict[str, Any] = json.loads(line)
        return head

    @contextmanager
    def _limit(self, seconds: float) -> Iterator[None]:
        """Kill the process after so long: a read from it then ends at once."""
        timer = threading.Timer(seconds, self.process.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


class SupervisedVoice:
    """A Voice (see voices.py) that speaks in a worker process. Any thread may call it."""

    def __init__(
        self,
        name: str,
        engine: str,
        job_limit: float = JOB_LIMIT,
        background: bool = False,
        *,
        arguments: Sequence[str] = (),
        start_limit: float = START_LIMIT,
        fingerprint: str = "",
    ) -> None:
        """`engine` is a module with `load(*arguments)`; the limits are seconds.

        A `background` voice leaves the processor to whoever else wants it. Starts the process, or
        where the `fingerprint` is known beforehand waits with that for the first text. Raises
        VoiceUnavailable with the reason where it can't be started.
        """
        self.name = name
        self._engine = (engine, *arguments)
        self._start_limit = start_limit
        self._job_limit = job_limit
        self._background = background
        self._lock = threading.Lock()
        self._quarantine: dict[str, str] = {}
        self._worker: _Worker | None = None
        self._closed = False
        self.fingerprint = fingerprint or self._with_worker(lambda worker: worker.fingerprint)

    @property
    def process_id(self) -> int | None:
        """The worker's process, while there is one."""
        worker = self._worker
        return worker.process.pid if worker else None

    def speak(self, text: str) -> Utterance:
        """The text spoken; longer than one job takes, it is spoken in parts and joined.

        Raises VoiceError where the text can't be spoken, VoiceUnavailable where nothing can.
        """
        parts = [
            (offset, self._speak_part(part))
            for offset, part in split_text(text)
            if any(character.isalnum() for character in part)
        ]
        if not parts:
            raise VoiceError(f"There is no word in {text!r}.")
        return parts[0][1] if len(parts) == 1 else join(parts)

    def start(self) -> None:
        """Start the process now, where it isn't there, so that no person waits for it."""
        with self._lock:
            self._with_worker(lambda worker: worker.fingerprint)

    def close(self) -> None:
        """End the process. Nothing can be spoken any more; a text under way may still end."""
        self._closed = True  # at once, so that a text that fails is not tried again
        with self._lock:
            if self._worker is not None:
                self._worker.close()
                self._worker = None

    def _speak_part(self, text: str) -> Utterance:
        with self._lock:
            if text in self._quarantine:
                raise VoiceError(self._quarantine[text])
            try:
                return self._with_worker(lambda worker: worker.speak(text, self._job_limit))
            except VoiceUnavailable:
                raise
            except VoiceError as error:
                self._quarantine[text] = str(error)
                raise

    def _with_worker(self, job: Callable[[_Worker], T]) -> T:
        """Do the job, in a fresh process after each fault; the caller holds the lock."""
        reason: Exception
        for _ in range(ATTEMPTS):
            try:
                return job(self._running_worker())
            except _WorkerFailed as error:
                reason = error
                started = self._worker is not None
                self._discard_worker()
        message = f"The voice failed {ATTEMPTS} times: {reason}."
        raise (VoiceError if started else VoiceUnavailable)(message) from reason

    def _running_worker(self) -> _Worker:
        if self._closed:
            raise VoiceUnavailable("The voice was closed.")
        if self._worker is not None and self._worker.process.poll() is not None:
            self._discard_worker()
        if self._worker is None:
            self._worker = _Worker(self._engine, self._background, self._start_limit)
        return self._worker

    def _discard_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None


def _checked(wav: bytes, head: dict[str, Any]) -> Utterance:
    try:
        duration = check_audible(wav)
    except VoiceError as error:
        raise _WorkerFailed(str(error)) from error
    events = tuple((int(offset), float(seconds)) for offset, seconds in head["events"])
    return Utterance(wav, events, duration, head.get("note", ""))


def _give_way(process: int) -> None:
    """Let other processes have the processor first, where the system knows such an order."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            here = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, process, min(19, here + BACKGROUND_NICE))


def _end_process(process: subprocess.Popen[bytes]) -> None:
    """Let the process end by itself, as it does when its input ends; kill it if it doesn't."""
    assert process.stdin and process.stdout
    with suppress(OSError):
        process.stdin.close()
    try:
        process.wait(END_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()

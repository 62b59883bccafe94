"""A voice in a process of its own, watched: a limit on each job, a fresh process after a fault.

A voice's library may crash, hang, or give silence and say nothing. None of that reaches the
kiosk: the job is done again in a new process, and a text that fails again and again is not tried
any more for a while.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np

from kiosk.speech.audio.sound import check_audible
from kiosk.speech.utterance import Sound, Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices.long_text import join, split_text
from kiosk.worker.process import END_LIMIT, WorkerFailed, WorkerProcess, WorkerUnavailable
from kiosk.worker.restarts import RestartBackoff

ATTEMPTS = 3
# Limits in seconds. A job takes about 10 ms and a start 100 ms; these are for a busy machine.
START_LIMIT = 10.0
JOB_LIMIT = 5.0
# So much longer has a voice in the background: beside a program that never rests it gets a
# fiftieth of a processor. One that hangs is noticed all the same (worker/process.py).
BACKGROUND_PATIENCE = 10
# Seconds for which a text that failed is not tried again: it fails slowly, and others wait.
QUARANTINE = 300.0
_MODULE = "kiosk.speech.voices.worker"
T = TypeVar("T")


class SupervisedVoice:
    """A Voice (see registry.py) that speaks in a worker process. Any thread may call it."""

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
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`engine` is a module with `load(*arguments)`; limits and `clock` are seconds.

        A `background` voice leaves the processor to whoever else wants it, and has ten times as
        long. Starts the process, or where the `fingerprint` is known beforehand waits with that
        for the first text. Raises VoiceUnavailable with the reason where it can't be started.
        """
        self.name = name
        self._engine = (engine, *arguments)
        patience = BACKGROUND_PATIENCE if background else 1
        self._start_limit = start_limit * patience
        self._job_limit = job_limit * patience
        self._background = background
        self._lock = threading.Lock()
        self._clock = clock
        self._quarantine: dict[str, tuple[float, str]] = {}
        self._worker: WorkerProcess | None = None
        self._restarts = RestartBackoff(clock)
        self._reason = ""
        self._wanted = False  # the process was started once, and so is to be there
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

    def keep(self) -> None:
        """Replace the process where it died or was stopped while it had nothing to do.

        Raises VoiceUnavailable where that fails.
        """
        worker = self._worker
        if self._wanted and not self._closed and (worker is None or not worker.running):
            self.start()

    def close(self) -> None:
        """End the process. Nothing can be spoken any more; a text under way may still end."""
        self._closed = True  # at once, so that a text that fails is not tried again
        if not self._lock.acquire(timeout=END_LIMIT):
            # It hangs in a text; one that is still starting ends when it sees that it is closed.
            worker = self._worker
            if worker is not None:
                worker.process.kill()
            return
        try:
            self._discard_worker(WorkerProcess.close)
        finally:
            self._lock.release()

    def _speak_part(self, text: str) -> Utterance:
        with self._lock:
            self._release_texts()
            if text in self._quarantine:
                raise VoiceError(self._quarantine[text][1])
            try:
                return self._with_worker(lambda worker: _speak(worker, text, self._job_limit))
            except VoiceUnavailable:
                raise
            except VoiceError as error:
                self._quarantine[text] = (self._clock() + QUARANTINE, str(error))
                raise

    def _release_texts(self) -> None:
        """Let the texts be tried again whose time is over; the caller holds the lock."""
        now = self._clock()
        for text in [text for text, (until, _) in self._quarantine.items() if until <= now]:
            del self._quarantine[text]

    def _with_worker(self, job: Callable[[WorkerProcess], T]) -> T:
        """Do the job, in a fresh process after each fault; the caller holds the lock."""
        reason: Exception
        for _ in range(ATTEMPTS):
            try:
                return job(self._running_worker())
            except WorkerFailed as error:
                reason = error
                started = self._worker is not None
                self._discard_worker(WorkerProcess.kill)
        message = f"The voice failed {ATTEMPTS} times: {reason}."
        raise (VoiceError if started else VoiceUnavailable)(message) from reason

    def _running_worker(self) -> WorkerProcess:
        if self._closed:
            raise VoiceUnavailable("The voice was closed.")
        if self._worker is not None and not self._worker.running:
            self._discard_worker(WorkerProcess.kill)
        if self._worker is None:
            self._worker = self._started()
            if self._closed:
                self._discard_worker(WorkerProcess.close)
                raise VoiceUnavailable("The voice was closed.")
        return self._worker

    def _started(self) -> WorkerProcess:
        """A new process; where starting failed again and again, only after a while."""
        if self._restarts.wait:
            raise VoiceUnavailable(self._reason)
        self._wanted = True
        try:
            worker = WorkerProcess(_MODULE, self._engine, self._start_limit, self._background)
        except WorkerUnavailable as error:
            self._restarts.failed(hopeless=True)
            self._reason = str(error)
            raise VoiceUnavailable(self._reason) from error
        except WorkerFailed as error:
            self._restarts.failed()
            self._reason = f"The voice can't be started: {error}."
            raise
        self._restarts.worked()
        return worker

    def _discard_worker(self, end: Callable[[WorkerProcess], None]) -> None:
        if self._worker is not None:
            end(self._worker)
            self._worker = None


def _speak(worker: WorkerProcess, text: str, limit: float) -> Utterance:
    """One text spoken and checked, within `limit` seconds."""
    head, samples = worker.ask({"text": text}, limit=limit)
    return _checked(samples, head)


def _checked(samples: bytes, head: dict[str, Any]) -> Utterance:
    try:
        sound = Sound(np.frombuffer(samples, np.float32), int(head["rate"]))
    except ValueError as error:
        raise WorkerFailed("its sound can't be read") from error
    try:
        check_audible(sound)
    except VoiceError as error:
        raise WorkerFailed(str(error)) from error
    events = tuple((int(offset), float(seconds)) for offset, seconds in head["events"])
    return Utterance(sound, events, head.get("note", ""))

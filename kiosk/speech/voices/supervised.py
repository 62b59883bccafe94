"""Runs a voice in its own process, with a time limit for each job and a new process after a fault.

A voice's library may crash, hang, or return silence without an error. None of that reaches the
kiosk: the job is repeated in a new process, and a text that has failed ATTEMPTS times is refused
for QUARANTINE seconds.
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
# Factor on the limits of a voice in the background: beside a program that never rests it gets a
# fiftieth of a processor. A hang is still noticed earlier (worker/process.py).
BACKGROUND_PATIENCE = 10
# Seconds for which a failed text is refused: failing takes long, and other texts wait.
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
        """`engine`: a module with `load(*arguments)`; limits and `clock` are in seconds.

        A `background` voice runs at low priority, with ten times the limits. The process starts
        now or, if its `fingerprint` is given, with the first text. Raises VoiceUnavailable with
        the reason if it can't be started.
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
        self._wanted = False  # the process was started once; keep() restarts it
        self._closed = False
        self.fingerprint = fingerprint or self._with_worker(lambda worker: worker.fingerprint)

    @property
    def process_id(self) -> int | None:
        """The id of the worker's process; None if there is none."""
        worker = self._worker
        return worker.process.pid if worker else None

    def speak(self, text: str) -> Utterance:
        """Speak the text; a long one is spoken in parts, which are joined.

        Raises VoiceError if this text can't be spoken, VoiceUnavailable if no text can.
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
        """Start the process now if it isn't running, so that no visitor waits for it."""
        with self._lock:
            self._with_worker(lambda worker: worker.fingerprint)

    def keep(self) -> None:
        """Restart the process if it died or was stopped (SIGSTOP) while idle.

        Raises VoiceUnavailable if that fails.
        """
        worker = self._worker
        if self._wanted and not self._closed and (worker is None or not worker.running):
            self.start()

    def close(self) -> None:
        """End the process for good. A text that is being spoken may still be finished."""
        self._closed = True  # before the lock, so that a text that fails now is not retried
        if not self._lock.acquire(timeout=END_LIMIT):
            # The process hangs in a text. (_running_worker() ends one that is still starting.)
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
        """Remove texts whose quarantine is over; the caller holds the lock."""
        now = self._clock()
        for text in [text for text, (until, _) in self._quarantine.items() if until <= now]:
            del self._quarantine[text]

    def _with_worker(self, job: Callable[[WorkerProcess], T]) -> T:
        """Do the job, in a new process after each fault; the caller holds the lock."""
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
        """A new process. Raises VoiceUnavailable for a while after repeated failures."""
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
    """Speak one text within `limit` seconds, and check its sound."""
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

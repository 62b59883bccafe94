"""The recogniser's process, watched: loaded when it is wanted, ended when nobody speaks any more.

The models take some hundred megabytes, so nothing is started before the first stream, and it ends
some minutes after the last sound. What goes wrong in it ends the stream, not the kiosk; what goes
wrong again and again is given up for a while, with the reason.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kiosk.worker_process import WorkerFailed, WorkerProcess, WorkerUnavailable

MODULE = "kiosk.listening.worker"
# Limits in seconds. The models load in 1 to 2 s and a word takes 0.1 s; these are for a busy
# machine. Who waits longer than JOB_LIMIT for a sign has given up on the word.
START_LIMIT = 60.0
JOB_LIMIT = 3.0
# A page sends one piece at a time; one that comes while another takes so long is not waited for.
QUEUE_LIMIT = 0.5
# So many faults within so many seconds, and it is broken; after as long it may be tried again.
ATTEMPTS = 3
FAULT_WINDOW = 600.0


class NotReady(Exception):
    """There is no process that listens now."""


class Busy(Exception):
    """The job before is not done yet."""


class RecognizerProcess:
    """`state` is asleep, loading, ready or broken, with a `reason` for the last."""

    def __init__(
        self,
        arguments: Callable[[], Sequence[str]],
        idle_limit: float,
        clock: Callable[[], float],
    ) -> None:
        """`arguments` of worker.py, asked for at each start. `idle_limit`: seconds without a job
        after which it ends. `clock` gives seconds."""
        self.state = "asleep"
        self.reason = ""
        self._arguments = arguments
        self._idle_limit = idle_limit
        self._clock = clock
        self._lock = threading.Lock()
        self._work = threading.Lock()
        self._closed = threading.Event()
        self._loaded = threading.Event()
        self._worker: WorkerProcess | None = None
        self._faults: list[float] = []
        self._last_used = clock()
        self._job_limit = JOB_LIMIT

    @property
    def process_id(self) -> int | None:
        """The process, while there is one that is ready."""
        worker = self._worker
        return worker.process.pid if worker else None

    def wake(self) -> None:
        """Load the models in the background, where they aren't there and it isn't broken."""
        with self._lock:
            self._last_used = self._clock()
            if self._worker is not None and not self._worker.running:
                self._discard("the process was ended")
            if self.state == "broken" and self._recent_faults() < ATTEMPTS:
                self.state = "asleep"
            if self.state == "asleep" and not self._closed.is_set():
                self.state, self.reason = "loading", ""
                self._loaded.clear()
                threading.Thread(target=self._live, name="listening", daemon=True).start()

    def wait_until_loaded(self, limit: float) -> None:
        """Until it is ready or broken, `limit` seconds at most."""
        self._loaded.wait(limit)

    def ask(self, head: Mapping[str, Any], body: bytes = b"") -> dict[str, Any]:
        """One job of worker.py done. Raises NotReady, also where the process fails, and Busy."""
        with self._lock:
            worker = self._worker
            self._last_used = self._clock()
        if worker is None:
            raise NotReady("The recogniser is not loaded.")
        if not self._work.acquire(timeout=QUEUE_LIMIT):
            raise Busy("The piece before it is not done yet.")
        try:
            return worker.ask(head, body, limit=self._job_limit)[0]
        except WorkerFailed as error:
            with self._lock:
                if worker is self._worker:
                    self._discard(str(error))
            raise NotReady(f"The recogniser failed: {error}.") from error
        finally:
            self._work.release()

    def close(self) -> None:
        """End the process; it starts no more."""
        self._closed.set()
        with self._lock:
            self._end()

    def _live(self) -> None:
        """The process's whole life, in a thread of its own: load it, then end it when idle."""
        worker = self._load()
        self._loaded.set()
        while worker is not None and (left := self._time_left(worker)) > 0:
            self._closed.wait(left)

    def _load(self) -> WorkerProcess | None:
        while True:
            try:
                worker = WorkerProcess(MODULE, self._arguments(), START_LIMIT)
            except WorkerUnavailable as error:
                with self._lock:
                    self._faults += [self._clock()] * ATTEMPTS
                    self.state, self.reason = "broken", str(error)
                return None
            except WorkerFailed as error:
                with self._lock:
                    self._discard(str(error))
                    if self.state == "broken":
                        return None
                continue
            with self._lock:
                self._last_used = self._clock()
                self._worker, self.state = worker, "ready"
                if self._closed.is_set():
                    self._end()
            return worker

    def _time_left(self, worker: WorkerProcess) -> float:
        """Seconds until it ends if nobody speaks; 0 where it has ended."""
        with self._lock:
            if worker is not self._worker:
                return 0.0
            left = self._last_used + self._idle_limit - self._clock()
            if left <= 0:
                self._end()
            return max(0.0, left)

    def _discard(self, reason: str) -> None:
        """Note a fault, and give up after several; the caller holds the lock."""
        if self._worker is not None:
            self._worker.kill()
            self._worker = None
            self.state = "asleep"
        self._faults.append(self._clock())
        if self._recent_faults() >= ATTEMPTS:
            self.state = "broken"
            self.reason = f"The recogniser failed {ATTEMPTS} times: {reason}."

    def _end(self) -> None:
        """End the process without a fault; the caller holds the lock."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
            self.state = "asleep"

    def _recent_faults(self) -> int:
        since = self._clock() - FAULT_WINDOW
        self._faults = [at for at in self._faults if at > since]
        return len(self._faults)

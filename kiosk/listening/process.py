"""Starts and watches the recognizer's process, and ends it when nobody speaks any more.

The models take some hundred megabytes, so the process starts with the first stream and ends some
minutes after the last sound. A fault in it ends the stream but not the kiosk: a new process is
there within 5 s, each time. Only if it can't be started, it is not tried again for a while, and
`reason` says why.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kiosk.worker.process import WorkerFailed, WorkerProcess, WorkerUnavailable
from kiosk.worker.restarts import IN_A_ROW, RestartBackoff

_log = logging.getLogger(__name__)
MODULE = "kiosk.listening.worker"
# Limits in seconds. The models load in 1 to 2 s and a word takes 0.1 s; these are for a busy
# machine. A visitor who waits longer than JOB_LIMIT for a sign has given up.
START_LIMIT = 60.0
JOB_LIMIT = 3.0
# Seconds for which a piece waits for the one before it. (A page sends one piece at a time.)
QUEUE_LIMIT = 0.5
# Seconds between checks of the process.
LOOK_AGAIN = 0.5


class NotReady(Exception):
    """No recognizer process is ready now."""


class Busy(Exception):
    """The previous job is not done yet."""


class RecognizerProcess:
    """`state` is "asleep", "loading", "ready" or "broken"; `reason` says why it is broken."""

    def __init__(
        self,
        arguments: Callable[[], Sequence[str]],
        idle_limit: float,
        clock: Callable[[], float],
        job_limit: float = JOB_LIMIT,
    ) -> None:
        """`arguments()` gives those of worker.py at each start. `idle_limit`: seconds without a job
        after which the process ends; `job_limit`: seconds for a job. `clock` gives seconds."""
        self._reason = ""
        self._arguments = arguments
        self._idle_limit = idle_limit
        self._clock = clock
        self._changed = threading.Condition()
        self._work = threading.Lock()
        self._closed = False
        self._living: threading.Thread | None = None
        self._worker: WorkerProcess | None = None
        self._restarts = RestartBackoff(clock)
        self._last_used = clock()
        self._job_limit = job_limit

    @property
    def state(self) -> str:
        """The state now. It is "broken" only until the next start is allowed."""
        if self._worker is not None:
            return "ready"
        if self._restarts.wait:
            return "broken"
        return "loading" if self._living is not None else "asleep"

    @property
    def reason(self) -> str:
        """Why it is broken; "" if it isn't."""
        return self._reason if self.state == "broken" else ""

    @property
    def process_id(self) -> int | None:
        """The id of the process; None if none is ready."""
        worker = self._worker
        return worker.process.pid if worker else None

    def wake(self) -> None:
        """Load the models in the background, unless they are loaded or the state is "broken"."""
        with self._changed:
            self._last_used = self._clock()
            self._drop_the_dead()
            if self._living is None and not self._restarts.wait and not self._closed:
                self._living = threading.Thread(target=self._live, name="listening", daemon=True)
                self._living.start()

    def wait_until_loaded(self, limit: float) -> None:
        """Wait until the state is "ready" or "broken", at most `limit` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state in ("ready", "broken"), limit)

    def ask(self, head: Mapping[str, Any], body: bytes = b"") -> dict[str, Any]:
        """Do one job of worker.py; returns its answer.

        Raises NotReady if no process is ready or it fails, Busy if the previous job isn't done.
        """
        with self._changed:
            worker = self._worker
            self._last_used = self._clock()
        if worker is None:
            raise NotReady("The recogniser is not loaded.")
        if not self._work.acquire(timeout=QUEUE_LIMIT):
            raise Busy("The piece before it is not done yet.")
        try:
            return worker.ask(head, body, limit=self._job_limit)[0]
        except WorkerFailed as error:
            self.discard(worker)
            raise NotReady(f"The recogniser failed: {error}.") from error
        finally:
            self._work.release()

    def discard(self, worker: WorkerProcess | None = None) -> None:
        """Replace the process, or `worker` if it is still in use, since its answer is unusable."""
        with self._changed:
            if self._worker is not None and worker in (None, self._worker):
                self._worker.kill()
                self._worker = None
            self._changed.notify_all()

    def close(self) -> None:
        """End the process for good."""
        with self._changed:
            self._closed = True
            self._end()
            self._changed.notify_all()

    # The thread: from the first stream until nobody has spoken for some minutes -----------------

    def _live(self) -> None:
        while True:
            with self._changed:
                self._drop_the_dead()
                if self._is_over():
                    self._end()
                    self._living = None
                    return
                if self._worker is not None or self._restarts.wait:
                    self._changed.wait(LOOK_AGAIN)
                    continue
            self._load()

    def _is_over(self) -> bool:
        return self._closed or self._last_used + self._idle_limit <= self._clock()

    def _load(self) -> None:
        """Start the process; after a failure, keep the reason. Raises nothing."""
        reason, hopeless = "", False
        worker: WorkerProcess | None = None
        try:
            worker = WorkerProcess(MODULE, self._arguments(), START_LIMIT)
        except WorkerFailed as error:
            reason = f"The recogniser failed {IN_A_ROW} times: {error}."
        except WorkerUnavailable as error:
            reason, hopeless = str(error), True
        except Exception as error:  # a bug in our code: handled and reported in the same way
            reason, hopeless = f"{type(error).__name__}: {error}", True
        with self._changed:
            if worker is None:
                _log.warning("The recogniser can't be started: %s", reason)
                self._restarts.failed(hopeless)
                self._reason = reason
            else:
                _log.info("The recogniser listens.")
                self._restarts.worked()
                self._last_used = self._clock()
                self._worker = worker
                if self._closed:
                    self._end()
            self._changed.notify_all()

    def _drop_the_dead(self) -> None:
        """Drop the process if it died or was stopped; the caller holds `_changed`."""
        if self._worker is not None and not self._worker.running:
            _log.warning("The recogniser's process has died or was stopped: another one begins.")
            self._worker.kill()
            self._worker = None

    def _end(self) -> None:
        """End the process in the normal way; the caller holds `_changed`."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

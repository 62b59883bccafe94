"""A kiosk that can be killed in the middle of a visit and started again at the same address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from .running import RunningKiosk, running_kiosk

# What a page's console says as its kiosk goes away, in the middle of an answer or before one; for
# Watcher.allow.
AWAY = r"net::ERR_|htmx:"


class RestartableKiosk:
    """`address` stays the same however often it is started."""

    def __init__(self, data: Path, **variables: str) -> None:
        self._data, self._variables = data, variables
        self._stack = ExitStack()
        self._running: RunningKiosk | None = None
        self.address = self._begin(0)

    @property
    def process_id(self) -> int | None:
        """Of the kiosk, while it runs."""
        return self._running.process.pid if self._running else None

    def kill(self) -> None:
        """As if its plug were pulled: no request under way is answered. Does nothing twice."""
        if self._running is None:
            return
        self._running.process.kill()
        self._running.process.wait()
        self._stack.close()
        self._running = None

    def start(self) -> None:
        """Start it again; returns once it answers. Does nothing where it runs."""
        if self._running is None:
            self._begin(urlsplit(self.address).port or 0)

    def restart(self) -> None:
        self.kill()
        self.start()

    def _begin(self, port: int) -> str:
        kiosk = running_kiosk(self._data, port, **self._variables)
        self._running = self._stack.enter_context(kiosk)
        return self._running.address


@contextmanager
def restartable_kiosk(data: Path, **variables: str) -> Iterator[RestartableKiosk]:
    """A kiosk of one test's own, which it may kill and start; `variables` as for running_kiosk."""
    kiosk = RestartableKiosk(data, **{"KIOSK_PREPARE": "false", **variables})
    try:
        yield kiosk
    finally:
        kiosk.kill()

"""What happens to a kiosk while people use it: bad weather in the network, a window whose size
changes, a clock that runs ahead, a program and its workers that are killed or stand still.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from tests.browser.restarting import RestartableKiosk

from .bad_network import GOOD, BadNetwork

SIZES = ((1080, 1920), (1280, 800), (1920, 1080), (768, 1024), (800, 1280))
WEATHERS = (
    GOOD,
    {"good": 0.5, "late": 0.5},
    {"good": 0.4, "twice": 0.2, "broken": 0.1, "never": 0.3},
    {"never": 1.0},
)


class World:
    """Everything round a page. `done` is where it notes what it did."""

    def __init__(
        self,
        page: Page,
        kiosk: RestartableKiosk,
        network: BadNetwork,
        draw: Random,
        done: list[str],
    ) -> None:
        self.page, self.kiosk, self.network = page, kiosk, network
        self.draw, self.done = draw, done
        self._later: list[tuple[float, Callable[[], None]]] = []

    def act(self) -> None:
        """One thing happens; what it needs to be over comes later, in go_on or heal."""
        acts = [self._weather] * 4 + [self._resize, self._ahead, self._server, self._worker]
        self.draw.choice(acts)()

    def go_on(self) -> None:
        """Do what is due."""
        due = [one for one in self._later if one[0] <= time.monotonic()]
        self._later = [one for one in self._later if one not in due]
        for _, act in due:
            act()

    def heal(self) -> None:
        """All is well again."""
        for _, act in self._later:
            act()
        self._later = []
        self._clear_up()
        self.kiosk.start()

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        self._later.append((time.monotonic() + seconds, act))

    def _weather(self) -> None:
        self.network.weather = self.draw.choice(WEATHERS)
        self.done.append(f"network {dict(self.network.weather)}")
        self._after(self.draw.uniform(1, 12), self._clear_up)

    def _clear_up(self) -> None:
        self.network.weather = GOOD

    def _resize(self) -> None:
        width, height = self.draw.choice(SIZES)
        self.done.append(f"{width} x {height}")
        self.page.set_viewport_size({"width": width, "height": height})

    def _ahead(self) -> None:
        by = self.draw.choice((1, 5, 20, 60)) * 1000
        self.done.append(f"clock {by} ms ahead")
        self.page.evaluate("(by) => runAhead(by)", by)

    def _server(self) -> None:
        pid = self.kiosk.process_id
        if pid is None:
            return
        seconds = self.draw.uniform(0.5, 6)
        if self.draw.random() < 0.5:
            self.done.append(f"the kiosk is killed for {seconds:.1f} s")
            self.kiosk.kill()
            self._after(seconds, self.kiosk.start)
        else:
            self.done.append(f"the kiosk stands still for {seconds:.1f} s")
            _signal(pid, signal.SIGSTOP)
            self._after(seconds, lambda: _signal(pid, signal.SIGCONT))

    def _worker(self) -> None:
        workers = children(self.kiosk.process_id)
        if not workers:
            return
        pid = self.draw.choice(workers)
        self.done.append(f"worker {pid} is stopped or killed")
        _signal(pid, self.draw.choice((signal.SIGSTOP, signal.SIGKILL)))


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def children(pid: int | None) -> list[int]:
    """The processes that a process has started."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(file.read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                found.append(int(file.parent.name))
    return found

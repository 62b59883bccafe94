"""A real kiosk in a real Chromium, for measurements in the page."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from kiosk.config import Settings
from kiosk.guide import load_guide
from tests.browser.running import launch_chromium, running_kiosk
from tests.browser.watching import Watcher

# `window.touchedAt`: when the finger was lifted, by the page's clock: the time of the event itself,
# not of its handler.
TOUCH_CLOCK = """
  window.touchedAt = 0;
  document.addEventListener("pointerup", ({ timeStamp }) => (window.touchedAt = timeStamp),
    { capture: true });
"""


def conditions() -> dict[str, object]:
    """The conditions of the figures; other work on the machine (its load) makes them worse."""
    return {
        "browser": "Debian's Chromium, headless, 1080x1920, no sound card",
        "kiosk": "kiosk serve on loopback, an empty data folder, nothing rendered ahead",
        **other_work(),
    }


def other_work() -> dict[str, float]:
    """The load average of the last minute, and this process's niceness (below 0: it goes first)."""
    return {"load_average": round(os.getloadavg()[0], 1), "niceness": os.nice(0)}


@dataclass(frozen=True)
class Visits:
    """Opens a fresh visit at a screen, and closes the visit before it."""

    watcher: Watcher
    address: str  # of the kiosk

    def open(self, path: str, *, address: str = "", **preferences: Any) -> Page:
        """Open `path` with these preferences; `address`: another server with the same screens."""
        self.watcher.close()
        page = self.watcher(path, fresh=True, address=address, **preferences)
        page.evaluate(TOUCH_CLOCK)
        return page


@contextmanager
def measured_kiosk(voice: str = "clear") -> Iterator[Visits]:
    """A kiosk with an empty data folder that renders nothing ahead, and a browser for it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(
            Path(folder), KIOSK_PREPARE="false", KIOSK_IDLE_SECONDS="3600", KIOSK_VOICE=voice
        ) as kiosk,
        sync_playwright() as playwright,
    ):
        chromium = launch_chromium(playwright)
        watcher = Watcher(chromium, kiosk.address)
        try:
            yield Visits(watcher, kiosk.address)
        finally:
            watcher.close()
            chromium.close()
        if watcher.faults:
            raise RuntimeError("\n".join(watcher.faults))


def guide_paths() -> list[str]:
    """The address of every page of the guide, in the order of Next."""
    guide = load_guide(Settings().place)
    return [
        f"/guide/{section.slug}/{page.slug}" for section in guide.sections for page in section.pages
    ]

"""What a visitor experiences if the kiosk's program dies during the visit and is started again.

    python -m bench.server_restart [ROUNDS]

Each round kills the program (SIGKILL) on a screen of the guide, presses Home, and starts it again
after 1 to 10 s. `start_seconds`: from that start until the program says that it is ready.
`shown_seconds`: from then until the home screen is shown. `kept`: the number of rounds in which
this is the right screen, with the visitor's settings, in a page that was not loaded again.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.common import spread, write_result
from tests.browser.restarting import RestartableKiosk, restartable_kiosk
from tests.browser.running import launch_chromium
from tests.browser.watching import Watcher, count, wait_for_event

ROUNDS = 10
HERE = "/guide/ivig/how-it-is-given"
CHOSEN = {"text_size": "4", "theme": "yellow", "access": "one-switch"}
TARGET = 5.0  # s
PRESS = "document.querySelector('[data-action=home]').click()"


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if every round met its target."""
    wanted = int(arguments[0]) if arguments else ROUNDS
    settings = {"KIOSK_IDLE_SECONDS": "3600"}
    with (
        tempfile.TemporaryDirectory() as data,
        restartable_kiosk(Path(data), **settings) as kiosk,
        sync_playwright() as playwright,
    ):
        chromium = launch_chromium(playwright)
        watcher = Watcher(chromium, kiosk.address)
        rounds = [measure(kiosk, watcher, 1 + number % 10) for number in range(wanted)]
        chromium.close()
    starts, shown, kept = zip(*rounds, strict=True)
    figures = {
        "rounds": wanted,
        "start_seconds": spread(starts, 2),
        "shown_seconds": spread(shown, 2),
        "kept": sum(kept),
        "target_seconds": TARGET,
    }
    write_result("server-restart", figures)
    return int(max(shown) > TARGET or sum(kept) < wanted)


def measure(kiosk: RestartableKiosk, watcher: Watcher, away: float) -> tuple[float, float, bool]:
    """One round with the start `away` seconds after the press.

    Returns the seconds of the start, the seconds until the screen is shown, and whether everything
    was kept.
    """
    chosen: dict[str, Any] = dict(CHOSEN)
    page = watcher(HERE, fresh=True, **chosen)
    page.evaluate("window.same = true")
    before = count(page, "screen-shown")
    kiosk.kill()
    page.evaluate(PRESS)
    page.wait_for_timeout(away * 1000)
    begun = time.monotonic()
    kiosk.start()
    ready = time.monotonic()
    wait_for_event(page, "screen-shown", after=before)
    shown = time.monotonic()
    found = page.evaluate(
        """() => {
             const { dataset } = document.getElementById("screen");
             return [dataset.screen, dataset.textSize, dataset.theme, dataset.access, window.same];
           }"""
    )
    watcher.close()
    return ready - begun, shown - ready, found == ["home", *CHOSEN.values(), True]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

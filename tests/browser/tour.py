"""The pictures of docs/access.md, taken anew: `python -m tests.browser.tour [NAME ...]`.

Each is the kiosk's own screen at 1080 x 1920, used in one way, in docs/pictures/access/.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.patients.hands import Event

from .fingers import fingers, send, tap
from .running import launch_chromium, running_kiosk
from .talking import chromium_with_microphone, sign
from .test_touch import PIXELS, middle
from .watching import prefer

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "access"
SCALE = 0.4  # of the screen's pixels
PAGE = "/guide/ivig/how-it-is-given"
CHOSEN = "/hand/chosen?pace=calm&repeats=again&band=right&layout=usual&proposal=none"
Scene = Callable[[Page], object]


def nothing(page: Page) -> None:
    """The screen as it opens."""


def press(page: Page) -> None:
    """A finger that is still down: the tile it would press is lit."""
    down = Event(0, "down", 0, *middle(page, "[data-action=open]", 1), 5)
    send(fingers(page), [down], PIXELS)
    page.wait_for_selector("[data-pressed]")


def between(page: Page) -> None:
    """A press between two tiles."""
    (left, y), (right, _) = (middle(page, "[data-action=open]", place) for place in (0, 1))
    send(fingers(page), tap(((left + right) / 2 + 0.8, y)), PIXELS)
    page.wait_for_selector("#ask[open]")


def boxed(page: Page) -> None:
    """Until the scanning box is on a group below the first."""
    page.wait_for_selector("#scan-frame:popover-open")
    page.wait_for_function("() => window.moved >= 2")


def step(page: Page) -> None:
    """To a group with the first switch, and into it with the second."""
    page.wait_for_selector("#scan-frame:popover-open")
    for moved, key in enumerate(("Space", "Enter"), start=2):
        page.keyboard.press(key)
        page.wait_for_function("(moved) => window.moved >= moved", arg=moved)


def rest(page: Page) -> None:
    """A pointer that rests on Next, its ring half full."""
    page.mouse.move(2, 2)
    x, y = middle(page, "[data-action=next]")
    page.mouse.move(x * PIXELS, y * PIXELS)
    page.wait_for_function(
        "() => Number(document.getElementById('dwell-ring').style.getPropertyValue('--full')) > 0.5"
    )


def down_down(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("ArrowDown")


def first_press(page: Page) -> None:
    page.click("[data-action=next]")
    page.wait_for_selector("[data-armed]")


def listening(page: Page) -> None:
    """Numbers on what can be pressed, and the sign that it listens."""
    sign(page, "Listening")
    page.wait_for_selector("[data-number]")


SCENES: dict[str, tuple[str, dict[str, str], Scene]] = {
    "attract": ("/", {}, nothing),
    "hand": ("/hand", {}, nothing),
    "chosen": (CHOSEN, {}, nothing),
    "touch": ("/home", {}, press),
    "ask": ("/home", {}, between),
    "fewer": ("/guide/ivig", {"targets": "fewer"}, nothing),
    "one-switch": (PAGE, {"access": "one-switch"}, boxed),
    "two-switches": (PAGE, {"access": "two-switches"}, step),
    "dwell": (PAGE, {"access": "dwell", "dwell_time": "3"}, rest),
    "keypad": ("/home", {"access": "keypad"}, down_down),
    "press-twice": (PAGE, {"press_twice": "yes"}, first_press),
    "listening": ("/guide/ivig", {"listening": "on"}, listening),
    "settings": ("/settings/access", {}, nothing),
}
MOVED = """window.moved = 0;
document.addEventListener("kiosk:scan-moved", () => { window.moved += 1; });"""


def take(browser: Browser, address: str, name: str) -> None:
    path, preferences, act = SCENES[name]
    context = browser.new_context(
        viewport={"width": 1080, "height": 1920}, device_scale_factor=SCALE, has_touch=True
    )
    context.add_init_script(MOVED)
    for preference, value in preferences.items():
        prefer(context, preference, value)
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_selector("#screen[data-pages]" if path != "/" else "#screen")
    page.evaluate("() => document.fonts.ready")
    # A new screen is deaf to touches for 300 ms.
    page.wait_for_function("() => performance.now() > 1000")
    act(page)
    page.screenshot(path=PICTURES / f"{name}.jpg", type="jpeg", quality=60)
    context.close()


def main(names: list[str]) -> None:
    """Take the pictures of some scenes, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder), KIOSK_PREPARE="false") as kiosk,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
        with chromium_with_microphone(browser) as hears:
            for name in names or SCENES:
                take(hears, kiosk.address, name)
                print(PICTURES / f"{name}.jpg")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])

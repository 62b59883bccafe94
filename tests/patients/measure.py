"""Measures the kiosk's own screens: `python -m tests.patients.measure` writes layouts.json.

Of each screen every target in millimetres of glass, as static/js/touch/targets.js gives them to the
touch layer: upright on the kiosk's 21.5-inch glass, "-small" at 1280 x 800 on the same pixels, and
"-tablet" on the 10.1-inch glass.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running import launch_chromium, running_kiosk
from tests.browser.visits import OWN_MODULE
from tests.browser.watching import prefer

from .glass import KIOSK, TABLET, Glass

# A cut-out of the kiosk's own glass.
SMALL = Glass(1280, 800, 14.73)
HERE = Path(__file__).parent
GLASSES = {"": KIOSK, "-small": SMALL, "-tablet": TABLET}
SCREENS = {
    "home": "/home",
    "section": "/guide/ivig",
    "page": "/guide/ivig/how-it-is-given",
    "reading": "/guide/ivig/how-it-is-given",
    "settings": "/settings",
    "hand": "/hand",
}
TARGETS = """async () => {
  const { measureTargets } = await ownModule("touch/targets");
  const round = (length) => Number(length.toFixed(2));
  return measureTargets().map(({ key, element, x, y, width, height, cheap, marked }) => ({
    key: cheap ? key : `${element.dataset.action}${key.replace("button", "")}`,
    cheap: Boolean(cheap), marked: Boolean(marked), x: round(x), y: round(y),
    width: round(width), height: round(height),
  }));
}"""


def measure(browser: Browser, address: str, glass: Glass) -> dict[str, list[dict[str, Any]]]:
    """Name of the screen -> its targets."""
    context = browser.new_context(viewport={"width": glass.width, "height": glass.height})
    context.add_init_script(OWN_MODULE)
    page = context.new_page()
    found = {
        name: targets(page, address + path, name == "reading") for name, path in SCREENS.items()
    }
    prefer(context, "targets", "fewer")
    found["fewer"] = targets(page, address + SCREENS["section"])
    page.click("[data-action='more']")  # the turn of the buttons: Next is one of them
    found["fewer-next"] = page.evaluate(TARGETS)
    context.close()
    return found


def targets(page: Page, address: str, reading: bool = False) -> list[dict[str, Any]]:
    page.goto(address)
    page.wait_for_selector("#screen[data-pages]")
    if reading:
        page.click("[data-action='read']")
        page.wait_for_selector("[data-action='repeat']:visible")
    page.evaluate("() => document.fonts.ready")
    listed: list[dict[str, Any]] = page.evaluate(TARGETS)
    return listed


def main() -> None:
    found: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for suffix, glass in GLASSES.items():
            variables = {**glass.variables, "KIOSK_PREPARE": "false"}
            with running_kiosk(Path(folder), **variables) as kiosk:
                measured = measure(browser, kiosk.address, glass)
            found |= {name + suffix: listed for name, listed in measured.items()}
        browser.close()
    (HERE / "layouts.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    for name, listed in found.items():
        sizes = [min(one["width"], one["height"]) for one in listed if not one["cheap"]]
        print(f"{name:15} {len(sizes):3} buttons, the smallest {min(sizes):.0f} mm")


if __name__ == "__main__":
    main()

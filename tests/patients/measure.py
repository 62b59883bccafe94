"""Measures the kiosk's own screens: `python -m tests.patients.measure` writes layouts.json.

Of each screen every target in millimetres of glass, as static/js/targets.js gives them to the
touch layer: upright on the kiosk's 21.5-inch glass, and "-small" at 1280 x 800 on the same pixels.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running import launch_chromium, running_kiosk
from tests.visitors import OWN_PAGE

HERE = Path(__file__).parent
SIZES = {"": (1080, 1920), "-small": (1280, 800)}
SCREENS = {
    "home": "/home",
    "section": "/guide/ivig",
    "page": "/guide/ivig/how-it-is-given",
    "reading": "/guide/ivig/how-it-is-given",
    "settings": "/settings",
    "hand": "/hand",
}
TARGETS = """async () => {
  const { measureTargets } = await import("/static/js/targets.js");
  const round = (length) => Number(length.toFixed(2));
  return measureTargets().map(({ key, element, x, y, width, height, cheap, marked }) => ({
    key: cheap ? key : `${element.dataset.action}${key.replace("button", "")}`,
    cheap: Boolean(cheap), marked: Boolean(marked), x: round(x), y: round(y),
    width: round(width), height: round(height),
  }));
}"""


def measure(browser: Browser, address: str) -> dict[str, list[dict[str, Any]]]:
    """Name of the layout -> its targets."""
    found = {}
    for suffix, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        for name, path in SCREENS.items():
            found[name + suffix] = targets(page, address + path, name == "reading")
        context.request.post(
            f"{address}/settings/targets/fewer", headers={"X-Kiosk-Quiet": "1", **OWN_PAGE}
        )
        found["fewer" + suffix] = targets(page, address + SCREENS["section"])
        page.click("[data-action='more']")  # the turn of the buttons: Next is one of them
        found["fewer-next" + suffix] = page.evaluate(TARGETS)
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
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder), KIOSK_PREPARE="false") as kiosk,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
        found = measure(browser, kiosk.address)
        browser.close()
    (HERE / "layouts.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    for name, listed in found.items():
        sizes = [min(one["width"], one["height"]) for one in listed if not one["cheap"]]
        print(f"{name:15} {len(sizes):3} buttons, the smallest {min(sizes):.0f} mm")


if __name__ == "__main__":
    main()

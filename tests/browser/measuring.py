"""Measures a shown screen in Chromium: the scripts in measures/, and what they may find."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from kiosk.config import Settings
from kiosk.guide import Guide, load_guide

from .watching import KIOSK_SCREEN, Size, Watcher, prefer

LANDSCAPE: Size = (1920, 1080)
# The first two are a 21.5-inch screen, upright and across.
SIZES: tuple[Size, ...] = (KIOSK_SCREEN, LANDSCAPE, (1280, 800), (768, 1024))
TEXT_SIZES = ("1", "2", "3", "4")
MILLIMETRE = Settings().pixels_per_millimetre
# Layout is in 64ths of a pixel, and half pixels are rounded.
TOLERANCE = 0.6

Found = list[dict[str, Any]]

_SCRIPTS = {file.stem: file.read_text() for file in (Path(__file__).parent / "measures").iterdir()}


class SharedVisit:
    """Screens for what is only measured: one page that many tests share, for to open one takes a
    second. A test must leave nothing on the page that lasts longer than its screen."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._page: Page | None = None

    def allow(self, pattern: str) -> None:
        self._watcher.allow(pattern)

    def __call__(self, path: str, size: Size = KIOSK_SCREEN, **preferences: str) -> Page:
        """The page, at another screen, size and with these settings only."""
        page = self._page = self._page or self._watcher("/home")
        page.context.clear_cookies()
        for name, value in preferences.items():
            prefer(page.context, name, value)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        go(page, path)
        return page


def go(page: Page, address: str) -> None:
    """Change the screen in place, as a touch does, and wait until it is laid out."""
    page.evaluate(_SCRIPTS["go"], address)


def measure(page: Page, script: str, argument: object = None) -> Any:
    """What one of measures/*.js finds on the page, once it stands still."""
    page.evaluate(_SCRIPTS["still"])
    return page.evaluate(_SCRIPTS[script], argument) if script != "still" else None


@cache
def the_guide() -> Guide:
    settings = Settings()
    return load_guide(settings.place)


def pages_of(section: str = "") -> list[str]:
    """The addresses of a section's pages, or of every page of the guide."""
    return [
        f"/guide/{one.slug}/{page.slug}"
        for one in the_guide().sections
        for page in one.pages
        if section in ("", one.slug)
    ]


def pages_with_pictures() -> list[str]:
    return [
        f"/guide/{one.slug}/{page.slug}"
        for one in the_guide().sections
        for page in one.pages
        if any(block.kind == "picture" for block in page.blocks)
    ]


def walk(page: Page) -> dict[str, Any]:
    """What measures/walk.js finds on a screen that is turned page by page."""
    found: dict[str, Any] = measure(page, "walk", TOLERANCE)
    return found


def walk_faults(found: dict[str, Any]) -> list[str]:
    """What a person who turns a screen page by page would miss or see cut: `found` by walk().

    Every word must be seen whole, once, and in order.
    """
    faults: list[str] = []
    seen: list[int] = []
    for number, shown in enumerate(found["pages"], 1):
        for one in shown["cut"]:
            faults.append(f"page {number}: {_named(one)} is cut by {one['over']:.1f} px")
        faults += [f"page {number}: {_named(one)} is divided" for one in shown["divided"]]
        seen += shown["words"]
    if seen != list(range(found["words"])):
        faults.append(f"words seen: {seen}, of {found['words']}")
    return faults


def _named(piece: dict[str, Any]) -> str:
    return f"{piece['kind']} {piece['name']!r}"


def control_faults(controls: Found) -> list[str]:
    """Buttons that reach out of the screen, lie over each other, or cut or divide their label."""
    assert controls, "no button was found"
    faults = []
    for one in controls:
        if one["over"] > TOLERANCE:
            faults.append(f"{one['name']} is {one['over']:.1f} px out of the screen")
        if one["labelOver"] > TOLERANCE:
            faults.append(f"{one['name']}: its label is {one['labelOver']:.1f} px out of it")
        if one["divided"]:
            faults.append(f"{one['name']}: divided are {one['divided']}")
    for first, second in pairs(controls):
        if distance(first, second) < -TOLERANCE:
            faults.append(f"{first['name']} lies over {second['name']}")
    return faults


def pairs(controls: Found) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(one, other) for place, one in enumerate(controls) for other in controls[:place]]


def distance(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Pixels between two boxes; below 0 where they overlap."""
    across: float = max(one["left"] - other["right"], other["left"] - one["right"])
    down: float = max(one["top"] - other["bottom"], other["top"] - one["bottom"])
    return max(across, down)

"""Real touch events on a page, through the DevTools protocol."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Page

from tests.patients.hands import Event

from . import own_time

_pages: WeakKeyDictionary[CDPSession, Page] = WeakKeyDictionary()


def fingers(page: Page) -> CDPSession:
    """The session that `send` needs; the page now has a touchscreen of ten contacts."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 10})
    _pages[session] = page
    return session


def send(session: CDPSession, events: Iterable[Event], pixels: float) -> None:
    """Each event at its time, by the page's clock where that is in the test's hands.

    `pixels` to the millimetre.
    """
    wait_till = _clock(session)
    down: dict[int, dict[str, float]] = {}
    for event in events:
        wait_till(event.time / 1000)
        if event.kind == "up":
            down.pop(event.id, None)
        else:
            down[event.id] = {
                "x": event.x * pixels,
                "y": event.y * pixels,
                "id": event.id,
                # Without a radius Chromium itself snaps to a target near by.
                "radiusX": event.radius * pixels,
                "radiusY": event.radius * pixels,
            }
        kind = {"down": "touchStart", "move": "touchMove", "up": "touchEnd"}[event.kind]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(down.values())})


def _clock(session: CDPSession) -> Callable[[float], None]:
    """Waits till so many seconds have passed since now."""
    page = _pages[session]
    if not own_time.owned(page):
        begun = time.monotonic()
        return lambda then: time.sleep(max(begun + then - time.monotonic(), 0))
    passed = 0.0

    def run(then: float) -> None:
        nonlocal passed
        if then > passed:
            own_time.run(page, then - passed)
            passed = then

    return run


def tap(
    at: tuple[float, float], length: float = 150, start: float = 0, number: int = 0
) -> list[Event]:
    """One still contact, in millimetres and milliseconds."""
    return [
        Event(start, "down", number, *at, 5),
        Event(start + length, "up", number, *at, 5),
    ]

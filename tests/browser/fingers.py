"""Real touch events on a page, through the DevTools protocol."""

from __future__ import annotations

import time
from collections.abc import Iterable

from playwright.sync_api import CDPSession, Page

from tests.patients.hands import Event


def fingers(page: Page) -> CDPSession:
    """The session that `send` needs; the page now has a touchscreen of ten contacts."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 10})
    return session


def send(session: CDPSession, events: Iterable[Event], pixels: float) -> None:
    """Each event at its time; `pixels` to the millimetre."""
    begun = time.monotonic()
    down: dict[int, dict[str, float]] = {}
    for event in events:
        time.sleep(max(begun + event.time / 1000 - time.monotonic(), 0))
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


def tap(
    at: tuple[float, float], length: float = 150, start: float = 0, number: int = 0
) -> list[Event]:
    """One still contact, in millimetres and milliseconds."""
    return [
        Event(start, "down", number, *at, 5),
        Event(start + length, "up", number, *at, 5),
    ]

"""A page that listens, in a Chromium with a microphone, and what a kiosk would have understood.

`stand_in` answers /listening/... for the page: what a test says was heard comes back with the next
sound. What the real kiosk understands is tried in test_listening.py with the real recogniser.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, Route, expect

from .running import CHROMIUM_ARGUMENTS, chromium_path

PATIENCE = 20.0  # s
QUIET = {"speech": -60.0, "noise": -60.0, "loud": False}
SIGN = "#listening-sign [data-sign-words]"
PAGE = "/guide/ivig/how-it-is-given"
MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


@contextmanager
def chromium_with_microphone(browser: Browser, *more: str) -> Iterator[Browser]:
    """Another Chromium of the same kind; its microphone beeps, or plays a file (`more`)."""
    arguments = [*CHROMIUM_ARGUMENTS, *MICROPHONE, *more]
    # The kiosk's own policy: what a visitor hears may begin without a touch.
    arguments.append("--autoplay-policy=no-user-gesture-required")
    launched = browser.browser_type.launch(executable_path=chromium_path(), args=arguments)
    try:
        yield launched
    finally:
        launched.close()


def heard(command: str, **more: Any) -> dict[str, Any]:
    """An event as rooms/listening.py sends it."""
    say = str(more["number"]) if "number" in more else command.replace("-", " ").capitalize()
    usual = {"kind": "heard", "number": None, "section": "", "say": say, "other": None}
    return {**usual, "command": command, "confidence": 0.9, "reason": "", **more}


def refused(reason: str) -> dict[str, Any]:
    return {**heard(""), "kind": "refused", "command": None, "reason": reason}


def unsure(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return {**first, "kind": "unsure", "other": second}


TWO_OR_THREE = unsure(heard("number", number=2), heard("number", number=3))


def numbers(page: Page) -> dict[str, str]:
    """What carries a number now: number -> the words on it."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-number]")]
             .map((one) => [one.dataset.number, one.textContent.trim().replace(/\\s+/g, " ")]))"""
    )
    return found


class StandIn:
    """The kiosk's side of listening for one page. `asked`: the query of every post so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[dict[str, Any]] = []
        self.always: list[dict[str, Any]] = []
        self.level = QUIET
        self.asked: list[dict[str, str]] = []
        self.sound = bytearray()
        self.starts = 0
        self.status = 200
        self.loading = 0
        self.holding = False
        self.held: list[tuple[Route, str]] = []
        page.route("**/listening/start", self._start)
        page.route("**/listening/*/sound**", self._sound)
        page.route("**/listening/*/stop", lambda route: route.fulfill(status=204))

    def _start(self, route: Route) -> None:
        self.starts += 1
        self.loading -= 1
        answer = {"stream": "stream", "ready": self.loading < 0}
        route.fulfill(status=200 if self.status == 410 else self.status, body=json.dumps(answer))

    def _sound(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query, keep_blank_values=True)
        self.asked.append({name: values[0] for name, values in query.items()})
        self.sound += route.request.post_data_buffer or b""
        answer = json.dumps({"events": self.always + self.waiting, "level": self.level})
        if self.status == 200:
            self.waiting = []
        if self.holding:
            self.held.append((route, answer))
        else:
            route.fulfill(status=self.status, body=answer)

    def release(self) -> None:
        """Give the answers that were held back while `holding`."""
        self.holding = False
        for route, answer in self.held:
            route.fulfill(status=200, body=answer)
        self.held = []

    @property
    def samples(self) -> int:
        """How many have come."""
        return len(self.sound) // 2

    def hears(self, *events: dict[str, Any]) -> None:
        """The next answer carries these; returns when the page has it and has asked again."""
        self.waiting = list(events)
        self.goes_on()

    def goes_on(self, posts: int = 2) -> None:
        """Wait until the page has posted so many more pieces."""
        wanted = len(self.asked) + posts
        self.wait_until(lambda: len(self.asked) >= wanted)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Let the page go on until it holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "the page asks no more"
            self.page.evaluate("() => new Promise(requestAnimationFrame)")


def sign(page: Page, text: str) -> None:
    """Wait until the sign says so."""
    expect(page.locator(SIGN)).to_have_text(text, timeout=10_000)


Talk = Callable[..., tuple[Page, StandIn]]

"""A page that listens, in a Chromium with a microphone, and what a kiosk would have understood.

`stand_in` answers /listening/... for the page: what a test says was heard comes back with the next
sound. What the real kiosk understands is tried in test_listening.py with the real recogniser.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, Route, expect

from ..visitors import OWN_PAGE
from .running import CHROMIUM_ARGUMENTS, chromium_path
from .visits import TIMEOUT
from .watching import KIOSK_SCREEN

PATIENCE = 20_000  # ms
QUIET = {"speech": -60.0, "noise": -60.0, "loud": False}
SIGN = "#listening-sign [data-sign-words]"
PAGE = "/guide/ivig/how-it-is-given"
# htmx names the new address before the new screen is there.
SHOWN = """() => !document.querySelector(".htmx-request") && window.kioskEvents
  .findLast((one) => one.name === "screen-shown")?.detail.path === location.pathname"""
# What is still to be posted was heard on the screen before, while it went, or on this one.
POSTS_OF_OTHER_SCREENS = 3
MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")

# What the page asked for, and what it was given.
KEEP_MICROPHONE = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
  window.wanted = wanted;
  window.microphone = await ask(wanted);
  return window.microphone;
};
"""


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


@contextmanager
def spoken_to(
    browser: Browser, address: str, sound: Path, path: str = "/home", script: str = ""
) -> Iterator[Page]:
    """A screen of a kiosk in a new visit, listening, to which a WAV file is said.

    The file runs from the moment at which the microphone opens. `script` runs before the page's.
    """
    option = f"--use-file-for-fake-audio-capture={sound}%noloop"
    with chromium_with_microphone(browser, option) as chromium:
        context = chromium.new_context(
            base_url=address, viewport={"width": KIOSK_SCREEN[0], "height": KIOSK_SCREEN[1]}
        )
        context.set_default_timeout(60_000)
        context.add_init_script(script)
        # The models first: while they load, nothing that is said is understood.
        while not context.request.post("/listening/start", headers=OWN_PAGE).json()["ready"]:
            pass
        page = context.new_page()
        page.goto(path)
        page.locator("[data-action=listen]").click()
        sign(page, "Listening")
        yield page


def heard(command: str, **more: Any) -> dict[str, Any]:
    """An event as rooms/listening.py sends it."""
    say = str(more["number"]) if "number" in more else command.replace("-", " ").capitalize()
    usual = {"kind": "heard", "number": None, "section": "", "say": say, "other": None}
    return {**usual, "command": command, "confidence": 0.9, "reason": "", **more}


def refused(reason: str) -> dict[str, Any]:
    return {**heard(""), "kind": "refused", "command": None, "reason": reason}


def unsure(first: dict[str, Any], second: dict[str, Any] | None = None) -> dict[str, Any]:
    return {**first, "kind": "unsure", "other": second}


THREE = unsure(heard("number", number=3))
THREE_OR_FOUR = unsure(heard("number", number=3), heard("number", number=4))


def numbers(page: Page) -> dict[str, str]:
    """What carries a number now: number -> the words on it."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-number]")]
             .map((one) => [one.dataset.number, one.textContent.trim().replace(/\\s+/g, " ")]))"""
    )
    return found


class StandIn:
    """The kiosk's side of listening for one page.

    `asked` is the query of every post so far, `pieces` the sound in it.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[dict[str, Any]] = []
        self.always: list[dict[str, Any]] = []
        self.level = QUIET
        self.asked: list[dict[str, str]] = []
        self.pieces: list[bytes] = []
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
        self.pieces.append(route.request.post_data_buffer or b"")
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
    def sizes(self) -> list[int]:
        """Samples of every post so far."""
        return [len(piece) // 2 for piece in self.pieces]

    def hears(self, *events: dict[str, Any]) -> None:
        """They are said on the screen that is there now, after all that was heard before on others;
        returns when the page has them and has asked again."""
        self.page.wait_for_function(SHOWN)
        self.goes_on(POSTS_OF_OTHER_SCREENS)
        self.waiting = list(events)
        self.goes_on()

    def goes_on(self, posts: int = 2) -> None:
        """Wait until the page has posted so many more pieces."""
        wanted = len(self.asked) + posts
        self.wait_until(lambda: len(self.asked) >= wanted)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Let the page go on until it holds; it can only be so after another request."""
        if not holds():
            self.page.wait_for_event("request", lambda _: holds(), timeout=PATIENCE)


def sign(page: Page, text: str) -> None:
    """Wait until the sign says so."""
    expect(page.locator(SIGN)).to_have_text(text, timeout=TIMEOUT)


Talk = Callable[..., tuple[Page, StandIn]]

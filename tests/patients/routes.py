"""The ways that need no touch, driven on the real pages in the page's own time (own_time.py).

Each Route begins at the attract screen by itself and presses what a selector names, by nothing
but its own means: a switch, a resting pointer, a keypad's keys.
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser import own_time

PERSON = Path(__file__).with_name("one_switch.js")
# Never errs, and is no quicker than the late-press credit: what is tested is the way.
PERFECT = {"rt": [260, 0], "gap": [1, 0], "p_miss": 0, "p_double": 0, "p_false": 0}
PENDING = """
(() => {
  window.pendingRequests = 0;
  document.addEventListener("htmx:beforeRequest", () => (window.pendingRequests += 1));
  document.addEventListener("htmx:afterRequest", () => (window.pendingRequests -= 1));
})();
"""
# What came last, for whoever wants to know why something was not reached.
HAPPENED = """
(() => {
  window.happened = [];
  for (const name of ["scan-chosen", "reading-started", "reading-paused", "reading-ended",
    "sound-started", "voice-failed", "screen-shown", "idle"]) {
    document.addEventListener(`kiosk:${name}`, ({ detail }) => {
      window.happened.push(`${name} ${detail.action ?? detail.reason ?? detail.path ?? ""}`);
    });
  }
})();
"""
# A person waits for a page; virtual time must not run on while the real kiosk answers.
PATIENCE = 20.0


class Unreachable(AssertionError):
    """What is wanted can't be come to by this way."""


class Route(ABC):
    """One way of using the kiosk. `page` stands at the attract screen, its time in our hands."""

    access: str

    def __init__(self, page: Page) -> None:
        self.page = page
        self.settle()

    @abstractmethod
    def begin(self) -> None:
        """From the attract screen to the home screen, in this way."""

    @abstractmethod
    def pick(self, selector: str) -> None:
        """Press what the selector names; it is in sight."""

    @abstractmethod
    def stop_reading(self) -> None:
        """Stop what is being read aloud."""

    def run(self, milliseconds: int) -> None:
        own_time.run(self.page, milliseconds / 1000)

    def screen(self) -> dict[str, Any]:
        """The screen's data attributes and its address."""
        found: dict[str, Any] = self.page.evaluate(
            "() => ({...document.getElementById('screen').dataset, path: location.pathname})"
        )
        return found

    def settle(self) -> None:
        """Wait, in real time, until the kiosk has answered."""
        end = time.monotonic() + PATIENCE
        while self.page.evaluate(
            "window.pendingRequests > 0 || !document.getElementById('screen')"
        ):
            if time.monotonic() > end:
                raise Unreachable("the kiosk does not answer")
            time.sleep(0.005)

    def quieten(self) -> None:
        """Let guidance and reading end, as a hurried person does."""
        self.run(100)
        if self.screen().get("reading") == "reading":
            self.stop_reading()

    def in_sight(self, selector: str) -> bool:
        return bool(
            self.page.evaluate(
                """async (selector) => {
                     const { groups } = await ownModule("choosing/items");
                     return groups().some((one) => one.elements.some((e) => e.matches(selector)));
                   }""",
                selector,
            )
        )

    def turn_to(self, selector: str) -> None:
        """Turn book pages until it is in sight."""
        for _ in range(12):
            if self.in_sight(selector):
                return
            self.pick("[data-action=next]")
        raise Unreachable(f"{selector} is not on {self.screen()['path']}")

    def open(self, selector: str) -> None:
        self.turn_to(selector)
        self.pick(selector)


class OneSwitch(Route):
    """Auto scan: any key is the switch."""

    access = "one-switch"

    def __init__(self, page: Page, profile: dict[str, Any] | None = None, seed: int = 1) -> None:
        super().__init__(page)
        page.evaluate(PERSON.read_text(encoding="utf-8"))
        page.evaluate("installPerson", [profile or PERFECT, seed])

    def begin(self) -> None:
        self.page.keyboard.press("Space")
        wait_for(self, lambda: self.screen()["screen"] == "home")
        self.run(200)
        self.page.evaluate("person.press()")  # the guidance is known: on with it
        self.run(100)

    def pick(self, selector: str) -> None:
        self.attempt(selector, seconds=120)

    def attempt(self, selector: str, seconds: int) -> bool:
        """One choice, right or wrong; tells which. Raises where none came in that time."""
        picks = self.page.evaluate(
            "(s) => { person.aim(s); return person.picks.length; }", selector
        )
        try:
            own_time.wait_until(self.page, "(picks) => person.picks.length > picks", picks, seconds)
        except AssertionError as error:
            raise Unreachable(f"{selector} on {self.screen()['path']} with one switch") from error
        self.settle()
        return bool(self.page.evaluate("person.picks.at(-1).right"))

    def stop_reading(self) -> None:
        self.run(700)
        self.page.evaluate("person.press()")
        self.run(100)


class Dwell(Route):
    """The pointer rests; no button of the mouse is ever pressed."""

    access = "dwell"

    def begin(self) -> None:
        self.page.mouse.move(300, 300)
        self.run(5100)
        wait_for(self, lambda: self.screen()["screen"] == "home")

    def pick(self, selector: str) -> None:
        self.page.mouse.move(2, 2)
        self.run(900)
        box = self.page.evaluate(
            """async (selector) => {
                 const { items } = await ownModule("choosing/items");
                 const glass = document.querySelector("[data-window]").getBoundingClientRect();
                 const found = items().filter((one) => one.matches(selector))
                   .map((one) => [one, one.getBoundingClientRect()])
                   .find(([one, b]) => !one.closest("[data-window]") ||
                     b.left < glass.right && b.right > glass.left);
                 if (!found) return null;
                 window.dwelt = 0;
                 document.addEventListener(
                   "kiosk:dwell-chosen", () => (window.dwelt += 1), { once: true });
                 return [found[1].x + found[1].width / 2, found[1].y + found[1].height / 2];
               }""",
            selector,
        )
        if box is None:
            raise Unreachable(f"{selector} on {self.screen()['path']} with dwell")
        self.page.mouse.move(*box)
        for _ in range(20):
            self.run(200)
            if self.page.evaluate("window.dwelt"):
                return self.settle()
        raise Unreachable(f"{selector} on {self.screen()['path']}: no rest was enough")

    def stop_reading(self) -> None:
        self.pick("[data-action=read]")


class Keypad(Route):
    """Down, down, select."""

    access = "keypad"

    def begin(self) -> None:
        self.page.keyboard.press("ArrowDown")
        wait_for(self, lambda: self.screen()["screen"] == "home")

    def pick(self, selector: str) -> None:
        for _ in range(60):
            self.page.keyboard.press("ArrowDown")
            if self.page.evaluate("(s) => document.activeElement.matches(s)", selector):
                self.run(2100)
                self.page.keyboard.press("Enter")
                return self.settle()
        raise Unreachable(f"{selector} on {self.screen()['path']} with the keypad")

    def turn_to(self, selector: str) -> None:
        """The focus turns the pages."""

    def stop_reading(self) -> None:
        self.run(2100)
        self.page.keyboard.press("Enter")


def wait_for(route: Route, holds: Any) -> None:
    """Real time for the kiosk, a little of the page's."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise Unreachable(json.dumps(route.screen()))
        route.run(50)
        route.settle()

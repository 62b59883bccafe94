"""A long random walk: people in every way of using the kiosk, while everything round it fails.

What must always hold is watched by chaos.js: something can be pressed and what is seen is what
acts; one voice at most; Help now at hand; a visit that ends; no fault of the page, which is never
loaded anew and never Chromium's own.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page

from tests.browser.fingers import fingers, send, tap
from tests.browser.restarting import RestartableKiosk
from tests.browser.talking import heard
from tests.browser.visits import EVENT_LOG, started

from .bad_network import BadNetwork
from .chaos_world import World

IDLE, WARNING = 6.0, 4.0  # s
SCRIPT = Path(__file__).with_name("chaos.js").read_text("utf-8")
SETTINGS: dict[str, tuple[str, ...]] = {
    "access": ("touch", "touch", "one-switch", "two-switches", "dwell", "keypad"),
    "text_size": ("1", "2", "3", "4"),
    "theme": ("light", "dark", "yellow", "soft"),
    "targets": ("usual", "fewer"),
    "auto_read": ("no", "yes"),
    "speak_touch": ("no", "yes"),
    "press_twice": ("no", "no", "yes"),
    "scan_voice": ("no", "yes"),
    "scan_step": ("0.5", "1"),
    "dwell_time": ("0.5", "1"),
    "reading_stops": ("no", "yes"),
    "line_focus": ("no", "3"),
    "speed": ("1", "2"),
    "band": ("full", "left", "right"),
    "listening": ("off", "on"),
}
KEYS = {
    "one-switch": (" ",),
    "two-switches": (" ", " ", "Enter"),
    "keypad": ("ArrowDown", "ArrowDown", "ArrowUp", "Enter", "Enter", "Escape", "F1", "F3"),
}
COMMANDS = ("next", "back", "home", "help", "settings", "read", "stop", "louder", "bigger", "yes",
            "no", "what-can-i-say", "finish")  # fmt: skip
# What the network's own faults leave in the console.
NETWORK = re.compile(r"net::ERR|Failed to load resource|htmx:|Clear-Site-Data")
SET = """async ([name, value]) => {
  const { prefer } = await ownModule("page/preference");
  const { go } = await ownModule("page/going");
  if (document.getElementById("screen").dataset.screen === "attract") return;
  await prefer(name, value);
  go(location.pathname + location.search);
}"""


class Walk:
    """One walk from a seed. `faults` is what did not hold; `done` what was done, for the reader."""

    def __init__(
        self, browser: Browser, kiosk: RestartableKiosk, network: BadNetwork, draw: Random
    ) -> None:
        self.kiosk, self.network, self.draw = kiosk, network, draw
        self.faults: list[str] = []
        self.done: list[str] = []
        self.context = browser.new_context(
            base_url=network.address, viewport={"width": 1080, "height": 1920}, has_touch=True
        )
        self.context.set_default_timeout(30_000)
        limits = f"{{ idle: {IDLE * 1000}, warning: {WARNING * 1000} }}"
        self.context.add_init_script(EVENT_LOG)
        self.context.add_init_script(SCRIPT.replace("LIMITS", limits, 1))
        self.context.on("weberror", lambda error: self.fault(f"page error: {error.error}"))
        self.context.on("console", self._on_console)
        self.page: Page = self.context.new_page()
        self.page.goto("/home")
        started(self.page)
        self.page.evaluate("() => { window.same = true; }")
        self.session: CDPSession = fingers(self.page)
        network.saying = self._say
        self.world = World(self.page, kiosk, network, draw, self.done)

    def fault(self, what: str) -> None:
        if what not in self.faults:
            self.faults.append(what)

    def go_on(self, seconds: float) -> None:
        """Until the time is over or something did not hold."""
        end = time.monotonic() + seconds
        acts = [self._press] * 14 + [self._set] * 4 + [self.world.act] * 6 + [self._rest] * 2
        acts += [self._listen] * 2
        while time.monotonic() < end and not self.faults:
            act = self.draw.choice(acts)
            with suppress(Error):  # the renderer is busy; what must hold is looked at all the same
                act()
            self.world.go_on()
            self.look()

    def look(self) -> None:
        """Note what does not hold now."""
        if not self.page.url.startswith(self.network.address):
            return self.fault(f"the browser is at {self.page.url}")
        try:
            state = self.page.evaluate(
                "async () => [window.same ?? false, window.violations, await lookAtIt()]"
            )
        except Error as error:
            return self.fault(f"the page can't be looked at: {str(error)[:200]}")
        same, violations, now = state
        if not same:
            self.fault("the page was loaded anew")
        for one in violations:
            self.fault(one)
        if now and self._still_so():
            for one in now:
                self.fault(one)
        if self.faults:
            self._note_events()
        return None

    def end(self) -> None:
        """All is well again and nobody is there: the visit ends, and the next person can begin."""
        self.world.heal()
        self.done.append("all is well, and nobody is there")
        self._wait_for_the_end(150, sure=True)
        if self.faults:
            return
        shown = self.page.evaluate("() => ({...document.getElementById('screen').dataset})")
        for name in ("textSize", "theme", "access", "targets", "listening", "autoRead"):
            usual = {"textSize": "1", "theme": "light", "access": "touch", "targets": "usual"}
            wanted = usual.get(name, "off" if name == "listening" else "no")
            if shown[name] != wanted:
                self.fault(f"the next person finds {name} {shown[name]}")
        if self.context.cookies():
            self.fault(f"cookies are left: {[one['name'] for one in self.context.cookies()]}")
        self.page.locator("[data-action=start]").click()
        try:
            self.page.locator("[data-screen=hand]").wait_for()
        except Error:
            self.fault("the next person can't begin")

    def close(self) -> None:
        self.context.close()

    # People -------------------------------------------------------------------------------------

    def _press(self) -> None:
        access = self.page.evaluate("() => document.getElementById('screen').dataset.access")
        if access in KEYS and self.draw.random() < 0.8:
            for _ in range(self.draw.randint(1, 3)):
                self._key(self.draw.choice(KEYS[access]))
            return
        targets = self.page.evaluate("placesToPress()")
        if not targets:
            return
        x, y = self.draw.choice(targets)
        self.done.append(f"press {access} {x:.0f},{y:.0f} on {self.page.url[-40:]}")
        if access == "dwell":
            self.page.mouse.move(x, y)
            self._pass(self.draw.uniform(0.8, 2.0))
        elif self.draw.random() < 0.3:
            self.page.mouse.click(x, y)
        else:
            presses = [
                event
                for number in range(self.draw.choice((1, 1, 1, 2)))
                for event in tap((x, y), self.draw.uniform(40, 250), 350 * number, number)
            ]
            send(self.session, presses, 1)
        self._pass(self.draw.uniform(0, 0.8))

    def _key(self, key: str) -> None:
        self.done.append(f"key {key!r}")
        self.page.keyboard.press(key)
        self._pass(self.draw.uniform(0.05, 0.9))

    def _set(self) -> None:
        name = self.draw.choice([*SETTINGS])
        value = self.draw.choice(SETTINGS[name])
        self.done.append(f"{name} = {value}")
        self.page.evaluate(SET, [name, value])
        self._pass(self.draw.uniform(0, 0.5))

    def _listen(self) -> None:
        """Has the screen read aloud, and hears some of it."""
        self.done.append("read aloud")
        self.page.evaluate("readAloud()")
        self._pass(self.draw.uniform(1, 8))

    def _rest(self) -> None:
        """Nobody does anything: a look out of the window, or gone."""
        if self.draw.random() < 0.3:
            self.done.append("gone")
            self._wait_for_the_end(25)
        else:
            self._pass(self.draw.uniform(1, 8))

    def _say(self) -> list[dict[str, Any]] | None:
        roll = self.draw.random()
        if roll > 0.12:
            return None
        if roll < 0.04:
            return [heard("number", number=self.draw.randint(1, 9))]
        return [heard(self.draw.choice(COMMANDS))]

    # Time ---------------------------------------------------------------------------------------

    def _pass(self, seconds: float) -> None:
        """A person's own time; the world goes on in it."""
        self.page.wait_for_timeout(seconds * 1000)
        self.world.go_on()

    def _wait_for_the_end(self, seconds: float, sure: bool = False) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.faults:
            if self.page.locator("[data-screen=attract]").count():
                return
            self._pass(0.5)
            self.look()
            if sure and self.page.locator("[data-reading=reading]").count():
                end = time.monotonic() + seconds  # who began a reading hears it out
        if sure and not self.faults:
            self.fault("the visit has not ended")
            self._note_events()

    def _note_events(self) -> None:
        """For the reader: what the page told last, in seconds of its own time."""
        with suppress(Error):
            self.done += self.page.evaluate(
                """() => [performance.now(), ...kioskEvents.slice(-30)].map((one) => one.name
                  ? `${(one.time / 1000).toFixed(1)} ${one.name} ${JSON.stringify(one.detail)}`
                  : `at ${(one / 1000).toFixed(1)}, last:`)"""
            )

    def _still_so(self) -> bool:
        """Not only while one screen gave way to another."""
        self._pass(0.7)
        return bool(self.page.evaluate("() => lookAtIt()"))

    def _on_console(self, message: Any) -> None:
        if message.type == "error" and not NETWORK.search(message.text):
            self.fault(f"console: {message.text[:300]}")

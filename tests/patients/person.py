"""A person at the kiosk: looks, decides, presses with the hands of hands.py, and reacts.

Presses go to the page as touches with their real timing. The person reads the screen and answers a
question rightly or "neither", goes Back from a wrong screen, and presses again where nothing came
of it. Between what happened and the next press is `pause`: shorter than the model's thinking.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from playwright.async_api import CDPSession, Error, Page

from .glass import Glass
from .hands import Event, Person, Rect, press
from .tasks import HOME, Memory, Task, View

SIGHT = Path(__file__).with_name("sight.js").read_text("utf-8")
PAUSE = 700.0  # ms; the model's people think for 1,100 to 2,400
PATIENCE = 1000.0  # ms without any answer, after which one presses again
LIMIT = 2.5  # times the least touches
LOST = 15.0  # s; an acknowledgement of a touch may never come


@dataclass
class Touch:
    """One attempt: what was meant, what came of it."""

    meant: str
    target: Rect
    events: list[Event]
    came: list[str] = field(default_factory=list)  # actions, in order
    decided: list[str] = field(default_factory=list)
    added: list[float] = field(default_factory=list)  # ms from the last lift to the decision
    path: str = ""
    late: float = 0.0  # ms: the most by which the machine was behind with a report of the glass

    @property
    def wrong(self) -> int:
        """Actions that weren't meant; a question's answer counts by what it then did."""
        others = [one for one in self.came if not one.startswith("answer ")]
        return len(others) - (1 if self.meant in others else 0)

    @property
    def kind(self) -> str:
        if not self.events:
            return "untouched"
        if self.wrong:
            return "wrong"
        if self.meant in self.came:
            return "right"
        return "asked" if "ask" in self.decided else "nothing"


@dataclass
class Visit:
    task: str
    done: bool
    least: int
    touches: list[Touch]
    seconds: float

    @property
    def wrong(self) -> int:
        return sum(one.wrong for one in self.touches)


SLOW_MOTION = """(() => {
  const slow = FACTOR, now = performance.now.bind(performance), later = setTimeout.bind(window);
  const { get } = Object.getOwnPropertyDescriptor(Event.prototype, "timeStamp");
  const timeStamp = { get() { return get.call(this) / slow; } };
  performance.now = () => now() / slow;
  window.setTimeout = (call, time = 0, ...given) => later(call, time * slow, ...given);
  Object.defineProperty(Event.prototype, "timeStamp", timeStamp);
})();"""


def slow_motion(factor: float) -> str:
    """A script: the page's clock runs `factor` times slower, so that a busy machine keeps up."""
    return SLOW_MOTION.replace("FACTOR", str(factor))


class Kiosk:
    """One page of it, with a touchscreen of ten contacts."""

    def __init__(
        self, page: Page, session: CDPSession, address: str, slow: float, glass: Glass
    ) -> None:
        self.page, self.session, self.address = page, session, address
        self.slow, self.glass = slow, glass

    @classmethod
    async def open(cls, page: Page, address: str, slow: float, glass: Glass) -> Kiosk:
        """`slow`: the page's clock, and the hand's, run so many times slower (slow_motion)."""
        session = await page.context.new_cdp_session(page)
        touch = {"enabled": True, "maxTouchPoints": 10}
        await session.send("Emulation.setTouchEmulationEnabled", touch)
        return cls(page, session, address, slow, glass)

    async def visit(self) -> View:
        """A fresh visit, at home."""
        await self.page.context.clear_cookies()
        await self.page.goto(self.address + HOME)
        return await self.look()

    async def look(self, pause: float = PAUSE, patience: float = 0) -> View:
        for _ in range(20):
            try:
                seen: View = await self.page.evaluate(
                    "([pause, patience]) => lookAgain(pause, patience)", [pause, patience]
                )
                return seen
            except Error:  # the page was left meanwhile
                await self.page.wait_for_load_state()
        raise RuntimeError("The page never came to rest.")

    async def touch(self, events: Sequence[Event]) -> float:
        """Returns by how many ms it was behind at most."""
        down: dict[int, dict[str, float]] = {}
        begun, sent = self.now(), []
        for event in events:
            due = begun + event.time
            await asyncio.sleep(max(due - self.now(), 0) * self.slow / 1000)
            if event.kind == "up":
                down.pop(event.id, None)
            else:
                down[event.id] = _point(event, self.glass.pixels)
            kind = {"down": "touchStart", "move": "touchMove", "up": "touchEnd"}[event.kind]
            points = {"type": kind, "touchPoints": list(down.values())}
            sent.append(asyncio.ensure_future(self._send(points, due)))
        return max(await asyncio.gather(*sent), default=0.0)

    async def _send(self, points: dict[str, Any], due: float) -> float:
        with contextlib.suppress(Error, TimeoutError):
            await asyncio.wait_for(
                self.session.send("Input.dispatchTouchEvent", points), timeout=LOST
            )
        # Moves are told once a frame at most, whatever the machine.
        return 0.0 if points["type"] == "touchMove" else self.now() - due

    def now(self) -> float:
        """Milliseconds, by the page's clock."""
        return 1000 * asyncio.get_running_loop().time() / self.slow


def _point(event: Event, pixels: float) -> dict[str, float]:
    radius = event.radius * pixels
    place = {"x": event.x * pixels, "y": event.y * pixels, "id": event.id}
    return {**place, "radiusX": radius, "radiusY": radius}


def next_button(task: Task, view: View, memory: Memory) -> dict[str, Any] | None:
    """What the person will press now; None when the task is done."""
    wanted = task.wanted(view, memory)
    if not wanted:
        return None
    buttons = {one["key"]: one for one in view["buttons"]}
    found = buttons.get(wanted) or buttons.get("back") or buttons["home"]
    if found["place"]:
        return buttons["next" if found["place"] > 0 else "back"]
    return found


def answer(view: View, meant: dict[str, Any]) -> dict[str, Any]:
    """Of the question "Did you mean ... or ...?": the button that names what was meant."""
    answers = [one for one in view["buttons"] if one["key"].startswith("answer ")]
    said = [one for one in answers if one["speak"] == meant["speak"]]
    return said[0] if said else next(one for one in view["buttons"] if one["key"] == "neither")


async def least_touches(kiosk: Kiosk, task: Task) -> int:
    """The plan carried out with a mouse, which never misses."""
    view, memory, count = await kiosk.visit(), Memory(), 0
    while True:
        for event in view["log"]:
            memory.notice(event, task.goal)
        button = next_button(task, view, memory)
        if button is None:
            return count
        if count > 20:
            raise RuntimeError(f"{task.name}: the plan doesn't end at {view['path']}.")
        left, top, width, height = button["box"]
        await kiosk.page.mouse.click(left + width / 2, top + height / 2)
        count += 1
        view = await kiosk.look(patience=PATIENCE)


async def carry_out(kiosk: Kiosk, task: Task, who: Person, least: int, draw: Random) -> Visit:
    """One task, from a fresh visit; given up after LIMIT times the least touches."""
    view, memory = await kiosk.visit(), Memory()
    for event in view["log"]:
        memory.notice(event, task.goal)
    begun, touches = kiosk.now(), []
    meant = next_button(task, view, memory)
    while meant is not None and len(touches) < int(LIMIT * least):
        button = meant
        if view["dialog"] == "ask":
            button = answer(view, meant)
        touch = await _attempt(kiosk, who, button, draw, view)
        touches.append(touch)
        view = await kiosk.look(patience=PATIENCE)
        for event in view["log"]:
            memory.notice(event, task.goal)
            _take_down(touch, event)
        if button is not meant and button["key"].startswith("answer "):
            # The answer does what was asked about.
            touch.came = [button["key"] if one == meant["key"] else one for one in touch.came]
            touch.came = _once(touch.came, button["key"])
        if view["dialog"] != "ask":
            meant = next_button(task, view, memory)
    return Visit(task.name, meant is None, least, touches, (kiosk.now() - begun) / 1000)


async def _attempt(
    kiosk: Kiosk, who: Person, button: dict[str, Any], draw: Random, view: View
) -> Touch:
    target = Rect(*(length / kiosk.glass.pixels for length in button["box"]))
    events = press(who, target, kiosk.glass.screen, draw)
    late = await kiosk.touch(events)
    return Touch(button["key"], target, events, path=view["path"], late=late)


def _take_down(touch: Touch, event: dict[str, Any]) -> None:
    if event["name"] in ("action", "sentence"):
        touch.came.append(event["key"])
    elif event["name"] == "press-decided":
        touch.decided.append(event["kind"])
        if event["kind"] == "act" and event["time"] >= event["lifted"]:
            touch.added.append(event["time"] - event["lifted"])


def _once(came: list[str], key: str) -> list[str]:
    """The answer and what it led to are one action."""
    first = came.index(key) if key in came else -1
    return [one for place, one in enumerate(came) if one != key or place == first]

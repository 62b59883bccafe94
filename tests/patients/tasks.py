"""The five tasks of a visit, each from the home screen, as goals and plans of least touches.

A plan looks at what is on the screen (sight.js) and says what to press next; it knows the guide as
one does who can read its buttons, and from a wrong screen goes Back, or Home. It reads
docs/page-contract.md only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

View = dict[str, Any]
HOME = "/home"


@dataclass
class Memory:
    """What the person remembers of this visit."""

    before: str = HOME  # the screen before this one
    here: str = HOME
    heard: bool = False  # the wanted screen has sounded
    repeating: bool = False
    repeated: bool = False
    left_at: str = ""  # the sentence that was read as Help now was opened from the wanted screen
    helped: bool = False

    def notice(self, event: dict[str, Any], goal: str) -> None:
        name, key, here = event["name"], event.get("key", ""), event["path"] == goal
        if name == "screen-shown" and event["path"] != self.here:
            self.before, self.here = self.here, event["path"]
        elif name == "sound-started" and here:
            self.heard, self.repeated = True, self.repeated or self.repeating
        elif name == "action":
            self.repeating = key == "repeat" and here
        elif name == "click" and key == "help" and here and event["marked"]:
            self.left_at, self.helped = event["marked"], False
        if event["path"] == "/help" and self.left_at:
            self.helped = True


Steps = Callable[[View, Memory], str]


@dataclass(frozen=True)
class Task:
    """`way` leads screen by screen: what to press where; `there` what on the goal, "" when done."""

    name: str
    way: dict[str, str]
    goal: str
    there: Steps
    aside: dict[str, str] = field(default_factory=dict)

    def wanted(self, view: View, memory: Memory) -> str:
        """The key of the next press; empty where the task is done."""
        path = view["path"]
        if path == self.goal:
            return self.there(view, memory)
        known = {**self.way, **self.aside, "/": "start"}
        if path in known:
            return known[path]
        on_way = memory.before in self.way or memory.before == self.goal
        return "back" if on_way else "home"


def _read(view: View, memory: Memory) -> str:
    return "" if memory.heard else "read"


def _repeat(view: View, memory: Memory) -> str:
    if memory.repeated:
        return ""
    if view["reading"] != "reading":
        return "read"
    return "repeat" if any(one["key"] == "repeat" for one in view["buttons"]) else "sound-done"


def _largest(view: View, memory: Memory) -> str:
    return "" if view["textSize"] == "4" else "choose /settings/text_size/4"


def _help_and_back(view: View, memory: Memory) -> str:
    if memory.helped and memory.left_at:
        if view["marked"] == memory.left_at:
            return ""
        memory.left_at, memory.helped = "", False
    return "help" if view["reading"] == "reading" else "read"


def _guide(section: str, page: str) -> tuple[dict[str, str], str]:
    first, goal = f"/guide/{section}", f"/guide/{section}/{page}"
    return {HOME: f"open {first}", first: f"open {goal}"}, goal


TASKS = (
    Task("hear how IVIg is given", *_guide("ivig", "how-it-is-given"), _read),
    Task("repeat a symptom", *_guide("symptoms", "what-you-may-notice"), _repeat),
    Task("find the foundation", *_guide("support", "gbs-cidp-foundation"), lambda *_: ""),
    Task(
        "largest text",
        {HOME: "settings", "/settings": "open /settings/text_size"},
        "/settings/text_size",
        _largest,
    ),
    Task(
        "help and back",
        *_guide("symptoms", "where-it-starts"),
        _help_and_back,
        {"/help": "back"},
    ),
)

"""The five tasks on paper: `python -m tests.patients.paper --trials 200`.

A quick look at what prove.py proves: the same simulated people, the same tasks, the real touch
layer (static/js), but the kiosk is paper.js: its screens' targets and where each leads, with no
server and no real time. So a busy machine falsifies nothing. `--modules` takes the layer of another
folder, so that two can be compared on the same presses.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page

from bench.common import provenance

from .evaluate import MODULES, layer_page, layouts, packed
from .glass import GLASSES, KIOSK, Glass
from .hands import PROFILES, Person, Rect, person, press, random_mixture
from .person import LIMIT, PATIENCE, PAUSE

# Screen by screen what is pressed there; on the small glass what is wanted lies a page further.
TASKS = {
    "hear": [("home", "open"), ("section", "open"), ("page", "read")],
    "repeat": [("home", "open"), ("section", "open"), ("page", "read"), ("reading", "repeat")],
    "find": [("home", "open"), ("section", "next"), ("section", "open")],
    "print": [
        ("home", "settings"),
        ("settings", "next"),
        ("settings", "open"),
        ("choices", "next"),
        ("choices", "open"),
    ],
    "help": [
        ("home", "open"),
        ("section", "open"),
        ("page", "read"),
        ("reading", "help"),
        ("help", "back"),
    ],
}
ANSWERS = {
    "21.5": [(4, 45, 260, 180), (4, 241, 260, 180), (4, 437, 260, 35)],
    "10.1": [(4, 28, 100, 76), (112, 28, 100, 76), (4, 108, 208, 22)],
}
START = "async (given) => { window.paper = await import('/paper.js'); return paper.visit(given); }"


@dataclass
class Tally:
    """Of one profile on one glass."""

    tasks: int = 0
    done: int = 0
    wrong: int = 0
    ratios: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def row(self) -> dict[str, Any]:
        return {
            "tasks": self.tasks,
            "done": 100 * self.done / self.tasks,
            "touches_mean": sum(self.ratios) / max(len(self.ratios), 1),
            "wrong_a_task": self.wrong / self.tasks,
            "wrong": dict(self.kinds.most_common(8)),
        }


def screens(glass: Glass) -> dict[str, Any]:
    """The layouts of that glass, as the kiosk names its screens."""
    suffix = "" if glass == KIOSK else "-tablet"
    names = ("home", "section", "page", "reading", "settings", "hand")
    known = layouts()
    found = {name: list(known[name + suffix]) for name in names}
    # The second book page of the settings: there is what can be chosen.
    if not any(one["key"].startswith("open") for one in found["settings"]):
        tiles = [one for one in found["section"] if one["key"].startswith("open")]
        found["settings"] += tiles
    return found


def answers(glass: Glass) -> list[dict[str, Any]]:
    places = ANSWERS[glass.name]
    return [
        {"key": f"answer {number}", "x": x, "y": y, "width": width, "height": height}
        for number, (x, y, width, height) in enumerate(places)
    ]


class Visitor:
    """Does one task; the same numbers give the same presses."""

    def __init__(self, page: Page, who: Person, name: str, glass: Glass) -> None:
        self.page, self.who, self.glass = page, who, glass
        self.draw = Random(f"{who.name}/{name}/{glass.name}")
        steps = TASKS[name]
        self.steps = [one for one in steps if glass != KIOSK or one[1] != "next"]
        self.at, self.wanted = 0, ""

    def target(self, view: dict[str, Any]) -> str:
        """The key of the next press."""
        if view["dialog"]:
            return self.wanted
        here, action = self.steps[self.at]
        if view["here"] != here:
            action = "back" if view["here"] != "home" else action
        found = [one["key"] for one in view["targets"] if one["key"].rstrip("0123456789") == action]
        if not found:
            found = [one["key"] for one in view["targets"] if one["key"].startswith("home")]
        if self.wanted not in found:
            self.wanted = self.draw.choice(found)
        return self.wanted

    def carry_out(self, tally: Tally, modules: dict[str, Any]) -> None:
        view = self.page.evaluate(START, modules)
        touches, pause = 0, PAUSE
        while self.at < len(self.steps) and touches < int(LIMIT * len(self.steps)):
            key = meant = self.target(view)
            if view["dialog"]:
                offered = view["dialog"]
                key = f"answer {offered.index(meant) if meant in offered else 2}"
            box = next(one for one in view["targets"] if one["key"] == key)
            rect = Rect(box["x"], box["y"], box["width"], box["height"])
            events = press(self.who, rect, self.glass.screen, self.draw)
            on = view["here"]
            view = self.page.evaluate(
                "([events, pause]) => paper.press(events, pause)", [packed(events), pause]
            )
            touches += 1
            pause = self.pause(view)
            if meant in view["came"]:
                view["came"].remove(meant)
                self.wanted = ""
                self.at += (on, meant.rstrip("0123456789")) == self.steps[self.at]
            others = [one for one in view["came"] if one != "neither"]
            tally.wrong += len(others)
            tally.kinds.update(
                f"{meant.rstrip('0123456789')}: {one.rstrip('0123456789')}" for one in others
            )
            if view["here"] == "attract":  # the visit was ended
                break
        tally.tasks += 1
        if self.at == len(self.steps):
            tally.done += 1
            tally.ratios.append(touches / len(self.steps))

    def pause(self, view: dict[str, Any]) -> float:
        """Till the next press, as person.py's people: after what changed, or after patience."""
        if view["changed"] is None or view["changed"] < 0:
            return max(PATIENCE - (view["ended"] - view["lifted"]), 0)
        return max(PAUSE - (view["ended"] - view["changed"]), 40)


def run(
    page: Page, profile: str, glass: Glass, count: int, seed: int = 1, **parameters: float
) -> Tally:
    """`count` tasks of that profile on that glass."""
    tally = Tally()
    given = {"layouts": screens(glass), "answers": answers(glass), "parameters": parameters}
    names = list(TASKS)
    for number in range(count):
        who_number = 1000 * seed + number // len(names)
        drawn = random_mixture(who_number) if profile == "mixture" else None
        who = person(profile, who_number, drawn)
        Visitor(page, who, names[number % len(names)], glass).carry_out(tally, given)
    return tally


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--trials", type=int, default=200, help="tasks a profile and glass")
    parse.add_argument("--profile", nargs="+", default=[*PROFILES, "mixture"])
    parse.add_argument("--glass", nargs="+", choices=GLASSES, default=list(GLASSES))
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parse.add_argument("--modules", type=Path, default=MODULES, help="of another touch layer")
    parse.add_argument("--out", type=Path)
    asked = parse.parse_args()
    changes = {name: float(value) for name, value in (one.split("=") for one in asked.set)}
    rows = []
    with layer_page(asked.modules) as page:
        for glass in asked.glass:
            for profile in asked.profile:
                tally = run(page, profile, GLASSES[glass], asked.trials, asked.seed, **changes)
                found = tally.row()
                rows.append({"glass": glass, "profile": profile, **found})
                print(
                    f"{glass:5} {profile:14} done {found['done']:5.1f} touches "
                    f"{found['touches_mean']:.2f} wrong {found['wrong_a_task']:.3f} "
                    f"{found['wrong']}",
                    flush=True,
                )
    if asked.out:
        result = {**provenance("tests.patients.paper"), "rows": rows}
        asked.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

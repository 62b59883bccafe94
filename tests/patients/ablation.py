"""What does fitting to a hand gain? `python -m tests.patients.ablation --people 200`.

The same people choose from a section's list with the defaults, with quiet learning from presses
that were sure, and after "Press the big button three times" too; on the kiosk's glass and on a
small one. As the kiosk does it, fitting sets the layer's parameters and, for some hands, "fewer,
bigger": there every further page of tiles costs a press on More and one on Next, and each of those
counts. Differences with their 95% bootstrap interval over people. Odd seeds, never tuned on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page

from bench.common import provenance

from .evaluate import PIXELS, RUN, Targets, layer_page, layouts, packed, people
from .hands import Person, Rect, press

RESULTS = Path(__file__).parents[2] / "bench/results/hands-fit.json"
GLASS = {"": Rect(0, 0, 267.7, 475.9), "-small": Rect(0, 0, 317.3, 198.3)}
AT_ONCE = 2  # tiles a page of "fewer, bigger"; static/js/page/few.js
# What a press costs in touches: itself, and what it takes to put it right.
TOUCHES = {"right": 1, "ask": 2, "askOff": 3, "nothing": 2, "wrong": 3, "untouched": 2}
BEFORE, ALONE, AFTER = "defaults", "learning on the way", "fitted and learning"
Trials = list[dict[str, Any]]


@dataclass
class Choices:
    """What one person's choices cost: touches and wrong actions a choice; right at once, in %."""

    touches: float
    wrong: float
    right: float
    fewer: bool = False

    @classmethod
    def of(cls, trials: Trials, answer: dict[str, Any], count: int) -> Choices:
        results = zip(trials, answer["results"], strict=True)
        tally = Counter(one["kind"] if tried["events"] else "untouched" for tried, one in results)
        touches = sum(TOUCHES[kind] * tally[kind] for kind in tally)
        felt = tally.total() - tally["untouched"] or 1
        return cls(touches / count, tally["wrong"] / count, 100 * tally["right"] / felt)


def one_of(targets: Targets, action: str) -> Targets:
    return [one for one in targets if one["key"].startswith(action)]


class Hand:
    """One person at one glass; the same numbers give the same presses."""

    def __init__(self, who: Person, suffix: str, count: int) -> None:
        self.who, self.glass, self.count = who, GLASS[suffix], count
        found = layouts()
        self.list = found[f"section{suffix}"]
        self.few, self.turn = found[f"fewer{suffix}"], found[f"fewer-next{suffix}"]
        self.button = next(one for one in found[f"hand{suffix}"] if one["marked"])
        self.least = min(one["height"] for one in one_of(self.list, "open"))

    def try_(self, target: dict[str, Any], targets: Targets, draw: Random) -> dict[str, Any]:
        rect = Rect(target["x"], target["y"], target["width"], target["height"])
        events = packed(press(self.who, rect, self.glass, draw))
        return {"events": events, "target": target["key"], "targets": targets, "changes": True}

    def usually(self) -> Trials:
        """One press a choice, on the list's own tiles."""
        draw, tiles = Random(f"{self.who.name}/choices"), one_of(self.list, "open")
        return [self.try_(draw.choice(tiles), self.list, draw) for _ in range(self.count)]

    def fewer(self) -> Trials:
        """More and Next for every further page, then the tile."""
        draw, tiles = Random(f"{self.who.name}/choices"), len(one_of(self.list, "open"))
        (more,), (follow,) = one_of(self.few, "more"), one_of(self.turn, "next")
        made = []
        for _ in range(self.count):
            page, place = divmod(draw.randrange(tiles), AT_ONCE)
            for _ in range(page):
                made += [self.try_(more, self.few, draw), self.try_(follow, self.turn, draw)]
            made.append(self.try_(one_of(self.few, "open")[place], self.few, draw))
        return made

    def job(self, trials: Trials, adapting: bool = True, fitting: bool = True) -> dict[str, Any]:
        job = {"trials": trials, "targets": [], "parameters": {}, "plain": False}
        job["adapting"] = adapting
        if fitting:
            draw = Random(f"{self.who.name}/training")
            place = [self.button[name] for name in ("x", "y", "width", "height")]
            presses = (press(self.who, Rect(*place), self.glass, draw) for _ in range(3))
            job |= {"training": [packed(one) for one in presses]}
        return job | {"pixels": PIXELS, "button": self.button, "least": self.least}


def one_person(page: Page, hand: Hand) -> dict[str, Choices]:
    """What this person's choices cost, each way."""
    usual = hand.usually()
    jobs = [hand.job(usual, False, False), hand.job(usual, True, False), hand.job(usual)]
    answers = page.evaluate(RUN, jobs)
    found = [Choices.of(usual, answer, hand.count) for answer in answers]
    if answers[-1]["fitted"]["layout"] == "fewer":
        bigger = hand.fewer()
        (answer,) = page.evaluate(RUN, [hand.job(bigger)])
        found[-1] = replace(Choices.of(bigger, answer, hand.count), fewer=True)
    return dict(zip((BEFORE, ALONE, AFTER), found, strict=True))


def interval(differences: Sequence[float], draws: int = 4000) -> tuple[float, float, float]:
    """Mean and 95% bootstrap interval."""
    draw = Random(1)
    size = len(differences)
    means = sorted(sum(draw.choices(differences, k=size)) / size for _ in range(draws))
    return sum(differences) / size, means[int(0.025 * draws)], means[int(0.975 * draws)]


def summary(found: Sequence[dict[str, Choices]]) -> list[dict[str, Any]]:
    """Way by way: the level of each figure, and how it differs from the defaults."""
    rows = []
    for way in (BEFORE, ALONE, AFTER):
        row: dict[str, Any] = {"way": way}
        row["fewer"] = sum(one[way].fewer for one in found) / len(found)
        for name in ("touches", "wrong", "right"):
            values = [getattr(one[way], name) for one in found]
            base = [getattr(one[BEFORE], name) for one in found]
            row[name] = sum(values) / len(values)
            row[f"{name}_gain"] = interval([a - b for a, b in zip(values, base, strict=True)])
        rows.append(row)
    return rows


def line(name: str, row: dict[str, Any]) -> str:
    shown = f"{name:20} {row['way']:26} fewer {100 * row['fewer']:3.0f}%"
    for figure in ("touches", "wrong", "right"):
        mean, low, high = row[f"{figure}_gain"]
        shown += f"  {figure} {row[figure]:.4f} {mean:+.4f} [{low:+.4f}, {high:+.4f}]"
    return shown


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--people", type=int, default=200)
    parse.add_argument("--choices", type=int, default=16, help="a person")
    parse.add_argument("--profile", action="append", help="default: severe_mixed, claw_palm")
    parse.add_argument("--out", type=Path, default=RESULTS)
    asked = parse.parse_args()
    seeds = [2 * number + 1 for number in range(asked.people)]
    rows: dict[str, Any] = {}
    with layer_page() as page:
        for profile in asked.profile or ["severe_mixed", "claw_palm"]:
            for suffix in GLASS:
                hands = (Hand(who, suffix, asked.choices) for who in people(profile, seeds))
                name = profile + suffix
                rows[name] = summary([one_person(page, hand) for hand in hands])
                print("\n".join(line(name, row) for row in rows[name]), flush=True)
    results = {
        **provenance("tests.patients.ablation"),
        "people": asked.people,
        "choices": asked.choices,
        "profiles": rows,
    }
    asked.out.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

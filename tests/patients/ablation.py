"""What does fitting to a hand gain? `python -m tests.patients.ablation --people 60`.

The same people, with the same presses, before and after "Press the big button three times"; the
difference with its 95% bootstrap interval over people. Odd seeds, which nothing was tuned on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from random import Random

from playwright.sync_api import Page

from .evaluate import layer_page, run_cell

# What a press costs in touches: itself, and what it takes to put it right.
TOUCHES = {"right": 1, "ask": 2, "askOff": 3, "nothing": 2, "wrong": 3, "untouched": 2}
WAYS = {
    "defaults": {"adapting": False},
    "learning on the way": {"adapting": True},
    "fitted": {"adapting": False, "fitting": True},
    "fitted, learning": {"adapting": True, "fitting": True},
}


def rates(people: Sequence[Counter[str]]) -> dict[str, list[float]]:
    """Of each person: touches a press; right, wrong and asked, % of presses."""
    table: dict[str, list[float]] = {"touches": [], "right": [], "wrong": [], "ask": []}
    for one in people:
        count = sum(one.values())
        table["touches"].append(sum(TOUCHES[kind] * one[kind] for kind in one) / count)
        for kind in ("right", "wrong", "ask"):
            table[kind].append(100 * one[kind] / count)
    return table


def interval(differences: Sequence[float], draws: int = 4000) -> tuple[float, float, float]:
    """Mean and 95% bootstrap interval."""
    draw = Random(1)
    size = len(differences)
    means = sorted(sum(draw.choices(differences, k=size)) / size for _ in range(draws))
    return sum(differences) / size, means[int(0.025 * draws)], means[int(0.975 * draws)]


def compare(page: Page, profile: str, layout: str, seeds: Sequence[int], presses: int) -> None:
    base: dict[str, list[float]] = {}
    ways = dict(WAYS, **{"fitted, fewer and bigger": {"adapting": True, "fitting": True}})
    for way, options in ways.items():
        where = "fewer" if "fewer" in way else layout
        cell = run_cell(page, where, profile, seeds, presses=presses, **options)
        now = rates(cell.people)
        base = base or now
        for name, values in now.items():
            pairs = zip(values, base[name], strict=True)
            mean, low, high = interval([after - before for after, before in pairs])
            level = sum(values) / len(values)
            print(
                f"{profile:13} {way:25} {name:8} {level:7.3f} {mean:+.3f} [{low:+.3f}, {high:+.3f}]"
            )


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--people", type=int, default=60)
    parse.add_argument("--presses", type=int, default=24)
    parse.add_argument("--layout", default="section")
    parse.add_argument("--profile", action="append")
    asked = parse.parse_args()
    seeds = [2 * number + 1 for number in range(asked.people)]
    with layer_page() as page:
        for profile in asked.profile or ["severe_mixed", "claw_palm"]:
            compare(page, profile, asked.layout, seeds, asked.presses)


if __name__ == "__main__":
    main()

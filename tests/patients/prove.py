"""Does every weak hand get there? `python -m tests.patients.prove --trials 200 --mixtures 6`.

Simulated people (person.py) do the five tasks of tasks.py on the real kiosk's pages in Chromium,
by real touch events. In the same run the baselines: the same pages with the touch layer off, and
plain clicks on 15 mm buttons (crowd.py's SMALL). Writes bench/results/hands.json and
docs/pictures/hands.svg. The clips of --data should have been prepared (`kiosk prepare`).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from bench.common import provenance
from tests.browser.running import running_kiosk

from .crowd import Trial, chromium, run_all, trials
from .hands import PROFILES
from .person import LIMIT, PATIENCE, PAUSE, Visit
from .picture import picture
from .tally import HEADING, faults, kinds, rows

PROJECT = Path(__file__).parents[2]
Results = list[tuple[Trial, Visit]]


def wanted(asked: argparse.Namespace) -> list[Trial]:
    """The layer's trials first, in turn with the mixtures'; then the baselines'."""
    profiles = list(PROFILES) if "all" in asked.profile else asked.profile
    mixtures = [f"mixture{number}" for number in range(asked.mixtures)]
    way = "layer" if asked.layer == "on" else "plain"
    if asked.buttons == "15mm":
        way = "plain15"
    found = trials(profiles, asked.trials, way, asked.seed)
    found += trials(mixtures, asked.mixture_trials or asked.trials, way, asked.seed)
    found.sort(key=lambda one: one.number)
    if way == "layer":
        for baseline in ("plain", "plain15"):
            found += trials(profiles, asked.baseline, baseline, asked.seed)
    return found


async def prove(asked: argparse.Namespace, address: str) -> tuple[Results, dict[str, int]]:
    results: Results = []
    begun = time.monotonic()
    todo = wanted(asked)

    def tell(trial: Trial, visit: Visit) -> None:
        results.append((trial, visit))
        if len(results) % 50 == 0:
            passed = time.monotonic() - begun
            print(f"{len(results)} of {len(todo)} tasks in {passed:.0f} s", file=sys.stderr)
            save(results, {}, asked)

    async with chromium() as browser:
        least = await run_all(browser, address, todo, tell, asked.pages, asked.minutes, asked.slow)
    return results, least


def save(results: Results, least: dict[str, int], asked: argparse.Namespace) -> None:
    table = rows(results)
    found: dict[str, Any] = {
        **provenance("tests.patients.prove"),
        "tasks": f"{len(results)} of {len(wanted(asked))}",  # fewer where it was ended early
        "asked": {name: str(value) for name, value in vars(asked).items()},
        "limit": LIMIT,
        "pause_ms": PAUSE,
        "patience_ms": PATIENCE,
        "least_touches": least,
        "rows": [
            {"way": row.way, "profile": row.profile, "presses": kinds(row), **row.numbers()}
            for row in table
        ],
        "faults": {
            row.profile: faults(row)
            for row in table
            if row.way == "layer" and row.profile != "all mixtures"
        },
    }
    text = json.dumps(found, indent=1).replace("NaN", "null")
    asked.out.write_text(text + "\n", "utf-8")
    drawn = [row for row in table if row.way == "layer" and not row.profile[-1].isdigit()]
    asked.picture.write_text(picture(drawn), "utf-8")


def arguments() -> argparse.Namespace:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--trials", type=int, default=200, help="tasks a profile")
    parse.add_argument("--profile", nargs="+", default=["all"], help="names of profiles.json")
    parse.add_argument("--mixtures", type=int, default=6, help="people drawn between the profiles")
    parse.add_argument("--mixture-trials", type=int, help="tasks a mixture; as --trials")
    parse.add_argument("--baseline", type=int, default=60, help="tasks a profile, layer off")
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--layer", choices=("on", "off"), default="on")
    parse.add_argument("--buttons", choices=("own", "15mm"), default="own")
    parse.add_argument("--pages", type=int, default=8, help="at once")
    parse.add_argument("--minutes", type=float, default=float("inf"), help="begin none after")
    parse.add_argument("--slow", type=float, default=1, help="slow motion, for a busy machine")
    parse.add_argument("--data", type=Path, default=PROJECT / "data", help="rendered speech")
    parse.add_argument("--out", type=Path, default=PROJECT / "bench/results/hands.json")
    parse.add_argument("--picture", type=Path, default=PROJECT / "docs/pictures/hands.svg")
    return parse.parse_args()


def main() -> None:
    asked = arguments()
    asked.picture.parent.mkdir(parents=True, exist_ok=True)
    with running_kiosk(asked.data, KIOSK_PREPARE="false", KIOSK_IDLE_SECONDS="3600") as kiosk:
        results, least = asyncio.run(prove(asked, kiosk.address))
    save(results, least, asked)
    print(HEADING)
    for row in rows(results):
        print(row.line())


if __name__ == "__main__":
    main()

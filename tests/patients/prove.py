"""Does every weak hand get there? `python -m tests.patients.prove --trials 200 --mixtures 6`.

Simulated people (person.py) do the five tasks of tasks.py on the real kiosk's pages in Chromium,
by real touch events, on the 21.5-inch glass and on a 10.1-inch one. In the same run the baselines:
the same pages with the touch layer off, and plain clicks on 15 mm buttons (crowd.py's SMALL).
Writes bench/results/hands.json and docs/pictures/hands.svg, and fails where limits.py says that it
is not enough. The clips of --data should have been
prepared (`kiosk prepare`).
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
from .glass import GLASSES, KIOSK, Glass
from .hands import PROFILES
from .limits import missed
from .person import LIMIT, PATIENCE, PAUSE, Visit
from .picture import picture
from .tally import HEADING, faults, kinds, rows

PROJECT = Path(__file__).parents[2]
Results = list[tuple[Trial, Visit]]


def wanted(asked: argparse.Namespace, glass: Glass) -> list[Trial]:
    """The layer's trials first, in turn with the mixtures'; then the baselines', on the kiosk's
    own glass only."""
    profiles = list(PROFILES) if "all" in asked.profile else asked.profile
    mixtures = [f"mixture{number}" for number in range(asked.mixtures)]
    way = "layer" if asked.layer == "on" else "plain"
    if asked.buttons == "15mm":
        way = "plain15"
    found = trials(profiles, asked.trials, way, asked.seed, glass)
    found += trials(mixtures, asked.mixture_trials or asked.trials, way, asked.seed, glass)
    found.sort(key=lambda one: one.number)
    if way == "layer" and glass == KIOSK:
        for baseline in ("plain", "plain15"):
            found += trials(profiles, asked.baseline, baseline, asked.seed)
    return found


async def prove(
    asked: argparse.Namespace, glass: Glass, address: str, results: Results
) -> dict[str, int]:
    """Adds to `results`; the least touches of each task."""
    begun = time.monotonic()
    todo = wanted(asked, glass)
    before = len(results)

    def tell(trial: Trial, visit: Visit) -> None:
        results.append((trial, visit))
        done = len(results) - before
        if done % 50 == 0:
            passed = time.monotonic() - begun
            told = f"{glass.name} inches: {done} of {len(todo)} tasks in {passed:.0f} s"
            print(told, file=sys.stderr)
            save(results, {}, asked)

    async with chromium() as browser:
        return await run_all(browser, address, todo, tell, asked.pages, asked.minutes, asked.slow)


def save(results: Results, least: dict[str, Any], asked: argparse.Namespace) -> None:
    table = rows(results)
    found: dict[str, Any] = {
        **provenance("tests.patients.prove"),
        # Fewer where it was ended early.
        "tasks": f"{len(results)} of {sum(len(wanted(asked, GLASSES[g])) for g in asked.glass)}",
        "asked": {name: str(value) for name, value in vars(asked).items()},
        "limit": LIMIT,
        "pause_ms": PAUSE,
        "patience_ms": PATIENCE,
        "least_touches": least,
        "rows": [
            {
                "glass": row.glass,
                "way": row.way,
                "profile": row.profile,
                "presses": kinds(row),
                **row.numbers(),
            }
            for row in table
        ],
        "faults": {
            f"{row.profile}, {row.glass} inches": faults(row)
            for row in table
            if row.way == "layer" and row.profile != "all mixtures"
        },
    }
    text = json.dumps(found, indent=1).replace("NaN", "null")
    asked.out.write_text(text + "\n", "utf-8")
    drawn = [
        row
        for row in table
        if row.way == "layer" and not row.profile[-1].isdigit() and row.glass == asked.glass[0]
    ]
    asked.picture.write_text(picture(drawn), "utf-8")


def arguments() -> argparse.Namespace:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--trials", type=int, default=200, help="tasks a profile")
    parse.add_argument("--profile", nargs="+", default=["all"], help="names of profiles.json")
    parse.add_argument("--glass", nargs="+", choices=GLASSES, default=list(GLASSES), help="inches")
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


def main() -> int:
    """0 where every row keeps to its limits (limits.py)."""
    asked = arguments()
    asked.picture.parent.mkdir(parents=True, exist_ok=True)
    results: Results = []
    least = {}
    for name in asked.glass:
        glass = GLASSES[name]
        variables = {**glass.variables, "KIOSK_PREPARE": "false", "KIOSK_IDLE_SECONDS": "3600"}
        with running_kiosk(asked.data, **variables) as kiosk:
            least[name] = asyncio.run(prove(asked, glass, kiosk.address, results))
    save(results, least, asked)
    print(HEADING)
    for row in rows(results):
        print(row.line())
    texts = [text for row in rows(results) for text in missed(row)]
    print(*texts, sep="\n")
    return int(bool(texts))


if __name__ == "__main__":
    sys.exit(main())

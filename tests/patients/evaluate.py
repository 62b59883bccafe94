"""How often does the touch layer find what a weak hand meant? `python -m tests.patients.evaluate`.

Presses of simulated hands (hands.py) are replayed through static/js/touch/press.js in one page of
Chromium, on the kiosk's own screens (layouts.json) and on even grids.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser.running import launch_chromium

from .glass import KIOSK, TABLET
from .hands import PROFILES, Event, Person, Rect, person, press, random_mixture

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "static" / "js"
ORIGIN = "http://hands.test"
SCREEN, PIXELS = KIOSK.screen, KIOSK.pixels
PRESSES = 12  # of one person on one layout
TRAINING = Rect(60, 140, 150, 150)  # replay.js has the same
KINDS = ("right", "ask", "askOff", "nothing", "wrong")

Targets = list[dict[str, Any]]


@dataclass
class Cell:
    """What came of one profile's presses on one layout."""

    layout: str
    profile: str
    people: list[Counter[str]] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    faults: list[Any] = field(default_factory=list)

    def share(self, *kinds: str) -> float:
        """Of the presses that touched the glass at all."""
        felt = sum(sum(one.values()) - one["untouched"] for one in self.people)
        return 100 * sum(one[kind] for one in self.people for kind in kinds) / max(felt, 1)


def grid(count: int, size: float, gap: float) -> Targets:
    """Even grids, in the middle of the screen."""
    step = size + gap
    left = (SCREEN.width - count * step + gap) / 2
    top = (SCREEN.height - count * step + gap) / 2
    places = [(column, row) for row in range(count) for column in range(count)]
    return [
        {
            "key": f"{column},{row}",
            "x": left + column * step,
            "y": top + row * step,
            "width": size,
            "height": size,
        }
        for column, row in places
    ]


@cache
def layouts() -> dict[str, Targets]:
    found: dict[str, Targets] = json.loads((HERE / "layouts.json").read_text("utf-8"))
    for targets in found.values():
        for target in targets:
            target["weight"] = 0.3 if target.get("cheap") else 1
            target["weighty"] = target["key"].startswith(("home", "help", "finish"))
    grids = {"grid20": grid(5, 20, 4), "grid40": grid(5, 40, 4), "grid60": grid(3, 60, 8)}
    return {**found, **grids}


@contextmanager
def layer_page(modules: Path = MODULES) -> Iterator[Page]:
    """layer_page_in a Chromium of its own."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield layer_page_in(browser, modules)
        browser.close()


def layer_page_in(browser: Browser, modules: Path = MODULES) -> Page:
    """A blank page that can import the layer's modules, replay.js and paper.js."""

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        file = HERE / name if (HERE / name).is_file() else modules / name
        if not file.is_file():  # a layer from before its modules had folders
            file = modules / Path(name).name
        if name.endswith(".js") and file.is_file():
            route.fulfill(body=file.read_text("utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>hands</title>", content_type="text/html")

    page = browser.new_page()
    page.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/")
    return page


RUN = """async (jobs) => {
  const { session, plain } = await import("/replay.js");
  return jobs.map((job) => job.plain
    ? { results: job.trials.map((one) => plain(one.events, job.targets, one.target, job.pixels)) }
    : session(job));
}"""


def packed(events: Sequence[Event]) -> list[list[Any]]:
    return [
        [round(e.time, 1), e.kind, e.id, round(e.x, 2), round(e.y, 2), round(e.radius, 2)]
        for e in events
    ]


def trials(who: Person, targets: Targets, count: int, glass: Rect = SCREEN) -> list[dict[str, Any]]:
    draw = Random(f"{who.name}/trials")
    buttons = [one for one in targets if not one.get("cheap")]
    made = []
    for number in range(count):
        target = draw.choice(buttons)
        rect = Rect(target["x"], target["y"], target["width"], target["height"])
        made.append(
            {
                "events": packed(press(who, rect, glass, draw)),
                "target": target["key"],
                "changes": number % 2 == 0,
            }
        )
    return made


def people(profile: str, seeds: Sequence[int]) -> list[Person]:
    if profile == "mixture":
        return [person(f"mixture{seed}", seed, random_mixture(seed)) for seed in seeds]
    return [person(profile, seed) for seed in seeds]


def run_cell(page: Page, layout: str, profile: str, seeds: Sequence[int], **options: Any) -> Cell:
    """`options`: plain, fitting, adapting, parameters, presses."""
    targets = layouts()[layout]
    glass = TABLET.screen if layout.endswith("-tablet") else SCREEN
    count = options.get("presses", PRESSES)
    jobs = []
    for who in people(profile, seeds):
        job: dict[str, Any] = {
            "targets": targets,
            "trials": trials(who, targets, count, glass),
            "parameters": options.get("parameters", {}),
            "adapting": options.get("adapting", True),
            "plain": options.get("plain", False),
            "pixels": PIXELS,
        }
        if options.get("fitting"):
            draw = Random(f"{who.name}/training")
            job["training"] = [packed(press(who, TRAINING, SCREEN, draw)) for _ in range(3)]
        jobs.append(job)
    return _collect(Cell(layout, profile), jobs, page.evaluate(RUN, jobs))


def _collect(cell: Cell, jobs: list[dict[str, Any]], answers: list[Any]) -> Cell:
    for job, answer in zip(jobs, answers, strict=True):
        counts: Counter[str] = Counter()
        for trial, result in zip(job["trials"], answer["results"], strict=True):
            kind = result["kind"] if trial["events"] else "untouched"
            counts[kind] += 1
            if result["delay"] is not None:
                cell.delays.append(result["delay"])
            if kind in ("wrong", "askOff"):
                cell.faults.append((trial, result))
        cell.people.append(counts)
    return cell


def show(cell: Cell) -> str:
    shares = " ".join(f"{cell.share(kind):6.1f}" for kind in KINDS)
    delays = sorted(cell.delays) or [0.0]
    late = delays[int(0.95 * (len(delays) - 1))]
    untouched = sum(one["untouched"] for one in cell.people)
    median = statistics.median(delays)
    return f"{cell.layout:9} {cell.profile:14} {shares} {untouched:5} {median:6.0f} {late:6.0f}"


HEADING = f"{'layout':9} {'profile':14} " + " ".join(f"{k:>6}" for k in KINDS)
HEADING += " untouched  p50ms  p95ms"


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--trials", type=int, default=300, help="presses a cell")
    parse.add_argument("--profile", action="append", help="one of the profiles, or mixture")
    parse.add_argument("--layout", action="append")
    parse.add_argument(
        "--plain", action="store_true", help="Chromium's own clicks, without the layer"
    )
    parse.add_argument("--fit", action="store_true", help="three presses on a big button first")
    parse.add_argument(
        "--even", action="store_true", help="the seeds for tuning; odd ones are reported"
    )
    parse.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parse.add_argument("--still", action="store_true", help="without learning on the way")
    parse.add_argument("--faults", type=int, default=0, help="how many wrong presses to show")
    asked = parse.parse_args()
    count = -(-asked.trials // PRESSES)
    seeds = [2 * number + (0 if asked.even else 1) for number in range(count)]
    changes = {name: float(value) for name, value in (one.split("=") for one in asked.set)}
    print(HEADING)
    with layer_page() as page:
        for layout in asked.layout or ["home", "section", "reading"]:
            for profile in asked.profile or [*PROFILES, "mixture"]:
                cell = run_cell(
                    page,
                    layout,
                    profile,
                    seeds,
                    plain=asked.plain,
                    fitting=asked.fit,
                    parameters=changes,
                    adapting=not asked.still,
                )
                print(show(cell), flush=True)
                for trial, result in cell.faults[: asked.faults]:
                    print("   ", trial["target"], result["detail"], _brief(trial["events"]))


def _brief(events: list[list[Any]]) -> str:
    ends = [one for one in events if one[1] != "move"]
    return "; ".join(f"{t:.0f} {k} {i} ({x:.0f},{y:.0f}) r{r:.0f}" for t, k, i, x, y, r in ends)


if __name__ == "__main__":
    main()

"""A simulated person with one switch: how many picks are right, and whether every task gets done.

    python -m tests.patients.switches [--trials 20] [--picks 20000]

The person is `single_switch` of profiles.json: reaction time lognormal (560 ms, 0.28), 5% of
presses missed, 10% doubled, one slip in fifty picks. Seeds are fixed; time is virtual.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running import launch_chromium, running_kiosk
from tests.browser.watching import Watcher

from .routes import PENDING, PERSON, OneSwitch

# From profiles.json, so that the project stands by itself.
SINGLE_SWITCH = {
    "rt": [560, 0.28],
    "p_miss": 0.05,
    "p_double": 0.1,
    "gap": [180, 0.4],
    "p_false": 0.02,
}
# Sizes of groups on the kiosk's own screens at 1080x1920: home, a section, a page, settings.
SCREENS = [[3, 6, 2, 4], [6, 6, 6, 5], [2, 6], [6, 3, 1, 5], [5]]
STEPS = (0.5, 0.75, 1, 1.25, 1.5, 2)

Screen = dict[str, Any]
# What to press next, from what is seen; None when the task is done.
Plan = Callable[[Screen], str | None]


def tile(address: str) -> str:
    return f'[data-action=open][href^="{address}"]'


def towards(*addresses: str) -> Callable[[str], str]:
    """From any screen the next press on the way through these addresses, from home."""

    def press(path: str) -> str:
        if path == "/home":
            return tile(addresses[0])
        on_the_way = addresses.index(path) + 1 if path in addresses[:-1] else None
        return "[data-action=home]" if on_the_way is None else tile(addresses[on_the_way])

    return press


def hear_how_ivig_is_given(screen: Screen) -> str | None:
    goal = "/guide/ivig/how-it-is-given"
    if screen["path"] != goal:
        return towards("/guide/ivig", goal)(screen["path"])
    return None if screen.get("reading") == "reading" else "[data-action=read]"


def find_the_foundations_contact(screen: Screen) -> str | None:
    goal = "/guide/support/gbs-cidp-foundation"
    return None if screen["path"] == goal else towards("/guide/support", goal)(screen["path"])


def make_the_text_largest(screen: Screen) -> str | None:
    if screen["textSize"] == "4":
        return None
    if screen["path"] == "/settings/text_size":
        return 'form[action*="/text_size/4"] [data-action=choose]'
    return (
        tile("/settings/text_size") if screen["path"] == "/settings" else "[data-action=settings]"
    )


class HelpAndBack:
    """Open Help now from home, and come back."""

    def __init__(self) -> None:
        self.helped = False

    def __call__(self, screen: Screen) -> str | None:
        if screen["path"] == "/help":
            self.helped = True
            return "[data-action=back]"
        if screen["path"] == "/home":
            return None if self.helped else "[data-action=help]"
        return "[data-action=home]"


TASKS: dict[str, Callable[[], Plan]] = {
    "hear how IVIg is given": lambda: hear_how_ivig_is_given,
    "find the foundation's contact": lambda: find_the_foundations_contact,
    "make the text largest": lambda: make_the_text_largest,
    "help now and back": HelpAndBack,
}


def do_task(page: Page, plan: Plan, seed: int, most: int = 25) -> list[bool]:
    """The picks of one person, right or wrong. Raises Unreachable where the task isn't done."""
    route = OneSwitch(page, SINGLE_SWITCH, seed)
    route.begin()
    picks: list[bool] = []
    while (selector := plan(route.screen())) is not None:
        assert len(picks) < most, f"not done after {most} picks: {route.screen()}"
        if not route.in_sight(selector):
            selector = "[data-action=next]"
        picks.append(route.attempt(selector, seconds=240))
        route.run(50)
    return picks


def simulate(page: Page, picks: int, step: float, seed: int = 3) -> dict[str, float]:
    """Right, wrong and never, as shares of `picks`, and the mean time of one in seconds."""
    page.evaluate(PERSON.read_text(encoding="utf-8"))
    options = {"step": step * 1000, "switches": 1}
    arguments = [SINGLE_SWITCH, SCREENS, options, seed, picks]
    found = page.evaluate("simulatePicks", arguments)
    shares = {name: found[name] / picks for name in ("right", "wrong", "never")}
    return {**shares, "seconds": found["time"] / 1000}


def attract(watcher: Watcher) -> Page:
    """The attract screen of a new visit; the watcher has the pages' time in hand."""
    page = watcher("/")
    page.context.add_init_script(PENDING)
    page.goto("/")
    return page


def report(browser: Browser, address: str, trials: int, picks: int) -> None:
    watcher = Watcher(browser, address, own=True)
    page = watcher("/home")
    print("step s  right %  wrong %  seconds a pick")
    for step in STEPS:
        found = simulate(page, picks, step)
        print(f"{step:6}  {found['right']:7.2%}  {found['wrong']:7.2%}  {found['seconds']:.1f}")
    print(f"\nOn the real pages, {trials} people:")
    for name, make in TASKS.items():
        done = []
        for seed in range(trials):
            done.append(do_task(attract(watcher), make(), seed))
            watcher.close()  # eighty pages open at once would hold each other up
        right, all_picks = sum(map(sum, done)), sum(map(len, done))
        print(f"{name}: {len(done)} done, {right} of {all_picks} picks right")
    watcher.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--picks", type=int, default=20_000)
    given = parser.parse_args()
    settings = {"KIOSK_PREPARE": "false", "KIOSK_IDLE_SECONDS": "3600"}
    with (
        tempfile.TemporaryDirectory() as data,
        running_kiosk(Path(data) / "data", **settings) as kiosk,
        sync_playwright() as playwright,
    ):
        report(launch_chromium(playwright), kiosk.address, given.trials, given.picks)


if __name__ == "__main__":
    main()

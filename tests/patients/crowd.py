"""Many simulated people at once: a kiosk, one Chromium, and as many pages as the machine bears."""

from __future__ import annotations

import asyncio
import math
import shutil
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from playwright.async_api import Browser, Error, async_playwright

from tests.browser.running import CHROMIUM_ARGUMENTS, CHROMIUM_NAMES

from .glass import KIOSK, Glass
from .hands import person, random_mixture
from .person import SIGHT, Kiosk, Visit, carry_out, least_touches, slow_motion
from .tasks import TASKS, Task

OFF = "window.layerOff = true;"
# Of every button only its middle, 15 mm square, can be seen and pressed.
SMALL = """document.addEventListener("kiosk:screen-shown", () => {
  const half = "calc(50% - 7.5 * var(--mm))";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`[data-action] { clip-path: inset(${half} ${half}); }`);
  document.adoptedStyleSheets = [sheet];
}, { once: true });"""
STUCK = 60.0  # s; a page of a machine this busy may come to nothing
WAYS = {"layer": "", "plain": OFF, "plain15": OFF + SMALL}


@dataclass(frozen=True)
class Trial:
    """One task of one person; the same numbers give the same presses."""

    profile: str
    number: int
    task: Task
    way: str = "layer"
    seed: int = 1
    glass: Glass = KIOSK

    async def run(self, kiosk: Kiosk, least: int) -> Visit:
        mixture = self.profile.startswith("mixture")
        drawn = random_mixture(1000 * self.seed + int(self.profile[7:])) if mixture else None
        who = person(self.profile, 1000 * self.seed + self.number, drawn)
        draw = Random(f"{who.name}/{self.task.name}")
        return await carry_out(kiosk, self.task, who, least, draw)


def trials(
    profiles: Sequence[str], count: int, way: str, seed: int, glass: Glass = KIOSK
) -> list[Trial]:
    """`count` tasks a profile; each person does all five, each in a visit of its own.

    In turn, so that what was done before an early end is fair to all.
    """
    return [
        Trial(profile, number // len(TASKS), TASKS[number % len(TASKS)], way, seed, glass)
        for number in range(count)
        for profile in profiles
    ]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found, args=[*CHROMIUM_ARGUMENTS, "--mute-audio"]
        )
        yield browser
        await browser.close()


async def open_kiosk(
    browser: Browser, address: str, way: str, slow: float = 1, glass: Glass = KIOSK
) -> Kiosk:
    context = await browser.new_context(
        viewport={"width": glass.width, "height": glass.height},
        has_touch=True,
        device_scale_factor=0.5,  # fewer pixels to paint; a millimetre stays a millimetre
    )
    await context.add_init_script(slow_motion(slow) + WAYS[way] + SIGHT)
    return await Kiosk.open(await context.new_page(), address, slow, glass)


async def leasts(browser: Browser, address: str, glass: Glass) -> dict[str, int]:
    """The least touches of each task, found by doing it without a fault."""
    kiosk = await open_kiosk(browser, address, "layer", glass=glass)
    found = {task.name: await least_touches(kiosk, task) for task in TASKS}
    await kiosk.page.context.close()
    return found


async def run_all(
    browser: Browser,
    address: str,
    wanted: Sequence[Trial],
    tell: Callable[[Trial, Visit], Any],
    pages: int = 8,
    minutes: float = math.inf,
    slow: float = 1,
) -> dict[str, int]:
    """Every trial, `pages` at a time; none is begun after `minutes`. `tell` hears of each as it
    ends. The kiosk at `address` stands on the glass of the trials, which have the same. The least
    touches of each task."""
    glass = wanted[0].glass
    least = await leasts(browser, address, glass)
    end = time.monotonic() + 60 * minutes
    queues: dict[str, list[Trial]] = {}
    for trial in reversed(wanted):
        queues.setdefault(trial.way, []).append(trial)

    async def work(way: str, queue: list[Trial]) -> None:
        kiosk = await open_kiosk(browser, address, way, slow, glass)
        while queue and time.monotonic() < end:
            trial = queue.pop()
            try:
                visit = await asyncio.wait_for(trial.run(kiosk, least[trial.task.name]), STUCK)
            except (Error, TimeoutError, RuntimeError) as error:
                print(f"Set aside, {trial.profile} {trial.number}: {error!r}", file=sys.stderr)
                kiosk = await open_kiosk(browser, address, way, slow, glass)
            else:
                tell(trial, visit)

    shares = {way: max(1, pages * len(queue) // len(wanted)) for way, queue in queues.items()}
    jobs = [work(way, queues[way]) for way, share in shares.items() for _ in range(share)]
    await asyncio.gather(*jobs)
    return least

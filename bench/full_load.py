"""The time to load a whole page: from the start of navigation until the screen is painted.

    python -m bench.full_load [ROUNDS]

Painted: the second animation frame after `kiosk:screen-shown`. Cold: a browser that has nothing of
the kiosk in its cache; the kiosk runs already. Warm: the same page loaded again in that browser.
Times in ms by the page's own clock, which begins with the navigation.
"""

import sys

from playwright.sync_api import Page

from bench.common import spread, write_result
from bench.pages import conditions, guide_paths, measured_kiosk

ROUNDS = 20
TARGETS = {"cold": 700, "warm": 300}  # ms, medians

LOADED = """
  window.loadedAfter = new Promise((resolve) => {
    document.addEventListener("kiosk:screen-shown", () => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    }, { once: true });
  });
"""


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if the targets are met."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    times: dict[str, list[float]] = {name: [] for name in TARGETS}
    paths = guide_paths()
    with measured_kiosk() as visits:
        for turn in range(rounds):
            page = visits.open("about:blank")  # in a new browser context: nothing is cached
            page.context.add_init_script(LOADED)
            path = paths[turn % len(paths)]
            for found in times.values():
                found.append(_load(page, path))
                page.goto("about:blank")
    figures = {name: spread(found) for name, found in times.items()}
    met = all(figures[name]["p50"] <= target for name, target in TARGETS.items())
    write_result(
        "full-load",
        {**conditions(), "rounds": rounds, "ms": figures, "target_ms_p50": TARGETS, "met": met},
    )
    return int(not met)


def _load(page: Page, path: str) -> float:
    page.goto(path)
    time: float = page.evaluate("window.loadedAfter")
    return time


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""From lifting the finger on Next to the next screen painted.

    python -m bench.next_screen [SCREENS]

Painted: the second animation frame after the page tells that the screen is there, in milliseconds.
"""

import sys

from playwright.sync_api import Page

from bench.common import spread, write_result
from bench.pages import conditions, guide_paths, measured_kiosk

SCREENS = 50
TARGET = 100

PAINTED = """
  window.paintedAfter = new Promise((resolve) => {
    document.addEventListener("kiosk:screen-shown", ({ detail }) => {
      const shown = detail.time - window.touchedAt;
      requestAnimationFrame(() => requestAnimationFrame(() =>
        resolve({ shown, painted: performance.now() - window.touchedAt })));
    }, { once: true });
    document.addEventListener("kiosk:page-turned", () => resolve(null), { once: true });
  });
  0
"""


def main(arguments: list[str]) -> int:
    """Measure and keep the result; 0 where the target is met."""
    wanted = int(arguments[0]) if arguments else SCREENS
    shown: list[float] = []
    painted: list[float] = []
    with measured_kiosk() as visits:
        page = visits.open(guide_paths()[0])
        while len(painted) < wanted:
            times = _next(page)
            if times:  # else only a page of the same screen was turned
                shown.append(times["shown"])
                painted.append(times["painted"])
    figures = spread(painted)
    write_result(
        "next-screen",
        {
            **conditions(),
            "screens": wanted,
            "shown_ms": spread(shown),
            "painted_ms": figures,
            "target_p95_ms": TARGET,
            "met": figures["p95"] <= TARGET,
        },
    )
    return int(figures["p95"] > TARGET)


def _next(page: Page) -> dict[str, float] | None:
    page.evaluate(PAINTED)
    page.locator("[data-action=next]").click()
    times: dict[str, float] | None = page.evaluate("window.paintedAfter")
    return times


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

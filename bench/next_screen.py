"""The time from lifting the finger on Next to the painted screen: kiosk and nginx, in one run.

    python -m bench.next_screen [SCREENS]

nginx serves saved copies of the kiosk's answers (saved_copy.py). The two take turns of ten screens
in one browser. Painted: the second animation frame after `kiosk:screen-shown`. Times in ms.
"""

import html
import re
import sys
import urllib.request
from collections.abc import Iterator

from playwright.sync_api import Page

from bench.common import spread, write_result
from bench.pages import Visits, conditions, guide_paths, measured_kiosk
from bench.saved_copy import saved_copy
from kiosk.config import PROJECT

SCREENS = 50
TURN = 10  # screens from one of the two servers, before it is the other's turn
TARGET = 100  # ms, p95
RATIO = 1.1  # of the kiosk's median to nginx's

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
    """Measure and write the result; returns 0 if the targets are met."""
    wanted = int(arguments[0]) if arguments else SCREENS
    times: dict[str, list[dict[str, float]]] = {"kiosk": [], "nginx": []}
    with measured_kiosk() as visits:
        first = guide_paths()[0]
        with saved_copy(visits.address, _way(visits.address, first), PROJECT / "static") as nginx:
            addresses = {"kiosk": visits.address, "nginx": nginx}
            while len(times["nginx"]) < wanted:
                for name, address in addresses.items():
                    times[name] += _turn(visits, address, first)
    figures = {name: spread([one["painted"] for one in found]) for name, found in times.items()}
    ratio = round(figures["kiosk"]["p50"] / figures["nginx"]["p50"], 2)
    met = figures["kiosk"]["p95"] <= TARGET and ratio <= RATIO
    write_result(
        "next-screen",
        {
            **conditions(),
            "screens": len(times["kiosk"]),
            "shown_ms": spread([one["shown"] for one in times["kiosk"]]),
            "painted_ms": figures["kiosk"],
            "target_p95_ms": TARGET,
            "nginx_shown_ms": spread([one["shown"] for one in times["nginx"]]),
            "nginx_painted_ms": figures["nginx"],
            "times_nginx": ratio,
            "target_times_nginx": RATIO,
            "met": met,
        },
    )
    return int(not met)


def _way(kiosk: str, first: str) -> list[str]:
    """The paths that one turn needs: `first`, and TURN + 1 more by Next."""
    # The page also fetches the attract screen, for the end of the visit.
    return [
        "/",
        first,
        *(path for path, _ in zip(_nexts(kiosk, first), range(TURN + 1), strict=False)),
    ]


def _nexts(kiosk: str, path: str) -> Iterator[str]:
    while True:
        with urllib.request.urlopen(kiosk + path) as answer:
            links = re.findall(r"<a [^>]*>", answer.read().decode())
        button = next(link for link in links if 'data-action="next"' in link)
        path = html.unescape(button.split('href="')[1].split('"')[0])
        yield path


def _turn(visits: Visits, address: str, first: str) -> list[dict[str, float]]:
    """The times of TURN screens from `first` on, in ms; turned book pages don't count."""
    page = visits.open(first, address=address)
    found: list[dict[str, float]] = []
    while len(found) < TURN:
        if times := _next(page):
            found.append(times)
    return found


def _next(page: Page) -> dict[str, float] | None:
    page.evaluate(PAINTED)
    page.locator("[data-action=next]").click()
    times: dict[str, float] | None = page.evaluate("window.paintedAfter")
    return times


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

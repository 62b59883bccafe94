"""What the touch layer costs the page: the time of each pointer event and of each frame.

    python -m bench.touch_layer [PRESSES]

The simulated hands (tests/patients) press a section's list, the screen with the most targets, by
real touches. All pointer listeners of the window and all animation frames during a press are timed,
so the figures include more than the touch layer.
"""

import sys
from random import Random

from playwright.sync_api import Page

from bench.common import percentile, write_result
from bench.pages import conditions, measured_kiosk
from tests.browser.fingers import fingers, send
from tests.patients.hands import PROFILES, Rect, person, press

PRESSES = 60
TARGET = 2.0  # ms, p99 of a pointer event
PIXELS = 4.0339
GLASS = Rect(0, 0, 1080 / PIXELS, 1920 / PIXELS)
LIST = "/guide/ivig"

TIMED = """(() => {
  window.spent = { event: [], frame: [] };
  let event = null;
  const add = window.addEventListener.bind(window);
  window.addEventListener = (name, listener, options) => {
    if (!name.startsWith("pointer")) return add(name, listener, options);
    return add(name, (given) => {
      const before = performance.now();
      listener(given);
      const took = performance.now() - before;
      if (given === event) window.spent.event[window.spent.event.length - 1] += took;
      else window.spent.event.push(took);
      event = given;
    }, options);
  };
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) => frame((time) => {
    const before = performance.now();
    call(time);
    if (document.querySelector("[data-pressed]")) {
      window.spent.frame.push(performance.now() - before);
    }
  });
  // Nothing acts: the same list stays.
  document.addEventListener("click", (given) => {
    given.preventDefault();
    given.stopImmediatePropagation();
  }, { capture: true });
})();"""


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if the target is met."""
    wanted = int(arguments[0]) if arguments else PRESSES
    with measured_kiosk() as visits:
        page = visits.open(LIST)
        page.context.add_init_script(TIMED)
        page.goto(page.url)
        page.wait_for_selector("#screen[data-pages]")
        _press(page, wanted)
        spent = page.evaluate("window.spent")
    figures = {name: _figures(times) for name, times in spent.items()}
    met = figures["event"]["p99"] < TARGET
    write_result(
        "touch-layer",
        {**conditions(), "presses": wanted, **figures, "target_p99_ms": TARGET, "met": met},
    )
    return int(not met)


def _figures(times: list[float]) -> dict[str, float]:
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {name: round(percentile(times, share), 3) for name, share in shares.items()}
    return {"count": len(times), **found, "max": round(max(times), 3)}


def _press(page: Page, wanted: int) -> None:
    boxes = [one.bounding_box() for one in page.locator("[data-action=open]:visible").all()]
    places = [one for one in boxes if one and one["x"] < 1000]
    session = fingers(page)
    draw = Random(1)
    for number in range(wanted):
        box = draw.choice(places)
        target = Rect(*(box[name] / PIXELS for name in ("x", "y", "width", "height")))
        who = person(list(PROFILES)[number % len(PROFILES)], number)
        send(session, press(who, target, GLASS, draw), PIXELS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

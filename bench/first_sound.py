"""The time from lifting the finger to sound: rendered ahead, rendered before, never rendered.

    python -m bench.first_sound [SENTENCES]

`button`: Read aloud on a screen whose first sentence is loaded, as a person finds it. `cached`: a
touch on a sentence whose clip is on disk, but was never requested by this page. `new`: a touch on a
sentence that was never rendered. Times in ms, to the audio element's `playing` event and to the
first change of its position. The loudspeaker's delay is not included.
"""

import sys
from collections.abc import Iterator

from playwright.sync_api import Page

from bench.common import spread, write_result
from bench.pages import Visits, conditions, guide_paths, measured_kiosk

SENTENCES = 50
TARGETS = {"button": 100, "cached": 100, "new": 150}

# `window.soundTimes`: both times of the next sound, in ms after the touch, by the page's clock.
SOUND_CLOCK = """
  window.soundTimes = new Promise((resolve) => {
    const place = () => window.kioskSounds.find((one) => !one.paused)?.currentTime ?? 0;
    document.addEventListener("kiosk:sound-started", ({ detail }) => {
      const from = place();
      const playing = detail.time - window.touchedAt;
      const look = () => {
        if (place() !== from) resolve({ playing, moving: performance.now() - window.touchedAt });
        else setTimeout(look);
      };
      look();
    }, { once: true });
  });
  0
"""
READY = "() => window.kioskSounds.some((one) => one.readyState >= 3)"
Times = dict[str, float]


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if every target is met."""
    wanted = int(arguments[0]) if arguments else SENTENCES
    with measured_kiosk() as visits:
        places, new = _touch_new(visits, wanted)
        measured = {
            "button": [_button(visits, path) for path in guide_paths()[:wanted]],
            "cached": [_touch(_open(visits, path), index) for path, index in places],
            "new": new,
        }
    figures = {kind: _figures(times, TARGETS[kind]) for kind, times in measured.items()}
    write_result("first-sound", {**conditions(), "sentences": wanted, **figures})
    return int(any(not one["met"] for one in figures.values()))


def _figures(times: list[Times], target: float) -> dict[str, object]:
    playing = spread([one["playing"] for one in times])
    moving = spread([one["moving"] for one in times])
    return {
        "playing_ms": playing,
        "moving_ms": moving,
        "target_p95_ms": target,
        "met": playing["p95"] <= target,
    }


def _touch_new(visits: Visits, wanted: int) -> tuple[list[tuple[str, int]], list[Times]]:
    """Touch `wanted` sentences that no page requested before; returns their places and times."""
    places: list[tuple[str, int]] = []
    times: list[Times] = []
    for path, page, index in _unheard(visits):
        times.append(_touch(page, index))
        places.append((path, index))
        if len(places) == wanted:
            return places, times
    raise SystemExit(f"The guide has only {len(places)} sentences to touch; ask for fewer.")


def _unheard(visits: Visits) -> Iterator[tuple[str, Page, int]]:
    """(path, page, index) of every second sentence, as reading one makes the page load the next."""
    heard: set[str] = set()
    for path in guide_paths():
        page = _open(visits, path)
        ids: list[str] = page.locator("#screen [data-sentence]").evaluate_all(
            "(all) => all.filter((one) => one.getClientRects().length)"
            ".map((one) => one.dataset.sentence)"
        )
        heard.add(ids[0])
        for index in range(2, len(ids), 2):
            if ids[index] not in heard:
                yield path, page, index
            heard.update(ids[index : index + 2])


def _open(visits: Visits, path: str) -> Page:
    page = visits.open(path)
    page.wait_for_function(READY)
    return page


def _button(visits: Visits, path: str) -> Times:
    page = _open(visits, path)
    page.evaluate(SOUND_CLOCK)
    page.locator("[data-action=read]").click()
    return _sound_times(page)


def _touch(page: Page, index: int) -> Times:
    page.evaluate(SOUND_CLOCK)
    sentence = page.locator("#screen [data-sentence]:visible").nth(index)
    sentence.locator("[data-word]").first.click()
    return _sound_times(page)


def _sound_times(page: Page) -> Times:
    times: Times = page.evaluate("window.soundTimes")
    return times


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

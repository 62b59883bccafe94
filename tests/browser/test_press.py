"""press.js, pure, in Chromium: single presses whose meaning is plain, and streams of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.patients.evaluate import SCREEN, layer_page_in, packed, run_cell
from tests.patients.hands import Rect, called_off, person

# Two tiles side by side and one below the first, 8 mm apart.
TILES = [
    {"key": "one", "x": 20, "y": 100, "width": 81, "height": 40},
    {"key": "two", "x": 109, "y": 100, "width": 81, "height": 40},
    {"key": "low", "x": 20, "y": 148, "width": 81, "height": 40},
]
ONE, TWO = (60, 121), (150, 121)

REPLAY = """async ({ events, targets, parameters }) => {
  const { replay } = await import("/replay.js");
  const { createPress } = await import("/touch/press.js");
  const { decisions } = replay(createPress(parameters ?? {}), events, targets, 1000, false);
  return decisions.map(({ kind, target, other, delay }) => ({ kind, target, other, delay }));
}"""

ANY_STREAM = "async (runs) => (await import('/streams.js')).anyStream(runs)"


@pytest.fixture(scope="module")
def layer(browser: Browser) -> Iterator[Page]:
    page = layer_page_in(browser)
    yield page
    page.close()


def touch(
    at: tuple[float, float],
    start: float,
    end: float,
    number: int = 0,
    radius: float = 5,
    to: tuple[float, float] | None = None,
) -> list[list[Any]]:
    """One contact; it slides to `to` in the middle third of its time."""
    events: list[list[Any]] = [[start, "down", number, *at, radius]]
    steps = max(int((end - start) / 16), 1)
    for step in range(1, steps):
        share = min(max(3 * step / steps - 1, 0), 1) if to else 0
        x, y = (a + share * (b - a) for a, b in zip(at, to or at, strict=True))
        events.append([start + (end - start) * step / steps, "move", number, x, y, radius])
    events.append([end, "up", number, *(to or at), radius])
    return events


def decisions(layer: Page, *contacts: list[list[Any]], **parameters: float) -> list[dict[str, Any]]:
    events = sorted((event for contact in contacts for event in contact), key=lambda one: one[0])
    answer: list[dict[str, Any]] = layer.evaluate(
        REPLAY, {"events": events, "targets": TILES, "parameters": parameters}
    )
    return answer


def meant(layer: Page, *contacts: list[list[Any]]) -> list[tuple[str, str]]:
    return [(one["kind"], one["target"]) for one in decisions(layer, *contacts)]


def test_a_plain_press_acts_soon(layer: Page) -> None:
    [decision] = decisions(layer, touch(ONE, 0, 180))
    assert (decision["kind"], decision["target"]) == ("act", "one")
    assert decision["delay"] <= 250


def test_a_brief_tap_acts_within_what_a_steady_person_is_promised(layer: Page) -> None:
    [decision] = decisions(layer, touch(ONE, 0, 70))
    assert (decision["kind"], decision["target"]) == ("act", "one")
    assert decision["delay"] <= 400


@pytest.mark.parametrize(
    "contacts",
    [
        pytest.param([touch(ONE, 0, 150), touch((61, 122), 200, 260, 1)], id="a bounce"),
        pytest.param([touch(ONE, 0, 150), touch((62, 123), 220, 500, 1)], id="a break"),
        pytest.param([touch(ONE, 0, 150), touch((64, 118), 320, 450, 1)], id="pressed twice"),
        pytest.param(
            [touch(ONE, 0, 150), touch(ONE, 520, 640, 1), touch(ONE, 900, 1000, 2)],
            id="pressed three times",
        ),
        pytest.param([touch((70, 178), 0, 500, 1, 11), touch(ONE, 80, 450)], id="a palm first"),
        pytest.param([touch(ONE, 80, 450), touch((70, 178), 160, 2000, 1, 11)], id="a palm stays"),
        pytest.param([touch((95, 121), 0, 60), touch(ONE, 300, 600, 1)], id="a graze before"),
        pytest.param([touch(ONE, 0, 400, to=(62, 150))], id="dragged down onto the next tile"),
        pytest.param([touch(ONE, 0, 2500)], id="leaning on the glass"),
        pytest.param([touch(ONE, 0, 300, 0, 10)], id="a fist"),
        pytest.param([touch(ONE, 0, 300, 0, 0)], id="a digitizer that tells no size"),
    ],
)
def test_a_troubled_press_acts_once_where_it_was_meant(layer: Page, contacts: Any) -> None:
    assert meant(layer, *contacts) == [("act", "one")]


def test_between_two_tiles_it_asks_which(layer: Page) -> None:
    [decision] = decisions(layer, touch((105.8, 121.8), 0, 200))
    assert decision["kind"] == "ask"
    assert {decision["target"], decision["other"]} == {"one", "two"}


def test_far_from_every_target_it_does_nothing(layer: Page) -> None:
    assert [kind for kind, _ in meant(layer, touch((150, 400), 0, 200))] == ["nothing"]


def test_a_palm_that_rests_long_is_no_press(layer: Page) -> None:
    assert [kind for kind, _ in meant(layer, touch(ONE, 0, 6000, 0, 12))] == ["nothing"]


def test_sliding_well_away_calls_it_off(layer: Page) -> None:
    assert [kind for kind, _ in meant(layer, touch(ONE, 0, 900, to=(70, 260)))] == ["cancelled"]
    draw = Random(3)
    for seed in range(20):
        events = called_off(
            person("tremor6", seed), Rect(20, 100, 81, 40), (200, 300), SCREEN, draw
        )
        assert [kind for kind, _ in meant(layer, packed(events))] == ["cancelled"]


def test_a_finger_pulled_on_to_a_button_presses_it(layer: Page) -> None:
    """A heavy arm comes down beside the button, is pulled on to it, rests there and lifts."""
    assert meant(layer, touch((60, 200), 0, 1200, to=TWO)) == [("act", "two")]
    assert meant(layer, touch((230, 160), 0, 1200, to=TWO)) == [("act", "two")]
    assert meant(layer, touch(ONE, 0, 1200, to=TWO)) == [("act", "two")]


def test_a_slide_over_buttons_that_lifts_while_moving_presses_none(layer: Page) -> None:
    """Only where the finger rests was a button chosen."""
    steps = [[16 * n, "move" if n else "down", 0, 10 + 4 * n, 121, 5] for n in range(34)]
    across = [*steps, [16 * 34, "up", 0, 146, 121, 5]]
    assert [kind for kind, _ in meant(layer, across)] == ["cancelled"]


WEIGHTY = [{**TILES[0], "weighty": True}, *TILES[1:]]


def test_what_costs_a_place_is_asked_about_where_the_landing_is_wide(layer: Page) -> None:
    """A hand flung on to Home isn't led away from where it was; one that meant it is."""

    def kinds(at: tuple[float, float], targets: Any) -> list[str]:
        answer = layer.evaluate(REPLAY, {"events": touch(at, 0, 300), "targets": targets})
        return [one["kind"] for one in answer]

    assert kinds((60, 121), WEIGHTY) == kinds((60, 121), TILES) == ["act"]
    assert kinds((30, 131), WEIGHTY) == ["ask"]


VIEWS = """async ({ events, targets }) => {
  const { createPress, decide, feed } = await import("/touch/press.js");
  const views = targets.flatMap((list, view) =>
    list.map((one) => ({ ...one, view, key: `${one.key} ${view}` })));
  let state = createPress();
  for (const [time, type, id, x, y, radius, view] of events) {
    state = feed(state, { type, id, x, y, radius, time, view });
  }
  return decide(state, events.at(-1)[0] + 2000, views);
}"""


def test_each_landing_is_judged_by_what_lay_there_then(layer: Page) -> None:
    """A palm rests, reading turns the page, then a finger presses what it sees now."""
    turned = [{**one, "key": f"new {one['key']}"} for one in TILES]
    palm = [[*one, 0] for one in touch((70, 178), 0, 2600, 1, 11)]
    finger = [[*one, 1] for one in touch(ONE, 2000, 2300)]
    events = sorted([*palm, *finger], key=lambda one: one[0])
    decision = layer.evaluate(VIEWS, {"events": events, "targets": [TILES, turned]})
    assert (decision["kind"], decision["target"]) == ("act", "new one 1")


def test_no_stream_of_samples_breaks_it(layer: Page) -> None:
    """Never throws, never acts without a contact, never acts twice for one press."""
    assert layer.evaluate(ANY_STREAM, 400) == []


@pytest.mark.parametrize(
    ("profile", "right", "wrong"),
    [
        ("steady", 100, 0),
        ("weak_press", 98, 1),
        ("tremor6", 98, 1),
        ("claw_palm", 97, 1),
        ("double_tapper", 98, 1),
        ("severe_mixed", 90, 3.5),
        ("mixture", 96, 2),
    ],
)
def test_hands_are_read_well(layer: Page, profile: str, right: float, wrong: float) -> None:
    """A watch over the whole, with room for chance: evaluate.py measures it in earnest."""
    cell = run_cell(layer, "section", profile, range(1, 21, 2))
    assert cell.share("right") >= right
    assert cell.share("wrong") <= wrong

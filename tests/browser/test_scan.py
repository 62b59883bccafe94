"""Scanning chooses what the person saw, once a press, and lets everything be reached.

The properties are checked from the outside: from what was shown and when, not from the state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from .machines import Event, run_machine
from .watching import Watcher

STEP, CREDIT, IGNORE, ROUNDS, FIRST = 1500, 200, 600, 3, 2
GROUPS = st.lists(st.integers(1, 6), min_size=1, max_size=6)
# [what, milliseconds since the event before]; ticks as often as a screen's frames or seldom.
WAITS = st.sampled_from([0, 16, 100, 150, 199, 201, 400, 590, 610, 1400, 1500, 1600, 3000])
KINDS = st.sampled_from(
    ["tick"] * 8 + ["press"] * 4 + ["step", "listen", "quiet", "said", "screen"]
)
SEQUENCES = st.lists(st.tuples(KINDS, WAITS), max_size=60)
BATCH = st.lists(
    st.tuples(GROUPS, st.booleans(), st.sampled_from([1, 2]), SEQUENCES), min_size=8, max_size=24
)
MANY = settings(
    max_examples=15,
    suppress_health_check=list(HealthCheck),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="module")
def page(browser: Browser, kiosk_address: str) -> Iterator[Page]:
    watcher = Watcher(browser, kiosk_address)
    yield watcher("/health")
    watcher.close()


def opening(groups: list[int], **options: Any) -> list[Event]:
    return [
        {"type": "options", "options": options, "time": 0},
        {"type": "screen", "groups": groups, "time": 0},
    ]


def events_of(groups: list[int], voice: bool, switches: int, moves: Any) -> list[Event]:
    events = opening(groups, voice=voice, switches=switches)
    time = 0
    for kind, wait in moves:
        time += wait
        if kind in ("press", "step"):
            by = "select" if kind == "press" else "step"
            events.append({"type": "press", "by": by, "time": time})
        else:
            events.append({"type": kind, "time": time, "groups": groups})
    return events


def choices(events: list[Event], answers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every item chosen: the press, what was shown then and before, and since when."""
    shown: dict[str, Any] | None = None
    before: dict[str, Any] | None = None
    said: dict[str, Any] | None = None
    since = 0
    for event, answer in zip(events, answers, strict=True):
        if event["type"] == "press":
            at_press = {"shown": shown, "before": before, "since": since, "press": event["time"]}
        for effect in answer["effects"]:
            job = effect["do"]
            if job in ("show", "hide", "rest"):
                # Only a move of the box makes the stop before count; a new start doesn't.
                moved = event["type"] == "tick" and job != "hide"
                before, since = (shown if moved else None), event["time"]
                shown = effect if job == "show" else None
            if job == "say":
                said = at_press
            if job == "act":
                # With the voice the press was before the name was said.
                yield {**(said or at_press), "index": effect["index"]}
                said = None


@MANY
@given(BATCH)
def test_what_is_chosen_was_in_the_box_or_had_just_left_it(page: Page, batch: Any) -> None:
    sequences = [events_of(*case) for case in batch]
    for events, answers in zip(
        sequences, run_machine(page, "choosing/scan.js", "off", sequences), strict=True
    ):
        for choice in choices(events, answers):
            seen = [choice["shown"]]
            if choice["press"] - choice["since"] <= CREDIT:
                seen.append(choice["before"])
            assert choice["index"] in [one["index"] for one in seen if one]


@MANY
@given(BATCH)
def test_one_press_never_chooses_twice(page: Page, batch: Any) -> None:
    sequences = [events_of(*case) for case in batch]
    for events, answers in zip(
        sequences, run_machine(page, "choosing/scan.js", "off", sequences), strict=True
    ):
        presses = [choice["press"] for choice in choices(events, answers)]
        assert len(presses) == len(set(presses))
        for one, other in zip(presses, presses[1:], strict=False):
            assert other - one >= IGNORE


@MANY
@given(BATCH)
def test_with_the_voice_nothing_acts_that_was_not_said_before(page: Page, batch: Any) -> None:
    sequences = [events_of(groups, True, switches, moves) for groups, _, switches, moves in batch]
    for answers in run_machine(page, "choosing/scan.js", "off", sequences):
        said = None
        for effect in (effect for answer in answers for effect in answer["effects"]):
            if effect["do"] == "say":
                said = effect["index"]
            if effect["do"] == "act":
                assert effect["index"] == said
                said = None


@MANY
@given(BATCH)
def test_while_something_is_read_the_box_stays_away_and_a_press_only_stops_it(
    page: Page, batch: Any
) -> None:
    sequences = [events_of(*case) for case in batch]
    for events, answers in zip(
        sequences, run_machine(page, "choosing/scan.js", "off", sequences), strict=True
    ):
        listening = False
        for event, answer in zip(events, answers, strict=True):
            if event["type"] in ("listen", "quiet"):
                listening = event["type"] == "listen"
            jobs = {effect["do"] for effect in answer["effects"]}
            if listening and event["type"] in ("press", "tick"):
                assert jobs <= {"hush"}


def test_what_was_read_before_scanning_began_holds_nothing_up(page: Page) -> None:
    """A screen was read to someone who touched; then a switch is chosen."""
    begun = {"type": "listen", "time": 0}
    ended = {"type": "quiet", "time": 0}
    sequences = [[begun, ended, *opening([2, 3])], [begun, *opening([2, 3])]]
    after, during = (
        [effect["do"] for answer in answers for effect in answer["effects"]][-1]
        for answers in run_machine(page, "choosing/scan.js", "off", sequences)
    )
    assert (after, during) == ("show", "hide")


@given(st.lists(GROUPS, min_size=1, max_size=20))
@settings(MANY, max_examples=6)
def test_without_a_press_it_rests_after_three_rounds_and_any_press_wakes_it(
    page: Page, batch: list[list[int]]
) -> None:
    def untouched(groups: list[int]) -> list[Event]:
        stops = len(groups) if len(groups) > 1 else groups[0]
        length = STEP * (ROUNDS * stops + FIRST - 1)
        ticks = [{"type": "tick", "time": time} for time in range(0, length + STEP * 4, 100)]
        return [*opening(groups), *ticks, {"type": "press", "by": "select", "time": 10**6}]

    sequences = [untouched(groups) for groups in batch]
    for groups, answers in zip(
        batch, run_machine(page, "choosing/scan.js", "off", sequences), strict=True
    ):
        stops = len(groups) if len(groups) > 1 else groups[0]
        jobs = [effect["do"] for answer in answers for effect in answer["effects"]]
        assert jobs == ["show"] * (ROUNDS * stops) + ["rest", "show"]


REACH = """
async (cases) => {
  const { next, highlighted, off } = await import("/static/js/choosing/scan.js");
  return cases.map(([groups, target, switches]) => {
    let time = 0;
    let state = next(off, { type: "options", options: { switches }, time });
    state = next(state, { type: "screen", groups, time });
    const wants = (what) =>
      what?.kind === "group" ? what.group === target[0] : what?.index === target[1];
    for (let i = 0; i < 200; i += 1) {
      time += 2000;
      const what = highlighted(state);
      const chosen = !what || wants(what);
      const press = { type: "press", by: chosen ? "select" : "step", time };
      state = next(state, chosen || switches === 2 ? press : { type: "tick", time });
      const act = state.effects.find((one) => one.do === "act");
      if (act) return act.index;
    }
    return null;
  });
}
"""


@given(GROUPS, st.sampled_from([1, 2]))
@settings(MANY, max_examples=20)
def test_a_waiting_person_reaches_any_item(page: Page, groups: list[int], switches: int) -> None:
    cases, wanted, index = [], [], 0
    for group, size in enumerate(groups):
        for _ in range(size):
            cases.append([groups, [group, index], switches])
            wanted.append(index)
            index += 1
    assert page.evaluate(REACH, cases) == wanted


@given(st.lists(st.tuples(st.integers(500, 5000), st.integers(100, 4000)), min_size=5, max_size=40))
@settings(MANY, max_examples=5)
def test_the_box_never_leaves_before_the_name_is_said(page: Page, batch: Any) -> None:
    def heard(step: int, ends: int) -> list[Event]:
        options = {"step": step, "voice": True}
        cue = {"type": "cue", "ends": ends, "serial": 1, "time": 20}
        ticks = [{"type": "tick", "time": time} for time in range(20, 15_000, 50)]
        return [*opening([4], **options), cue, *ticks]

    sequences = [heard(*case) for case in batch]
    for (step, ends), events, answers in zip(
        batch, sequences, run_machine(page, "choosing/scan.js", "off", sequences), strict=True
    ):
        moves = [
            event["time"]
            for event, answer in zip(events, answers, strict=True)
            if event["type"] == "tick" and answer["effects"]
        ]
        assert max(step * FIRST, ends) <= moves[0] <= max(step * FIRST, ends + 250) + 50


def test_a_rounds_start_is_told_apart(page: Page) -> None:
    ticks = [{"type": "tick", "time": time} for time in range(0, 60_000, 100)]
    [answers] = run_machine(page, "choosing/scan.js", "off", [[*opening([3]), *ticks]])
    rounds = [
        effect["round"] for one in answers for effect in one["effects"] if effect["do"] == "show"
    ]
    assert rounds == [True, False, False] * ROUNDS


@pytest.mark.parametrize("ignore", [300, 500, 600, 2000])
def test_repeats_are_left_out_for_as_long_as_was_chosen(page: Page, ignore: int) -> None:
    def twice(gap: int) -> list[Event]:
        presses = [{"type": "press", "time": 1000}, {"type": "press", "time": 1000 + gap}]
        return [*opening([2, 2], ignore=ignore), *presses]

    [before, after] = run_machine(
        page, "choosing/scan.js", "off", [twice(ignore - 1), twice(ignore)]
    )
    assert before[-1]["effects"] == []
    assert [effect["do"] for effect in after[-1]["effects"]] == ["act"]

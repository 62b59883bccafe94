"""When a visit ends, as a pure function: whatever happens, it ends in time, and never too soon."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page

from .machines import Event, run_machine

IDLE, WARNING, DOUBTFUL = 60_000, 30_000, 10
# As in static/js/questions/visit_state.js: the longest that anything may hold a visit after the
# last sign.
MOST = 3_600_000
STEP = 60_000
Sequences = list[list[Event]]


@pytest.fixture(scope="module")
def machine(browser: Browser, kiosk_address: str) -> Any:
    """run(sequences) -> the answers of visit_state.js."""
    page: Page = browser.new_page()
    page.goto(f"{kiosk_address}/health")

    def run(sequences: Sequences) -> list[list[dict[str, Any]]]:
        return run_machine(page, "questions/visit_state.js", "start", sequences)

    yield run
    page.close()


KINDS = some.one_of(
    some.sampled_from(
        [
            {"type": "sign"},
            {"type": "doubt"},
            {"type": "answer"},
            {"type": "tick"},
            {"type": "ended"},
        ]
    ),
    some.builds(
        lambda kind, name: {"type": kind, "name": name},
        some.sampled_from(["hold", "progress", "release"]),
        some.sampled_from(["reading", "scanning", "going"]),
    ),
    some.builds(lambda attract: {"type": "screen", "attract": attract}, some.booleans()),
)
HISTORIES = some.lists(some.tuples(some.integers(0, 120_000), KINDS), max_size=40)


def timed(history: list[tuple[int, Event]]) -> list[Event]:
    """A visit that begins, and what happens in it, each event some ms after the one before."""
    time, events = 0, [{"type": "screen", "attract": False, "time": 0}]
    for gap, event in history:
        time += gap
        events.append({**event, "time": time})
    return events


def effects(answers: list[dict[str, Any]]) -> list[list[str]]:
    return [[one["do"] for one in answer["effects"]] for answer in answers]


def is_away(events: list[Event], answers: list[dict[str, Any]]) -> bool:
    """Whether no visit is under way after the last event."""
    away = True
    for event, done in zip(events, effects(answers), strict=True):
        if event["type"] == "screen":
            away = event["attract"]
        if event["type"] == "ended" or "end" in done:
            away = True
    return away


def ticks(start: int, length: int) -> list[Event]:
    return [{"type": "tick", "time": time} for time in range(start, start + length, 5_000)]


@settings(max_examples=25)
@given(histories=some.lists(HISTORIES, min_size=20, max_size=20))
def test_every_visit_ends(machine: Any, histories: list[list[tuple[int, Event]]]) -> None:
    """A kiosk that stays with one person for ever is lost to all others."""
    sequences = []
    for history in histories:
        events = timed(history)
        # Nobody is there any more: only what was begun goes on, and is stuck.
        end = events[-1]["time"]
        sequences.append([*events, *ticks(end, STEP + IDLE + WARNING + 15_000)])
    for events, answers in zip(sequences, machine(sequences), strict=True):
        assert is_away(events, answers), events


@settings(max_examples=15)
@given(histories=some.lists(HISTORIES, min_size=20, max_size=20), data=some.data())
def test_what_goes_on_for_ever_holds_no_visit_for_ever(
    machine: Any, histories: list[list[tuple[int, Event]]], data: Any
) -> None:
    """A reading that always begins anew, a box that never rests, talk that never stops."""
    endless = data.draw(
        some.sampled_from(
            [
                {"type": "hold", "name": "reading"},
                {"type": "hold", "name": "scanning"},
                {"type": "hold", "name": "going"},
                {"type": "doubt"},
            ]
        )
    )
    sequences = []
    for history in histories:
        events = timed(history)
        end = events[-1]["time"]
        limit = max(MOST, DOUBTFUL * IDLE) + IDLE + WARNING + 20_000
        for time in range(end, end + limit, 10_000):
            events += [{**endless, "time": time}, {"type": "tick", "time": time}]
        sequences.append(events)
    for events, answers in zip(sequences, machine(sequences), strict=True):
        assert is_away(events, answers)


@settings(max_examples=25)
@given(histories=some.lists(HISTORIES, min_size=20, max_size=20))
def test_nobody_is_asked_too_soon_or_thrown_out_unasked(
    machine: Any, histories: list[list[tuple[int, Event]]]
) -> None:
    """After any sign there is the whole time, and after the question the whole time to answer."""
    sequences = [timed(history) for history in histories]
    for events, answers in zip(sequences, machine(sequences), strict=True):
        seen, asked = 0, None
        for event, done in zip(events, effects(answers), strict=True):
            time = event["time"]
            if "ask" in done:
                assert time - seen >= IDLE
                asked = time
            if "end" in done:
                assert asked is not None
                assert time - asked >= WARNING
                asked = None
            if event["type"] in ("sign", "answer"):
                seen = time


def test_one_answer_gives_more_time_ten_times_and_more(machine: Any) -> None:
    """Who is slow is never thrown out (WCAG 2.2.1)."""
    events: list[Event] = [{"type": "screen", "attract": False, "time": 0}]
    time = 0
    for _ in range(12):
        events += [{"type": "tick", "time": time + IDLE}]
        events += [{"type": "answer", "time": time + IDLE + WARNING - 1}]
        time += IDLE + WARNING - 1
    (answers,) = machine([events])
    assert [one for done in effects(answers) for one in done] == ["ask", "answered"] * 12


@pytest.mark.parametrize("holds", ["reading", "going", "scanning"])
def test_time_begins_when_what_was_started_has_ended(machine: Any, holds: str) -> None:
    """Listening and waiting is being there."""
    events: list[Event] = [{"type": "screen", "attract": False, "time": 0}]
    events += [{"type": "hold", "name": holds, "time": 1_000}]
    events += [{"type": "release", "name": holds, "time": 9_000}]
    events += [{"type": "tick", "time": 9_000 + IDLE - 1}, {"type": "tick", "time": 9_000 + IDLE}]
    (answers,) = machine([events])
    assert effects(answers)[-2:] == [[], ["ask"]]


@pytest.mark.parametrize(("late", "asked"), [(9_500, 9_000), (8_000, 9_000)])
def test_progress_holds_only_what_has_not_ended(machine: Any, late: int, asked: int) -> None:
    """A word that is told late, of a reading that was stopped, would hold for a minute more."""
    events: list[Event] = [
        {"type": "screen", "attract": False, "time": 0},
        {"type": "hold", "name": "reading", "time": 1_000},
        {"type": "release", "name": "reading", "time": 9_000},
        {"type": "progress", "name": "reading", "time": late},
        {"type": "tick", "time": asked + IDLE - 1},
        {"type": "tick", "time": asked + IDLE},
    ]
    events.sort(key=lambda one: one["time"])
    (answers,) = machine([events])
    assert effects(answers)[-2:] == [[], ["ask"]]


def test_progress_holds_on(machine: Any) -> None:
    """A long reading that goes on is no silence."""
    (answers,) = machine(
        [
            [
                {"type": "screen", "attract": False, "time": 0},
                {"type": "hold", "name": "reading", "time": 1_000},
                {"type": "progress", "name": "reading", "time": STEP},
                {"type": "tick", "time": 2 * STEP + IDLE - 1},
                {"type": "tick", "time": 2 * STEP + IDLE},
            ]
        ]
    )
    assert effects(answers)[-2:] == [[], ["ask"]]

"""Dwell presses what was rested on, once, and only after the whole rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from .machines import Event, run_machine
from .watching import Watcher

LOCK, DWELL, KEEP = 250, 1000, 750
MANY = settings(
    max_examples=15,
    suppress_health_check=list(HealthCheck),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
PLACES = st.sampled_from(["a", "b", "slow", None])
MOVES = st.lists(
    st.tuples(PLACES, st.sampled_from([20, 100, 240, 260, 500, 760, 1300, 1800])), max_size=30
)


@pytest.fixture(scope="module")
def page(browser: Browser, kiosk_address: str) -> Iterator[Page]:
    watcher = Watcher(browser, kiosk_address)
    yield watcher("/health")
    watcher.close()


def visits(moves: list[tuple[str | None, int]]) -> list[Event]:
    """The pointer goes to each place and stays so long, with a tick every 20 ms."""
    events: list[Event] = []
    time = 0
    for target, length in moves:
        events.append({"type": "over", "target": target, "slow": target == "slow", "time": time})
        events += [{"type": "tick", "time": time + late} for late in range(20, length, 20)]
        time += length
    return events


def acts(events: list[Event], answers: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [
        (effect["target"], event["time"])
        for event, answer in zip(events, answers, strict=True)
        for effect in answer["effects"]
    ]


def run(page: Page, sequences: list[list[Event]]) -> list[list[dict[str, Any]]]:
    return run_machine(page, "choosing/dwell_state.js", "start", sequences)


@MANY
@given(st.lists(MOVES, min_size=5, max_size=20))
def test_a_press_needs_the_whole_rest_on_its_target_and_comes_once_a_visit(
    page: Page, batch: Any
) -> None:
    sequences = [visits(moves) for moves in batch]
    for moves, events, answers in zip(batch, sequences, run(page, sequences), strict=True):
        times: dict[str | None, int] = {"a": 0, "b": 0, "slow": 0, None: 0}
        pressed: list[tuple[str, int]] = acts(events, answers)
        time = 0
        for target, length in joined(moves):
            times[target] += length
            now = [one for one, at in pressed if time <= at <= time + length and one == target]
            assert len(now) <= 1
            if now:
                # Never sooner than the stated time, over however many visits it was gathered.
                assert times[target] >= DWELL * (1.5 if target == "slow" else 1)
                times[target] = 0
            time += length


def joined(moves: list[tuple[str | None, int]]) -> list[tuple[str | None, int]]:
    """Stays that follow on the same place are one."""
    found: list[tuple[str | None, int]] = []
    for target, length in moves:
        if found and found[-1][0] == target:
            found[-1] = (target, found[-1][1] + length)
        else:
            found.append((target, length))
    return found


@pytest.mark.parametrize(
    ("target", "dwell", "needed"),
    [
        ("a", 1000, 1250),
        ("slow", 1000, 1750),
        ("a", 500, 750),
        ("a", 3000, 3250),
    ],
)
def test_how_long_a_rest_is(page: Page, target: str, dwell: int, needed: int) -> None:
    given_options = {"type": "options", "options": {"dwell": dwell}, "time": 0}
    events = [given_options, *visits([(target, 6000)])]
    [answers] = run(page, [events])
    assert [at for _, at in acts(events, answers)] == [pytest.approx(needed, abs=20)]


def test_progress_outlives_a_twitch_and_no_more(page: Page) -> None:
    twitch = visits([("a", 800), (None, 700), ("a", 500)])
    wander = visits([("a", 800), (None, 800), ("a", 500)])
    [kept, lost] = run(page, [twitch, wander])
    assert [target for target, _ in acts(twitch, kept)] == ["a"]
    assert acts(wander, lost) == []
    assert kept[-1]["progress"] == 0 and lost[-1]["progress"] > 0


def test_crossing_another_button_takes_nothing_away(page: Page) -> None:
    events = visits([("a", 1000), ("b", 200), ("a", 300)])
    [answers] = run(page, [events])
    assert [target for target, _ in acts(events, answers)] == ["a"]


def test_what_came_under_the_pointer_must_be_left_first(page: Page) -> None:
    events = [*visits([("a", 1400)]), {"type": "reset", "target": "b", "time": 1400}]
    later = visits([("b", 4000), (None, 100), ("b", 1500)])
    events += [{**event, "time": event["time"] + 1400} for event in later]
    [answers] = run(page, [events])
    pressed = acts(events, answers)
    assert [target for target, _ in pressed] == ["a", "b"]
    assert pressed[1][1] > 5500


def test_during_a_rest_only_the_button_that_ends_it_works(page: Page) -> None:
    rest = {"type": "rest", "on": True, "time": 0}
    asleep = [rest, *visits([("a", 5000)])]
    wake = {"type": "over", "target": "rest", "wakes": True, "time": 0}
    awake = [rest, wake, *[{"type": "tick", "time": time} for time in range(0, 2000, 20)]]
    [nothing, woken] = run(page, [asleep, awake])
    assert acts(asleep, nothing) == []
    assert [target for target, _ in acts(awake, woken)] == ["rest"]

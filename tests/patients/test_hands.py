"""The simulated hands do what the model says, reproducibly, and touch only the glass."""

from __future__ import annotations

import math
import statistics
from random import Random

import pytest

from .hands import PROFILES, Event, Rect, called_off, person, press, random_mixture

SCREEN = Rect(0, 0, 267.7, 475.9)
TARGET = Rect(94, 200, 81, 40)


def presses(profile: str, count: int = 200) -> list[list[Event]]:
    draw = Random(profile)
    return [press(person(profile, seed), TARGET, SCREEN, draw) for seed in range(count)]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_contact_lands_moves_and_leaves_in_order(profile: str) -> None:
    for events in presses(profile):
        assert [one.time for one in events] == sorted(one.time for one in events)
        for number in {one.id for one in events}:
            kinds = [one.kind for one in events if one.id == number]
            assert kinds[0] == "down" and kinds[-1] == "up"
            assert set(kinds[1:-1]) <= {"move"}


@pytest.mark.parametrize("profile", PROFILES)
def test_only_the_glass_is_touched(profile: str) -> None:
    for events in presses(profile):
        assert all(SCREEN.holds((one.x, one.y)) and one.radius > 0 for one in events)
        assert all(one.time >= 0 and math.isfinite(one.time) for one in events)


def test_the_same_seed_gives_the_same_press() -> None:
    who = person("severe_mixed", 7)
    assert press(who, TARGET, SCREEN, Random(5)) == press(who, TARGET, SCREEN, Random(5))
    assert who == person("severe_mixed", 7) != person("severe_mixed", 8)


def test_a_steady_hand_touches_once_near_the_middle() -> None:
    seen = presses("steady")
    single = [events for events in seen if sum(one.kind == "down" for one in events) == 1]
    assert len(single) > 0.97 * len(seen)
    errors = [events[0].y - TARGET.centre[1] for events in seen]
    assert abs(statistics.mean(errors) - 0.6) < 0.6
    assert statistics.stdev(errors) < 2.5


def test_how_often_each_trouble_comes_is_the_profile_s() -> None:
    light = sum(not events for events in presses("weak_press", 600)) / 600
    assert light == pytest.approx(PROFILES["weak_press"]["p_light"], abs=0.03)
    palms = [any(one.radius > 8 for one in events) for events in presses("claw_palm", 600)]
    # 11% of palms are smaller than that, and a few land beside the glass.
    assert sum(palms) / 600 == pytest.approx(0.88 * PROFILES["claw_palm"]["p_palm"], abs=0.06)
    repeated = [sum(one.kind == "down" for one in e) > 1 for e in presses("double_tapper", 600)]
    assert 0.55 < sum(repeated) / 600 < 0.72


def test_a_mixture_stays_within_the_profiles() -> None:
    for seed in range(20):
        mixed = random_mixture(seed)
        for name, value in mixed.items():
            known = [one[name] for one in PROFILES.values()]
            pairs = (
                zip(value, zip(*known, strict=True), strict=True)
                if isinstance(value, list)
                else [(value, known)]
            )
            assert all(min(column) <= number <= max(column) for number, column in pairs)
    assert random_mixture(3) == random_mixture(3) != random_mixture(4)


def test_calling_off_ends_where_it_was_meant_to() -> None:
    events = called_off(person("steady", 1), TARGET, (134, 330), SCREEN, Random(1))
    assert (events[-1].x, events[-1].y) == pytest.approx((134, 330), abs=2)

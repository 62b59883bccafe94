"""The simulated hands do what the model says, reproducibly, and touch only the glass."""

from __future__ import annotations

import math
import statistics
from random import Random

import pytest

from .glass import GLASSES, KIOSK
from .hands import (
    OF_THE_MODEL,
    PROFILES,
    Event,
    Rect,
    called_off,
    person,
    press,
    random_mixture,
)

SCREEN = KIOSK.screen
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
            known = [PROFILES[one][name] for one in OF_THE_MODEL]
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


def contacts(events: list[Event]) -> list[tuple[Event, Event]]:
    """Landing and leaving of each contact, in the order of landing."""
    ends = {one.id: one for one in events if one.kind == "up"}
    return [(one, ends[one.id]) for one in events if one.kind == "down"]


def beside(rect: Rect, event: Event) -> float:
    """Millimetres from the rectangle; 0 on it."""
    across = max(rect.x - event.x, 0, event.x - rect.x - rect.width)
    along = max(rect.y - event.y, 0, event.y - rect.y - rect.height)
    return math.hypot(across, along)


def test_a_light_doubler_taps_lightly_and_always_again() -> None:
    """Taps of 20 to 40 ms, twice or three times, 0.15 to 0.9 s apart."""
    gaps, counts = [], []
    for events in presses("light_doubler", 600):
        taps = contacts(events)
        assert 19.9 < taps[0][1].time - taps[0][0].time < 40.1
        apart = [b[0].time - a[1].time for a, b in zip(taps, taps[1:], strict=False)]
        again = [gap for gap in apart if gap > 130]  # sooner comes only a bounce
        counts.append(1 + len(again))
        gaps += again
    assert set(counts) <= {2, 3}
    assert statistics.mean(counts) == pytest.approx(2.5, abs=0.08)
    assert max(gaps) < 901 and statistics.quantiles(gaps, n=4)[1] == pytest.approx(525, abs=40)


def test_a_wild_left_hand_flings_one_landing_in_four() -> None:
    """15 to 45 mm off in any direction, and its palm lies to the left of its finger."""
    big = Rect(94, 200, 2, 2)
    draw, far, palms = Random(4), [], []
    for seed in range(600):
        who = person("wild_left", seed)
        # A neighbouring finger or a graze may land first; the press is what is longest of those.
        events = press(who, big, SCREEN, draw)
        if sum(one.kind == "down" for one in events) == 1:
            shift = (events[0].x - 95 - who.offset[0], events[0].y - 201 - who.offset[1])
            far.append(math.hypot(*shift) > 20)
        palms += [one.x - 95 for one in events if one.kind == "down" and one.radius > 9]
    # Of the flung, those under 20 mm don't count here; a palm of those that scatter may.
    assert 0.13 < sum(far) / len(far) < 0.3
    assert statistics.mean(palms) < -5


@pytest.mark.parametrize("name", GLASSES)
def test_a_puller_comes_from_beside_and_rests_on_the_button(name: str) -> None:
    """In more than half of its presses, from 20 to 90 mm away where the glass is that big."""
    screen = GLASSES[name].screen
    target = Rect(75, 60, 67, 25)
    draw, pulled = Random(6), 0
    for seed in range(300):
        events = press(person("puller", seed), target, screen, draw)
        whole = contacts(events)
        if len(whole) == 1 and beside(target, whole[0][0]) > 15:  # neither broken nor with strays
            [(down, up)] = whole
            pulled += 1
            assert beside(target, down) < 92 and beside(target, up) < 4
            late = [one for one in events if one.id == up.id and up.time - one.time < 180]
            # It rests: no more than its tremor moves it.
            assert max(math.hypot(one.x - up.x, one.y - up.y) for one in late) < 5
    assert pulled > 0.3 * 300  # three in ten are broken, repeated or with strays

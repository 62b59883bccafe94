"""The long proof of hands fails where people get less than they must."""

from __future__ import annotations

import pytest

from .crowd import Trial
from .hands import PROFILES, Rect
from .limits import OF_PROFILE, missed
from .person import Touch, Visit
from .tally import Row
from .tasks import TASKS

TARGET = Rect(0, 0, 40, 40)


def row(profile: str, touches: int = 2, undone: int = 0, wrong: int = 0, way: str = "layer") -> Row:
    """A hundred tasks of two touches at least: so many failed, and in so many was a wrong act."""
    visits = []
    for number in range(100):
        made = [Touch("read", TARGET, [], ["read"]) for _ in range(touches)]
        if number < wrong:
            made[0].came = ["home", "read"]
        visits.append(
            (Trial(profile, number, TASKS[0], way), Visit("", number >= undone, 2, made, 1))
        )
    return Row(way, profile, visits)


@pytest.mark.parametrize("profile", [*PROFILES, "mixture3", "all mixtures"])
def test_who_gets_there_at_once_misses_nothing(profile: str) -> None:
    assert missed(row(profile)) == []


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (row("tremor6", undone=4), "tremor6, 21.5 inches: 96.0% of tasks done, 97% at least"),
        (row("puller", undone=3), "puller, 21.5 inches: 97.0% of tasks done, 98% at least"),
        (row("mixture1", touches=3), "mixture1, 21.5 inches: 1.500 touches by the least"),
        (
            row("wild_left", wrong=11),
            "wild_left, 21.5 inches: 0.110 wrong acts a task, 0.1 at most",
        ),
        (row("steady", wrong=1), "steady, 21.5 inches: 0.010 wrong acts a task, 0 at most"),
    ],
)
def test_what_is_not_enough_is_told(one: Row, told: str) -> None:
    [text] = missed(one)
    assert text.startswith(told)


def test_a_kiosk_without_the_layer_has_no_limits() -> None:
    assert missed(row("severe_mixed", undone=90, wrong=90, way="plain")) == []


def test_limits_are_of_people_that_there_are() -> None:
    assert set(OF_PROFILE) <= set(PROFILES)

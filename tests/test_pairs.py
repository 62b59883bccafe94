"""What every run leaves out of a product is only what two values never decide."""

from __future__ import annotations

from itertools import combinations

import pytest

from .pairs import grouped, pairs

QUESTIONS = [
    ([1, 2], ["a", "b", "c"]),
    (range(4), range(4), range(3)),
    (range(4), range(4), range(17)),
    (range(2), range(2), range(2), range(2), range(2), range(2)),
]


@pytest.mark.parametrize("questions", QUESTIONS, ids=lambda one: "x".join(str(len(v)) for v in one))
def test_every_two_values_meet(questions: tuple[range, ...]) -> None:
    """A fault that comes of two things together is met in every run."""
    found = pairs(*questions)
    for one, other in combinations(range(len(questions)), 2):
        met = {(case[one], case[other]) for case in found}
        assert met == {(a, b) for a in questions[one] for b in questions[other]}


@pytest.mark.parametrize(
    ("questions", "most"),
    list(zip(QUESTIONS, (6, 18, 72, 8), strict=True)),
    ids=["2", "3", "3", "6"],
)
def test_they_are_few(questions: tuple[range, ...], most: int) -> None:
    """Not more than a tenth over the least there can be, or eight of sixty-four."""
    assert len(pairs(*questions)) <= most


def test_what_is_common_is_opened_once() -> None:
    """A screen is opened once for all that is tried on it."""
    assert grouped([(1, "a", "x"), (1, "a", "y"), (2, "a", "x")]) == [
        (1, "a", ["x", "y"]),
        (2, "a", ["x"]),
    ]

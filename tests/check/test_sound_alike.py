"""Which phrases a listener may take for each other."""

from itertools import combinations

import pytest

from kiosk.check.sound_alike import ALIKE, alike, distance
from kiosk.config import Settings
from kiosk.listening.command_file import read_phrases
from kiosk.listening.commands import Command, Phrase

DIGITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def phrase(text: str, name: str = "next") -> Phrase:
    return Phrase(text, Command(name), 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("night", "right"),
        ("on", "one"),
        ("tree", "three"),
        ("stop", "top"),
        ("back", "black"),
        ("next", "text"),
        ("speed up", "speak up"),
        ("number night", "number right"),
        ("go on", "go one"),
    ],
)
def test_words_that_are_easily_mixed_up_are_alike(one: str, other: str) -> None:
    assert distance(one, other) < ALIKE
    assert distance(other, one) == pytest.approx(distance(one, other))


@pytest.mark.parametrize(("one", "other"), list(combinations(DIGITS, 2)))
def test_digits_are_told_apart(one: str, other: str) -> None:
    assert distance(one, other) >= ALIKE
    assert distance(f"number {one}", f"number {other}") == distance(one, other)


def test_the_same_sound_is_no_distance_and_nothing_in_common_a_whole_one() -> None:
    assert distance("eight", "ate") == distance("no", "know") == distance("", "") == 0
    assert distance("next", "next page") == pytest.approx(1.0)
    assert distance("next", "daily life", most=0.3) > 0.3


def test_a_word_said_in_two_ways_is_as_near_as_its_nearest() -> None:
    assert distance("read", "red") == distance("read", "reed") == 0


def test_only_phrases_of_different_commands_that_may_count_together_are_told() -> None:
    night, right, also = phrase("night"), phrase("right", "back"), phrase("write", "back")
    assert alike((night, right, also)) == ((night, right), (night, also))
    # One counts while silent, the other beside a question: both at times.
    assert alike((phrase("night", "yes"), right)) != ()


def test_the_phrases_that_are_shipped_are_told_apart() -> None:
    assert alike(tuple(read_phrases(Settings().place.files("commands.yaml")))) == ()

"""How what was heard is held against what was meant."""

import pytest

from bench.hear_back import misheard, mistakes, plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Call nine one one.", ["call", "911"]),
        ("Call 911!", ["call", "911"]),
        ("I V I G is given.", ["ivig", "is", "given"]),
        ("A hand; I feel it.", ["a", "hand", "i", "feel", "it"]),
        ("MMN isn’t ALS", ["mmn", "isn't", "als"]),
        ("10,000 people", ["10000", "people"]),
    ],
)
def test_two_ways_of_writing_are_one(text: str, words: list[str]) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("wanted", "heard", "count"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a c", 1),
        ("a b", "a x b", 1),
        ("a b", "x y z", 3),
        ("", "", 0),
    ],
)
def test_mistakes_are_counted(wanted: str, heard: str, count: int) -> None:
    assert mistakes(wanted.split(), heard.split()) == count


def test_what_was_heard_instead_is_told() -> None:
    assert list(misheard(["weak", "hands", "shake"], ["week", "hands"])) == [
        "weak -> week",
        "shake -> ",
    ]

"""Which part of what is said belongs to which shown word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.text.spoken_text import Claim, divide, put_together

TOKENS = st.lists(st.sampled_from(["I", "V", "phosphamide", "dot", "1,", "two."]), min_size=1)
WORDS = st.lists(st.sampled_from(["IV", "a", "19428", "Guillain-Barré"]), min_size=1, max_size=6)


def parts(shown: str, *claims: Claim) -> list[str]:
    said = put_together(shown, claims)
    return [said.text[begin:end] for begin, end in said.spans]


def test_what_is_not_claimed_is_said_as_it_is_shown() -> None:
    said = put_together("Hands first.", [])
    assert said.text == "Hands first."
    assert said.words == ("Hands", "first.")
    assert said.spans == ((0, 5), (6, 12))


def test_a_claim_within_a_word_keeps_what_stands_around_it() -> None:
    assert parts("see (IV), now", (5, 7, ("I V",))) == ["see", "(I V),", "now"]


def test_a_claim_over_two_words_gives_each_its_part() -> None:
    assert parts("an IV Ig drip", (3, 8, ("I V", "I G"))) == ["an", "I V", "I G", "drip"]


def test_too_few_parts_are_cut_so_that_no_word_is_without() -> None:
    assert parts("see a b c now", (4, 9, ("sea",))) == ["see", "s", "e", "a", "now"]
    assert put_together("see a b c now", [(4, 9, ("x",))]).text == "see x now"
    assert all(parts("see a b c now", (4, 9, ("x",))))


@pytest.mark.parametrize(("follows", "text"), [(".", "2 2."), (",", "2 2,"), (" x", "2 2. x")])
def test_a_stop_is_not_said_twice(follows: str, text: str) -> None:
    assert put_together(f"22{follows}", [(0, 2, ("2 2.",))]).text == text


def test_nothing_is_nothing() -> None:
    assert put_together("", []).spans == ()


@pytest.mark.parametrize(
    ("said", "shown", "expected"),
    [
        ("I V I G", "IVIg", ("I V I G",)),
        ("I V I G", "IV Ig", ("I V", "I G")),
        ("East Half Day Road", "E. Half Day Rd", ("East", "Half", "Day", "Road")),
        ("Pennsylvania, 1 9 4 2 8", "PA 19428", ("Pennsylvania,", "1 9 4 2 8")),
        ("100 degrees Fahrenheit", "100 F", ("100 degrees", "Fahrenheit")),
        ("eigh L S", "amyotrophic lateral sclerosis", ("eigh", "L", "S")),
        ("alz", "amyotrophic lateral sclerosis", ("alz",)),
    ],
)
def test_divide(said: str, shown: str, expected: tuple[str, ...]) -> None:
    assert divide(said, shown.split()) == expected


@given(TOKENS, WORDS)
def test_divide_keeps_every_word_and_leaves_no_part_empty(
    tokens: list[str], words: list[str]
) -> None:
    divided = divide(" ".join(tokens), words)
    assert " ".join(divided).split() == tokens
    assert all(divided)
    assert len(divided) == min(len(words), max(len(divided), len(tokens)))


@given(WORDS, st.data())
def test_every_word_of_a_claim_has_a_part(words: list[str], data: st.DataObject) -> None:
    tokens = data.draw(TOKENS)
    shown = " ".join(words)
    said = put_together(shown, [(0, len(shown), divide(" ".join(tokens), words))])
    assert said.words == tuple(words)
    assert all(begin < end for begin, end in said.spans)
    assert [begin for begin, _ in said.spans] == sorted(begin for begin, _ in said.spans)

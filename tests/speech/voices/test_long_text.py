"""Texts too long for one job are cut where a speaker would breathe."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.voices.long_text import LONGEST_JOB, split_text


def test_a_short_text_stays_whole() -> None:
    assert list(split_text("Hands first.")) == [(0, "Hands first.")]


def test_it_is_cut_after_a_sentence_if_it_can_be() -> None:
    text = "One two, three four. Five six, seven eight nine."
    assert [part for _, part in split_text(text, 36)] == [
        "One two, three four. ",
        "Five six, seven eight nine.",
    ]


def test_else_after_a_clause_else_between_words_else_anywhere() -> None:
    assert next(split_text("one two three, four five six", 20))[1] == "one two three, "
    assert next(split_text("one two three four five six", 20))[1] == "one two three four "
    assert next(split_text("x" * 50, 20))[1] == "x" * 20


def test_a_quotation_mark_stays_with_its_sentence() -> None:
    assert next(split_text('He said "stop now." Then he left us.', 30))[1] == 'He said "stop now." '


@given(st.text(alphabet="ab ,.;!", max_size=400), st.integers(1, 60))
def test_the_parts_are_the_text(text: str, longest: int) -> None:
    parts = list(split_text(text, longest))
    assert "".join(part for _, part in parts) == text
    assert all(len(part) <= longest for _, part in parts)
    assert all(text[offset : offset + len(part)] == part for offset, part in parts)


def test_a_job_stays_far_below_what_crashes_the_voice() -> None:
    assert LONGEST_JOB == 1000
    parts = list(split_text("A sentence of no great length. " * 200))
    assert all(len(part) <= LONGEST_JOB for _, part in parts)
    assert all(part.endswith(". ") for _, part in parts)

"""Texts too long for one job are cut where a speaker would breathe, and joined again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.utterance import Sound, Utterance, VoiceError
from kiosk.speech.voices.long_text import LONGEST_JOB, join, split_text
from tests.speech.tones import samples, tone


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


def test_join_shifts_offsets_and_times() -> None:
    one = Utterance(tone(1.0), ((0, 0.0), (4, 0.5)))
    two = Utterance(tone(2.0, 4000), ((1, 0.25),))
    whole = join([(0, one), (10, two)])
    assert whole.duration == pytest.approx(3.0)
    assert whole.events == ((0, 0.0), (4, 0.5), (11, 1.25))
    parts = [samples(1.0), samples(2.0, 4000)]
    assert np.array_equal(whole.sound.samples, np.concatenate(parts))


def test_join_refuses_nothing_and_mixed_rates() -> None:
    with pytest.raises(VoiceError, match="nothing"):
        join([])
    noted = join([(0, Utterance(tone(1.0), (), "odd")), (9, Utterance(tone(1.0), ()))])
    assert noted.note == "odd"
    slow = Utterance(Sound(samples(1.0), 4000), ())
    with pytest.raises(VoiceError, match="sample rate"):
        join([(0, Utterance(tone(1.0), ())), (5, slow)])

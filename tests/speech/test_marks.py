"""Every shown word has its time, whatever the voice reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.marks import word_marks
from kiosk.speech.text.lexicon import Lexicon, SpokenText

LEXICON = Lexicon({"IV Ig": "I V I G", "a b c": "x", "911": "nine one one"})
TIMES = st.floats(min_value=-10, max_value=1000, allow_nan=False)
EVENTS = st.lists(st.tuples(st.integers(-5, 300), TIMES), max_size=40)


def said(text: str) -> SpokenText:
    return LEXICON.say(text)


def starts(text: str, events: list[tuple[int, float]], duration: float = 2.0) -> list[float]:
    return [mark.start for mark in word_marks(said(text), events, duration)]


def test_each_word_takes_its_event_and_ends_where_the_next_begins() -> None:
    marks = word_marks(said("weak hands shake"), [(0, 0.1), (5, 0.6), (11, 1.2)], 2.0)
    assert [(mark.word, mark.start, mark.end) for mark in marks] == [
        ("weak", 0.1, 0.6),
        ("hands", 0.6, 1.2),
        ("shake", 1.2, 2.0),
    ]


def test_a_word_with_several_events_takes_the_first() -> None:
    assert starts("In 1990 it", [(0, 0.0), (3, 0.5), (4, 0.7), (6, 0.9), (9, 1.4)]) == [0, 0.5, 1.4]


def test_a_word_without_an_event_takes_a_time_by_its_characters() -> None:
    assert starts("in the hands", [(0, 0.0), (7, 0.7)])[1] == pytest.approx(0.3)


def test_a_pause_is_not_counted_as_the_time_of_letters() -> None:
    plain = starts("at once more", [(0, 0.0), (8, 1.0)])[1]
    before_a_pause = starts("at once, more", [(0, 0.0), (9, 1.0)])[1]
    assert before_a_pause < plain


def test_no_events_at_all_still_give_every_word_a_time() -> None:
    assert starts("one two six", [], 3.0) == pytest.approx([0.0, 12 / 11, 24 / 11])


def test_times_that_run_back_are_held() -> None:
    assert starts("one two six", [(0, 1.0), (4, 0.5), (8, 1.5)]) == [1.0, 1.0, 1.5]


def test_times_outside_the_clip_are_brought_in() -> None:
    assert starts("one two six", [(0, -1.0), (4, 9.0), (8, 9.5)]) == [0.0, 2.0, 2.0]


def test_words_said_as_one_share_its_time() -> None:
    assert starts("IV Ig now", [(0, 0.0), (2, 0.3), (4, 0.6), (6, 0.9), (8, 1.2)]) == [0, 0.6, 1.2]


def test_no_words_have_no_marks() -> None:
    assert word_marks(said("  "), [(0, 1.0)], 1.0) == ()


@given(st.text(max_size=120), EVENTS, st.floats(0, 100))
def test_always_one_mark_a_word_in_order_and_within_the_clip(
    shown: str, events: list[tuple[int, float]], duration: float
) -> None:
    marks = word_marks(said(shown), events, duration)
    assert [mark.word for mark in marks] == shown.split()
    times = [time for mark in marks for time in (mark.start, mark.end)]
    assert times == sorted(times)
    assert all(0 <= time <= duration for time in times)
    assert all(a.end == b.start for a, b in zip(marks, marks[1:], strict=False))


@given(st.lists(st.sampled_from(["hand", "IV", "Ig", "911", "a", "b", "c", "—"]), min_size=1))
def test_events_at_every_word_give_each_word_its_own_time(words: list[str]) -> None:
    text = said(" ".join(words))
    events = [(begin, index / 10) for index, (begin, _) in enumerate(text.spans)]
    marks = word_marks(text, events, 100.0)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    assert marks[0].start == 0.0

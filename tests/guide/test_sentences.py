"""A text's sentences: what is read, highlighted and named as one."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guide.sentences import Sentence, split_sentences


def shown(text: str) -> list[str]:
    return [sentence.shown for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Is it? Yes! Go on…", ["Is it?", "Yes!", "Go on…"]),
        ("See Dr. Smith. He knows.", ["See Dr. Smith.", "He knows."]),
        ("In the U.S. Army it is.", ["In the U.S. Army it is."]),
        ("Use splints, e.g. Ask for one.", ["Use splints, e.g. Ask for one."]),
        ("You can say: “Stop.” Then call.", ["You can say: “Stop.”", "Then call."]),
        ('Ask: "Is it?" Then wait.', ['Ask: "Is it?"', "Then wait."]),
        ("About 2.5 times more. See gbs-cidp.org.", ["About 2.5 times more.", "See gbs-cidp.org."]),
        ("Small. letters go on.", ["Small. letters go on."]),
        ("  Spaces \n are   folded.  ", ["Spaces are folded."]),
        ("(In brackets.) Outside.", ["(In brackets.)", "Outside."]),
        ("911 first. 3 of 4 do.", ["911 first.", "3 of 4 do."]),
        ("No end", ["No end"]),
        ("", []),
    ],
)
def test_a_text_is_divided_where_a_reader_pauses(text: str, sentences: list[str]) -> None:
    assert shown(text) == sentences


def test_an_id_is_of_the_text_alone() -> None:
    """Clips already rendered are found again after a text has moved to another screen."""
    digest = hashlib.sha256(b"Call 911 now.").hexdigest()[:12]
    assert Sentence.of("Call  911 now.").id == f"en-{digest}"
    assert split_sentences("First. Call 911 now.")[1].id == f"en-{digest}"


def test_words_are_what_stands_between_spaces() -> None:
    assert Sentence.of("Call 866-224-3301, please.").words == ("Call", "866-224-3301,", "please.")


@given(st.text())
def test_no_character_but_white_space_is_lost(text: str) -> None:
    assert "".join("".join(shown(text)).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["Dr.", "a", "B.", "?", "“No.”", "…", "1.", "e.g.", "(x)", "\n"])))
def test_nothing_is_lost_among_stops_and_quotation_marks(parts: list[str]) -> None:
    assert " ".join(shown(" ".join(parts))).split() == " ".join(parts).split()


@given(st.text(), st.sampled_from([" ", "\n", "\t", "   "]))
def test_ids_do_not_depend_on_white_space(text: str, space: str) -> None:
    respaced = space.join(text.split())
    assert [one.id for one in split_sentences(text)] == [
        one.id for one in split_sentences(respaced)
    ]


@given(st.text())
def test_a_sentence_alone_keeps_its_id(text: str) -> None:
    """The page, the clip and the highlight agree, however the sentence was come by."""
    for sentence in split_sentences(text):
        assert Sentence.of(sentence.shown) == sentence
        assert " ".join(sentence.words) == sentence.shown

"""The measure of the word marks, held against a text that is spoken now."""

from contextlib import closing

import pytest

from bench.highlight import Aligner, Measured, WordError, errors, figures, tokens_of
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.utterance import Utterance
from kiosk.speech.voices.registry import open_voice
from tests.speech.tones import tone

LEXICON = Lexicon({"IVIg": "I V I G"})


def test_tokens_are_what_is_said_in_small_letters() -> None:
    assert tokens_of(LEXICON.say("IVIg isn’t (new).")) == [
        ("i", 0),
        ("v", 2),
        ("i", 4),
        ("g", 6),
        ("isn't", 8),
        ("new", 15),
    ]


def test_an_error_is_ours_less_the_aligners_by_shown_word() -> None:
    said = LEXICON.say("IVIg helps —")
    utterance = Utterance(tone(2.0), ((0, 0.1), (8, 1.0)))
    found = list(errors(said, utterance, [0, 2, 4, 6, 8], [0.12, 0.3, 0.5, 0.7, 0.9]))
    assert [error.milliseconds for error in found] == pytest.approx([-20.0, 100.0])
    assert [error.word for error in found] == [0, 1]


def test_the_aligner_finds_each_word_near_our_mark() -> None:
    said = LEXICON.say("Weak hands may shake, and IVIg may help.")
    tokens = tokens_of(said)
    aligner = Aligner()
    assert aligner.knows([word for word, _ in tokens])
    assert not aligner.knows(["nosuchword"])
    with closing(open_voice("clear")) as voice:
        utterance = voice.speak(said.text)
    starts = aligner.starts([word for word, _ in tokens], utterance.sound)
    assert starts is not None
    found = list(errors(said, utterance, [place for _, place in tokens], starts))
    assert len(found) == len(said.words)
    assert sorted(abs(error.milliseconds) for error in found)[len(found) // 2] < 50


def test_the_aligner_tells_where_it_fails() -> None:
    with closing(open_voice("clear")) as voice:
        sound = voice.speak("Stop.").sound
    assert Aligner().starts(["hands", "that", "are", "weak"] * 20, sound) is None


def test_each_outlier_is_listed_with_what_may_explain_it() -> None:
    shown = "Call 911, or rest at home."
    times = [1.0, 200.0, -150.0, 2.0, 130.0, 3.0]
    measured = Measured([WordError(shown, index, error) for index, error in enumerate(times)])
    found = figures(measured)
    assert [(one["ms"], one["word"]) for one in found["outliers"]] == [
        (200, "911,"),
        (-150, "or"),
        (130, "at"),
    ]
    assert sum(found["outliers_by_reason"].values()) == 3
    assert found["signed_error_ms"]["p50"] == 2.0

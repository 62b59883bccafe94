"""A small share of the fuzz with every test run, and the look at its results."""

from contextlib import closing

import pytest

from bench.common import ROOT, guide_sentences
from bench.fuzz import every_word_has_its_time, run
from bench.odd import odd_sentences
from kiosk.speech.clip import WordMark
from kiosk.speech.marks import word_marks
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.voices.registry import available_voices, open_voice
from tests.speech.tones import ToneVoice

LEXICON = ROOT / "content" / "mmn" / "en" / "lexicon.yaml"
# Rendered by the natural voice in seconds; `make prove PART=soak` has it say more.
COUNTS = {"clear": 100, "natural": 4}


def here(name: str) -> None:
    if name not in available_voices():
        pytest.skip(f"the {name} voice is not installed")


@pytest.mark.parametrize("name", COUNTS)
def test_no_odd_sentence_is_lost(name: str) -> None:
    here(name)
    with closing(open_voice(name)) as voice:
        lost = run(voice, odd_sentences(COUNTS[name], seed=7), Lexicon.load(LEXICON, name))
    assert lost.sentences == []


@pytest.mark.parametrize(("name", "every"), [("clear", 4), ("natural", 180)])
def test_every_shown_word_of_the_guide_has_its_time(name: str, every: int) -> None:
    """Of a part of the sentences; `python -m bench.fuzz guide` takes all."""
    here(name)
    with closing(open_voice(name)) as voice:
        lost = run(voice, [shown for _, shown in guide_sentences()[::every]], Lexicon.load(LEXICON))
    assert lost.sentences == []


def test_odd_sentences_are_the_same_each_time_and_odd() -> None:
    texts = list(odd_sentences(300))
    assert texts == list(odd_sentences(300)) != list(odd_sentences(300, seed=2))
    for odd in ("866-224-3301", "—", "😀", "IVIg"):
        assert any(odd in text for text in texts)


def test_what_is_lost_is_told() -> None:
    lost = run(ToneVoice(), ["a broken one", "a whole one"], Lexicon())
    assert lost.not_spoken == ["a broken one"] and lost.words == 3


@pytest.mark.parametrize(
    "times", [[(0, 1)], [(0, 1), (0.5, 2)], [(0, 1), (1, 9)], [(0, 1), (1, 1)], [(-1, 1), (1, 2)]]
)
def test_a_word_without_its_time_is_seen(times: list[tuple[float, float]]) -> None:
    marks = tuple(
        WordMark(word, *time) for word, time in zip(["two", "words"], times, strict=False)
    )
    assert not every_word_has_its_time("two words", marks, 2.0)


def test_times_that_run_on_are_right() -> None:
    said = Lexicon().say("two words")
    assert every_word_has_its_time("two words", word_marks(said, [(0, 0.0), (4, 1.0)], 2.0), 2.0)

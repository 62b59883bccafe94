"""Words are found again in a sentence's phonemes, however the voice ran them together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.voices.phonemes import first_phonemes

ANY = st.lists(st.text("aɪkts ˈː.,", max_size=8).map(list), max_size=6)


def found(words: list[str], spoken: str) -> list[str | None]:
    """What is left of the spoken phonemes from each word's first on."""
    firsts = first_phonemes([list(word) for word in words], list(spoken))
    return [None if first is None else spoken[first:].split()[0] for first in firsts]


def test_words_that_are_spoken_as_they_are_alone() -> None:
    assert found(["wˈiːk", "hˈændz"], "wˈiːk hˈændz.") == ["wˈiːk", "hˈændz."]


def test_words_run_together_are_found_inside() -> None:
    """espeak-ng says "in the" as one word."""
    assert found(["ɪn", "ðə", "hˈændz"], "ɪnðə hˈændz") == ["ɪnðə", "ðə", "hˈændz"]


def test_a_number_is_found_at_its_first_word() -> None:
    spoken = "tˈeɪk θɹˈiːhˈʌndɹɪd sˈɛvəntifˈaɪv mˈɪnɪts"
    number = "θɹˈiː hˈʌndɹɪd ænd sˈɛvəntifˈaɪv"
    assert found(["tˈeɪk", number, "mˈɪnɪts"], spoken) == [
        "tˈeɪk",
        "θɹˈiːhˈʌndɹɪd",
        "mˈɪnɪts",
    ]


def test_a_small_word_said_weakly_is_found() -> None:
    assert found(["ɡˈɪv", "ˈeɪ", "hˈænd"], "ɡˈɪv ɐ hˈænd") == ["ɡˈɪv", "ɐ", "hˈænd"]


def test_a_word_that_is_not_spoken_is_none() -> None:
    assert found(["wˈiːk", "", "hˈændz"], "wˈiːk hˈændz") == ["wˈiːk", None, "hˈændz"]


@given(ANY, st.text("aɪkts ˈː.,", max_size=40).map(list))
def test_whatever_is_spoken_the_places_run_forward(
    words: list[list[str]], spoken: list[str]
) -> None:
    places = first_phonemes(words, spoken)
    told = [place for place in places if place is not None]
    assert len(places) == len(words)
    assert told == sorted(set(told))
    assert all(spoken[place] not in " ˈː.," for place in told)


@pytest.mark.parametrize("words", [[], [[]], [["a"]]])
def test_nothing_spoken_finds_nothing(words: list[list[str]]) -> None:
    assert first_phonemes(words, []) == [None] * len(words)

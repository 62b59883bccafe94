"""What is said for what is shown, and what nobody has yet listened to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.problems import ContentError
from kiosk.speech.text.lexicon import Lexicon

LEXICON = Lexicon(
    {
        "IV": "I V",
        "IV Ig": "I V I G",
        "IVIg": "I V I G",
        "U.S.": "U S",
        "911": "nine one one",
        "Guillain-Barré": "ghee yan bah ray",
        "gbs-cidp.org": "G B S dash C I D P dot org",
        "PA 19428": "Pennsylvania, 1 9 4 2 8",
        "org": "organ",
    }
)
SHIPPED = Path(__file__).parents[3] / "content" / "mmn" / "en" / "lexicon.yaml"

SAID = {
    "an IV in your arm": "an I V in your arm",
    "IV Ig or IV": "I V I G or I V",
    "(IVIg).": "(I V I G).",
    "“IV”": "“I V”",
    "IV-line, IV, IV's": "I V-line, I V, I V's",
    "IVIgx aIV iv": "IVIgx aIV iv",
    "the U.S.": "the U S",
    "Call 911!": "Call nine one one!",
    "911-224-3301": "9 1 1. 2 2 4. 3 3 0 1.",
    "Guillain-Barré syndrome": "ghee yan bah ray syndrome",
    "See gbs-cidp.org.": "See G B S dash C I D P dot org.",
    "x.org and org": "x dot org and organ",
    "  two \n  lines ": "two lines",
}


@pytest.mark.parametrize(("shown", "said"), SAID.items())
def test_say(shown: str, said: str) -> None:
    assert LEXICON.say(shown).text == said


def test_the_shown_words_stay_as_they_are() -> None:
    said = LEXICON.say("Ask about IV Ig, (IVIg).")
    assert said.words == ("Ask", "about", "IV", "Ig,", "(IVIg).")
    assert [said.text[a:b] for a, b in said.spans] == ["Ask", "about", "I V", "I G,", "(I V I G)."]


@given(st.text(max_size=200))
def test_any_text_has_one_span_a_word(shown: str) -> None:
    _check_spans(LEXICON, shown)


WORDS = ["IV", "Ig", "Dr.", "Lee", "(866)", "224-3301,", "100", "°F", "PA", "19428", "—", "&", "20"]
TRICKY = st.lists(st.sampled_from([*WORDS, "3-6", "a@b.org", "24/7", "U.S.", "ALSs", "#", "No."]))


@given(TRICKY)
def test_any_row_of_numbers_and_initials_has_one_span_a_word(words: list[str]) -> None:
    _check_spans(LEXICON, " ".join(words))


def _check_spans(lexicon: Lexicon, shown: str) -> None:
    said = lexicon.say(shown)
    assert said.words == tuple(shown.split())
    assert len(said.spans) == len(said.words)
    begins = [begin for begin, _ in said.spans]
    assert begins == sorted(begins)
    for word, (begin, end) in zip(said.words, said.spans, strict=True):
        assert 0 <= begin <= end <= len(said.text)
        if any(character.isalnum() for character in word):
            assert begin < end


KNOWN = [
    "hand",
    "Hands.",
    "(IV)",
    "IVIg,",
    "911",
    "MMN",
    "A",
    "375",
    "10,000",
    "2.5",
    "1st",
    "2018",
]
KNOWN += [
    "3-6",
    "866-224-3301",
    "80%",
    "$50",
    "40s",
    "B12",
    "GM1",
    "anti-GM1",
    "MMN's",
    "gbs-cidp.org",
]
KNOWN += [
    "U.S.",
    "…",
    "and/or",
    "Guillain-Barré",
    "100°F",
    "“Yes,”",
    "two-handed",
    "Vice-President",
    "PA 19428",
]
UNKNOWN = [
    "ALS",
    "(NORD)",
    "SCIg",
    "HyQvia",
    "WebMD",
    "webmd.com",
    "a@b.org",
    "IVs",
    "N.A.F.",
    "PhD",
    "MedlinePlus,",
]
UNKNOWN += ["19428", "1234567", "1/20", "1:30", "12:05", "01529", "COVID-19", "IgG4"]


@pytest.mark.parametrize("word", KNOWN)
def test_known(word: str) -> None:
    assert LEXICON.knows(word)


@pytest.mark.parametrize("word", UNKNOWN)
def test_unknown(word: str) -> None:
    assert not LEXICON.knows(word)


def test_doubtful_names_the_words() -> None:
    assert LEXICON.doubtful("The ALS office, PA 19428, and 19428 (SCIg).") == (
        "ALS",
        "19428",
        "(SCIg).",
    )


def test_load(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.yaml"
    assert Lexicon.load(file).say("911").text == "9 1 1"
    file.write_text("words:\n  911: nine one one\n")
    assert Lexicon.load(file).say("911").text == "nine one one"
    file.write_text("words: [")
    with pytest.raises(ContentError):
        Lexicon.load(file)


SHIPPED_SAID = {
    "Is it ALS?": "Is it eigh L S?",
    "an IV Ig drip": "an I V I G drip",
    "GBS|CIDP Foundation": "G B S, C I D P Foundation",
    "Conshohocken, PA 19428": "Conshohocken, Pennsylvania, 1 9 4 2 8",
    "Call 911.": "Call nine one one.",
    "(anti-GM1)": "(anty G M one)",
}


@pytest.mark.parametrize(("shown", "said"), SHIPPED_SAID.items())
def test_the_shipped_lexicon(shown: str, said: str) -> None:
    assert Lexicon.load(SHIPPED).say(shown).text == said

"""How initials, titles, addresses and signs are said."""

import pytest

from kiosk.speech.text.en import spell, spelled_by_voice
from kiosk.speech.text.lexicon import Lexicon

LEXICON = Lexicon({"CIDP": "C I D P", "NORD": "Nord", "webmd": "web M D", "IV": "I V"})

SAID = {
    # Initials: A is never the article, and no full stop is spoken
    "Is it ALS?": "Is it eigh L S?",
    "ABC": "eigh B C",
    "the U.S. and": "the U S and",
    "in the U.S.": "in the U S",
    "(NIH),": "(N I H),",
    "EMGs": "E M G's",
    "IVs": "I V's",
    "MMNs": "M M N's",
    "ALS's": "eigh L S's",
    "ALS-like": "eigh L S-like",
    # Left to the voice, which spells them
    "MMN and NCS": "MMN and NCS",
    "A hand. I do.": "A hand. I do.",
    # Several initials in one word
    "GBS|CIDP": "GBS C I D P",
    "GBS/CIDP": "GBS C I D P",
    "GBS-CIDP": "GBS C I D P",
    # Titles
    "Dr. Lewis": "Doctor Lewis",
    "Mr. and Mrs. Lee": "Mr. and Missus Lee",
    "now vs. then": "now versus then",
    # Addresses
    "gbs-cidp.org": "G B S dash C I D P dot org",
    "See https://www.example.org/a/b.": "See example dot org.",
    "webmd.com,": "web M D dot com,",
    "clinicaltrials.gov": "clinicaltrials dot guv",
    "example.uk": "example dot U K",
    "a.lee@example.edu": "a dot lee at example dot E D U",
    "hands.Then": "hands.Then",
    # Signs
    "and/or": "and or",
    "cold & tired": "cold and tired",
    "Q&A": "Q and A",
    "a * b_c ~d": "a   b c  d",
}


@pytest.mark.parametrize(("shown", "said"), SAID.items())
def test_letters(shown: str, said: str) -> None:
    assert LEXICON.say(shown).text == said


def test_spell() -> None:
    assert spell("ALS") == "eigh L S"
    assert spell("uk") == "U K"


@pytest.mark.parametrize(
    ("word", "expected"), [("MMN", True), ("ALS", False), ("N", False), ("Mmn", False), ("", False)]
)
def test_spelled_by_voice(word: str, expected: bool) -> None:
    assert spelled_by_voice(word) is expected

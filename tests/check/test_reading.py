"""A screen reads at grade 6 or below; a name that has to be said counts as known."""

import re
from collections.abc import Callable

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from kiosk.check.reading import GRADE, known_names, reading_grade
from kiosk.guide import Guide
from kiosk.guide.model import Page, Word

NOTHING = known_names(())
HARD = "Immunological abnormalities occasionally necessitate additional investigation."


def name(word: str, *forms: str) -> Word:
    return Word(word, forms, (), True, 1)


def test_easy_is_low_and_hard_is_high() -> None:
    assert reading_grade(["The cat sat on the mat.", "It is a good cat."], NOTHING) < 1
    assert reading_grade([HARD], NOTHING) > 12
    assert reading_grade([], NOTHING) == reading_grade(["..."], NOTHING) == 0


def test_a_word_that_the_dictionary_lacks_is_counted_by_its_hyphens() -> None:
    assert reading_grade(["Mmn zorbifications."], NOTHING) > reading_grade(["A cat."], NOTHING)


def test_names_count_as_one_easy_word_in_any_form() -> None:
    names = known_names([name("neuropathy", "neuropathies"), name("MMN"), name("motor neuropathy")])
    assert reading_grade(["Motor neuropathy is slow."], names) == reading_grade(
        ["It is slow."], names
    )
    assert names.findall("MMN, Neuropathies, motor neuropathy, mmn, neuropathy-like") == [
        "MMN",
        "Neuropathies",
        "motor neuropathy",
    ]


def test_a_hard_word_that_is_no_name_does_not_count_as_known() -> None:
    assert known_names([Word("abnormality", (), (), False, 1)]).pattern == NOTHING.pattern


@pytest.mark.parametrize("known", ["866-224-3301", "100,000", "gbs-cidp.org", "clinicaltrials.gov"])
def test_numbers_and_addresses_count_as_known(known: str) -> None:
    assert reading_grade([f"See {known} now."], NOTHING) == reading_grade(["See it now."], NOTHING)


@given(st.lists(st.text()))
def test_any_text_has_a_grade(sentences: list[str]) -> None:
    assert reading_grade(sentences, NOTHING) >= -16


def test_a_hard_screen_is_told(
    change: Callable[[str, str, str], None], faults: Callable[[], list[str]]
) -> None:
    change("symptoms.md", "MMN starts in the hands.", HARD)
    (fault,) = faults()
    assert re.match(r"symptoms.md:11: The screen where-it-starts reads at grade \d+\.\d\.", fault)


def test_the_guide_is_easy_by_textstat_itself(guide: Guide) -> None:
    """textstat's own count of sentences is harsher, and the shipped screens pass by it too."""
    names = known_names(guide.words)
    for section in guide.sections:
        for page in section.pages:
            assert textstat.flesch_kincaid_grade(known_to_textstat(page, names)) <= GRADE, page.slug


def known_to_textstat(page: Page, names: re.Pattern[str]) -> str:
    """The screen with names, and words that textstat's dictionary lacks, as an easy word."""
    text = names.sub("it", page.text.replace("’", "'"))
    return re.sub(r"[^\s.!?]+(?:\.\w+)*", lambda word: easy(word[0]), text)


def easy(word: str) -> str:
    try:
        textstat.syllable_count(word)
    except KeyError:
        return "it"
    return word

"""A screen reads at grade 6 or below; a name that has to be said counts as known."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.check.reading import GRADE, known_names, reading_grade
from kiosk.guide import Guide
from kiosk.guide.model import Word

NOTHING = known_names(())
HARD = "Immunological abnormalities occasionally necessitate additional investigation."


def name(word: str, *forms: str) -> Word:
    return Word(word, forms, (), True, 1)


def test_easy_is_low_and_hard_is_high() -> None:
    assert reading_grade(["The cat sat on the mat.", "It is a good cat."], NOTHING) < 1
    assert reading_grade([HARD], NOTHING) > 12
    assert reading_grade([], NOTHING) == reading_grade(["..."], NOTHING) == 0


def test_a_word_that_nobody_knows_is_counted_too() -> None:
    assert reading_grade(["Mmn zorbifications."], NOTHING) > reading_grade(["A cat."], NOTHING)


def test_the_grade_is_that_of_kincaid_and_others() -> None:
    """Two sentences of five words together, of which the second has words of 2 and 3 syllables."""
    lines = ["It is red.", "Doctors examine."]
    assert reading_grade(lines, NOTHING) == pytest.approx(0.39 * 5 / 2 + 11.8 * 8 / 5 - 15.59)


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


def test_the_guide_is_easy(guide: Guide) -> None:
    names = known_names(guide.words)
    for section in guide.sections:
        for page in section.pages:
            lines = [one.shown for block in page.blocks for one in block.sentences]
            assert reading_grade(lines, names) <= GRADE, page.slug

"""What must be said is said, and what must not be said is nowhere: the safety of the content."""

import re

import pytest

from kiosk.guide import Guide
from tests.guide.screens import every_text, pages, screen, whole_text

# Brands of immunoglobulin, and of other medicines that the sources name.
BRANDS = re.compile(
    "alyglo|asceniv|bivigam|carimune|cutaquig|cuvitru|cytoxan|flebogamma|gammagard|gammaked|"
    "gammaplex|"
    "gamunex|hizentra|hyqvia|intratect|kiovig|nucleogam|octagam|panzyga|privigen|rituxan|"
    "sandoglobulin|soliris|solumedrol|truxima|ultomiris|vyvgart|xembify|yimmugo",
    re.IGNORECASE,
)
# Names and initials that are no news: the guide's own subject, countries and groups' names.
INITIALS = re.compile(r"GBS\|CIDP|\b(?:[A-Z]{2,}|IVIg|SCIg|Ig[AGM]|GM1)\b")
STUDIES = re.compile(r"\b(?:study|studies|trials?|approved|approvals?)\b", re.IGNORECASE)
KNOWN_INITIALS = {"MMN", "US", "UK", "GBS|CIDP"}


def test_it_is_said_that_this_is_no_medical_advice(guide: Guide) -> None:
    """N-10, on the first screen that a visitor reads and in the section about the guide."""
    advice = (
        "This is general information. It is not medical advice and cannot tell you what you have. "
        "Talk with your doctor."
    )
    assert guide.interface["home.disclaimer"] == advice
    assert advice in screen(guide, "about", "not-medical-advice")


def test_treatable_and_not_curable_are_said_together(guide: Guide) -> None:
    """N-07."""
    for section, page in (("what-mmn-is", "treatable"), ("ivig", "not-a-cure")):
        text = screen(guide, section, page)
        assert "can be treated" in text and "cure" in text


def test_a_medicine_is_never_changed_because_of_the_kiosk(guide: Guide) -> None:
    """N-15."""
    for section, page in (
        ("about", "your-medicines"),
        ("other-treatment", "do-not-change-medicines-alone"),
    ):
        assert "Do not stop, skip, change or start any medicine" in screen(guide, section, page)
    assert "Steroids" in screen(guide, "other-treatment", "steroids-can-harm")


def test_nobody_told_that_they_have_als_is_told_otherwise(guide: Guide) -> None:
    """N-16, X-37: each screen that sets ALS beside MMN sends the reader to the neurologist."""
    for section, page in (
        ("what-mmn-is", "not-als"),
        ("getting-diagnosed", "looks-like-als"),
        ("getting-diagnosed", "how-they-differ"),
        ("getting-diagnosed", "told-als"),
    ):
        text = screen(guide, section, page)
        assert "eurologist" in text and "cannot tell" in text


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d\s*(?:g|mg|mcg|µg|ml|iu)\b",
        r"\bgrams?\b|\bmilligrams?\b|g/kg|per kilo|per kg",
        r"recovers? quickly|quick recovery",
        r"%|\bper ?cent\b",
        r"\bprogressive\b",
        r"acupuncture|\bdiets?\b|supplements?",
    ],
)
def test_what_is_never_said(guide: Guide, pattern: str) -> None:
    """N-04, N-06, N-08, N-19: no dose, no promise, no remedy that pages sell."""
    for place, text in every_text(guide):
        assert not re.search(pattern, text, re.IGNORECASE), place


@pytest.mark.parametrize("fact", ["N-32", "N-33", "N-34", "N-35", "N-36", "N-37", "N-38", "N-43"])
def test_what_no_clinician_has_checked_says_so(guide: Guide, fact: str) -> None:
    """Each paragraph that rests on one is closed by saying so, a list item in brackets.

    It may not read as if the patient was to wait.
    """
    for place, page in pages(guide):
        assert "waiting for a clinician" not in whole_text(page), place
        for block in page.blocks:
            if fact in block.facts:
                closing = block.sentences[-1].shown
                if block.kind == "item":
                    assert closing.endswith("(no clinician has checked this point yet)."), place
                else:
                    assert closing == "No clinician has checked this point yet.", place


def test_what_is_said_of_studies_and_approvals_is_dated(guide: Guide) -> None:
    """N-41, with the month of the section's own check.

    The test of the nerves is no such study, nor is what Medicare approves an approval.
    """
    for section in guide.sections:
        dated = f"Checked {section.checked:%B %Y}. There may be newer news."
        for page in section.pages:
            text = whole_text(page)
            other = text.replace("nerve conduction study", "").replace("approved amount", "")
            spoken_of = STUDIES.search(other) and section.slug != "about"
            assert bool(spoken_of) == (dated in text), f"{section.slug}/{page.slug}"


def test_common_and_urgent_are_told_apart_in_the_same_words(guide: Guide) -> None:
    """C-29, C-30: a fever is told with its number, bumps that itch as 911."""
    for place, text in every_text(guide):
        for fever in re.findall(r"fever over.{0,40}", text):
            assert fever.startswith("fever over 100 degrees Fahrenheit (37.8 Celsius)"), place
    text = screen(guide, "ivig", "fever-or-rash")
    assert "For itchy, raised skin bumps (hives), call 911." in text
    assert "tell the nurse" in text and "Itching or a flat rash" in text and "A mild fever" in text
    assert "A headache alone is common." in screen(guide, "ivig", "easing-side-effects")


def test_no_share_of_people_helped_is_told(guide: Guide) -> None:
    """C-21; a share stands for one thing that harms, the headache."""
    shares = {place for place, text in every_text(guide) if re.search(r"\b\d+ in \d+\b", text)}
    assert shares == {"ivig/headache"}


def test_a_cure_is_named_to_say_that_there_is_none(guide: Guide) -> None:
    for place, page in pages(guide):
        for word in re.finditer(r".{0,25}\bcure", whole_text(page), re.IGNORECASE):
            assert "not" in word[0], place


def test_just_and_only_make_nothing_small(guide: Guide) -> None:
    """N-08."""
    for place, page in pages(guide):
        assert not re.search(r"\b(?:just|only)\b", whole_text(page), re.IGNORECASE), place


def test_numbers_have_no_decimals(guide: Guide) -> None:
    """The thermometer's own, from which the care team is called, stays: 100 Fahrenheit is 37.8."""
    for place, page in pages(guide):
        text = whole_text(page).replace("(37.8 Celsius)", "")
        assert not re.search(r"\d\.\d", text), place


def test_no_brand_is_named(guide: Guide) -> None:
    """Sources' names count too."""
    sources = [
        (place, f"{guide.source_line(source).shown} {source.address}")
        for place, page in pages(guide)
        for source in page.sources
    ]
    for place, text in (*every_text(guide), *sources):
        assert not BRANDS.search(text), place


def test_a_screen_brings_one_new_set_of_initials_at_most(guide: Guide) -> None:
    """N-03; new is what stands for the first time in its section."""
    for section in guide.sections:
        seen = set(KNOWN_INITIALS)
        for page in section.pages:
            found = set(INITIALS.findall(whole_text(page)))
            assert len(found - seen) <= 1, f"{section.slug}/{page.slug}: {found - seen}"
            seen |= found


def test_closed_and_unchecked_contacts_say_so(guide: Guide) -> None:
    support = guide.section("support")
    assert support
    text = " ".join(whole_text(page) for page in support.pages)
    assert "212-692-0662" not in text and "neuropathy.org" not in text
    for page in support.pages:
        contacts = [block for block in page.blocks if block.kind == "contact"]
        if contacts:
            assert "call" in contacts[-1].sentences[0].shown, page.slug

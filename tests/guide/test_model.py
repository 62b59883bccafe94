"""The guide as the screens and the voice use it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.files.place import ContentPlace
from kiosk.guide import Guide, load_guide
from kiosk.guide.model import Block, Page, Source, spoken_date
from kiosk.guide.sentences import Sentence, split_sentences


def test_a_section_is_a_book_with_two_ends(guide: Guide) -> None:
    section = guide.sections[0]
    first, second, last = section.pages[0], section.pages[1], section.pages[-1]
    assert section.beside(first) == (None, second)
    assert section.beside(second)[0] == first
    assert section.beside(last) == (section.pages[-2], None)


def test_sections_and_pages_are_found_by_address(guide: Guide) -> None:
    section = guide.section("help-now")
    assert section and section.pages[0].slug == "emergency"
    assert section.page("emergency") == section.pages[0]
    assert section.page("nowhere") is None and guide.section("nowhere") is None


def test_a_page_lists_each_fact_once_and_reads_without_its_pictures() -> None:
    blocks = (
        Block("paragraph", split_sentences("One. Two."), ("S-01", "S-02")),
        Block("picture", split_sentences("A drawing."), ()),
        Block("item", split_sentences("Three."), ("S-02",)),
    )
    page = Page("a", Sentence.of("Title"), blocks, 1)
    assert page.facts == ("S-01", "S-02")
    assert page.text == "One. Two. Three."


def test_the_voice_is_given_every_sentence_once(guide: Guide) -> None:
    sentences = list(guide.sentences())
    ids = [sentence.id for sentence in sentences]
    assert len(set(ids)) == len(ids)
    shown = {sentence.shown for sentence in sentences}
    section = guide.sections[0]
    assert {section.title.shown, section.tile.shown} <= shown
    for page in section.pages:
        assert {page.title.shown, *(s.shown for b in page.in_clinic for s in b.sentences)} <= shown
        assert {guide.source_line(source).shown for source in page.sources} <= shown
    assert {one.shown for one in guide.review(section)} <= shown
    assert {guide.words[0].title.shown, guide.say("idle.question")[0].shown} <= shown
    assert all(guide.by_id[sentence.id] is sentence for sentence in sentences)


def test_a_section_says_when_it_was_checked_and_by_whom(small: Path) -> None:
    guide = load_guide(ContentPlace(small))
    section = guide.sections[0]
    assert [one.shown for one in guide.review(section)] == [
        "Checked on November 23, 2026.",
        "Check again by November 23, 2027.",
        guide.text("review.nobody"),
    ]
    signed = {"reviewed_by": "A. Bee, neurologist", "reviewed_on": date(2026, 12, 1)}
    reviewed = replace(section, **signed, reviewed_text=section.text_code)
    assert (
        guide.review(reviewed)[-1].shown == "Reviewed by A. Bee, neurologist on December 1, 2026."
    )


def test_a_review_counts_for_the_text_that_was_reviewed_alone(small: Path) -> None:
    """Who trusts a doctor's name must not be shown it over other words."""
    file = small / "symptoms.md"
    before = load_guide(ContentPlace(small)).sections[0]
    signed = f"reviewed_by: A. Bee\nreviewed_on: 2026-12-01\nreviewed_text: {before.text_code}"
    text = file.read_text("utf-8").replace("reviewed_by: null", signed)
    file.write_text(text, "utf-8")
    assert load_guide(ContentPlace(small)).sections[0].is_reviewed
    for old, new in (
        ("MMN starts in the hands.", "MMN starts in the feet."),
        ("- Your grip is weak.", "- Your grip is strong."),
        ("## Where it starts {", "## Where it begins {"),
        ("title: Symptoms", "title: Signs"),
        ("[A weak hand.]", "[A strong hand.]"),
    ):
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        edited = load_guide(ContentPlace(small))
        assert not edited.sections[0].is_reviewed, new
        assert edited.review(edited.sections[0])[-1].shown == edited.text("review.nobody")
    file.write_text(text.replace("checked: 2026-11-23", "checked: 2026-11-30"), "utf-8")
    assert load_guide(ContentPlace(small)).sections[0].is_reviewed, "its facts were checked again"
    (small / "pictures" / "hand.svg").write_text('<svg viewBox="0 0 8 8"/>')
    assert not load_guide(ContentPlace(small)).sections[0].is_reviewed


@pytest.mark.parametrize("lacks", ["reviewed_by", "reviewed_on", "reviewed_text"])
def test_half_a_signature_is_none(small: Path, lacks: str) -> None:
    section = load_guide(ContentPlace(small)).sections[0]
    signed = {"reviewed_by": "A. Bee", "reviewed_on": date(2026, 12, 1)}
    whole = replace(section, **signed, reviewed_text=section.text_code)
    assert whole.is_reviewed and not replace(whole, **{lacks: None}).is_reviewed


def test_interface_texts_are_filled_in(guide: Guide) -> None:
    assert guide.text("place.of", page="2", pages="9") == "2 of 9"
    assert guide.text("band.back") == "Back"


def test_a_source_is_one_line(guide: Guide) -> None:
    source = Source("a", "A title", "A publisher", "a.org", "B")
    assert guide.source_line(source).shown == "A publisher: A title."


def test_a_date_is_written_as_it_is_said() -> None:
    assert spoken_date(date(2026, 1, 5), "en") == "January 5, 2026"
    assert spoken_date(date(2026, 1, 5), "es") == "5 de enero de 2026"
    assert spoken_date(date(2026, 1, 5), "xx") == "2026-01-05"


def test_help_is_found_where_it_always_was(shipped_copy: Path) -> None:
    """A clinic's own folder that was written before the front matter had a word for it."""
    file = shipped_copy / "help-now.md"
    file.write_text(file.read_text().replace("help: true\n", ""))
    old = load_guide(ContentPlace(shipped_copy))
    assert old.help_section and old.help_section.slug == "help-now"


def test_help_may_have_another_address(shipped_copy: Path) -> None:
    (shipped_copy / "help-now.md").rename(shipped_copy / "x-help-now.md")
    renamed = load_guide(ContentPlace(shipped_copy))
    assert renamed.help_section and renamed.help_section.slug == "x-help-now"

"""A content folder is read whole; what is broken is left out and named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError
from kiosk.guide import Guide, load_guide
from kiosk.guide.loader import words_used
from kiosk.guide.markdown.section_file import read_section
from kiosk.guide.model import Page, Word
from kiosk.guide.sentences import Sentence, split_sentences

Change = Callable[[str, str, str], None]


def test_the_shipped_guide_has_ten_sections_in_order(guide: Guide) -> None:
    assert guide.problems == ()
    assert [section.slug for section in guide.sections] == [
        "what-mmn-is",
        "symptoms",
        "getting-diagnosed",
        "ivig",
        "other-treatment",
        "living",
        "support",
        "questions",
        "help-now",
        "about",
    ]
    primary = [section.slug for section in guide.sections if section.primary]
    assert primary == ["symptoms", "ivig", "support"]


def test_a_page_knows_its_words_and_sources(small: Path) -> None:
    page = load_guide(ContentPlace(small)).sections[0].pages[0]
    assert [word.word for word in page.words] == ["MMN"]
    assert [source.id for source in page.sources] == ["webmd", "ninds"]


def test_a_broken_section_is_left_out_and_named(small: Path, change: Change) -> None:
    good = (small / "symptoms.md").read_text()
    (small / "other.md").write_text(good.replace("order: 2", "order: second"))
    guide = load_guide(ContentPlace(small))
    assert [section.slug for section in guide.sections] == ["symptoms"]
    assert [problem.file.name for problem in guide.problems] == ["other.md"]


@pytest.mark.parametrize("name", ["words.yaml", "sources.yaml"])
def test_a_broken_list_leaves_every_screen(small: Path, name: str) -> None:
    (small / name).write_text("broken: [\n")
    guide = load_guide(ContentPlace(small))
    assert len(guide.sections) == 1
    assert [problem.file.name for problem in guide.problems] == [name]


def test_nothing_to_show_is_an_error_with_every_fault(small: Path, tmp_path: Path) -> None:
    (small / "symptoms.md").write_text("no head\n")
    with pytest.raises(ContentError, match="no section that can be shown") as error:
        load_guide(ContentPlace(small))
    assert any(problem.file.name == "symptoms.md" for problem in error.value.problems)
    with pytest.raises(ContentError, match="no such content folder"):
        load_guide(ContentPlace(tmp_path / "nowhere"))


def test_a_folder_named_like_a_section_stops_nothing(small: Path) -> None:
    (small / "odd.md").mkdir()
    guide = load_guide(ContentPlace(small))
    assert len(guide.sections) == 1 and guide.problems[0].file.name == "odd.md"


def word(text: str, *forms: str) -> Word:
    return Word(text, forms, split_sentences("A meaning."), False, 1)


def page(text: str, small: Path) -> Page:
    section = read_section(small / "symptoms.md", {})
    block = section.pages[0].blocks[0].__class__("paragraph", split_sentences(text))
    return Page("a", Sentence.of("A title"), (block,), 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your motor nerves.", ["motor nerve"]),
        ("Motor nerve first, then an IV.", ["motor nerve", "IV"]),
        ("An IV, then a MOTOR NERVE.", ["IV", "motor nerve"]),
        ("Say iv, IVs or an IV-line.", ["IV"]),
        ("An IVIg dose and motor-nerve.", []),
        ("Nothing hard.", []),
    ],
)
def test_hard_words_are_found_whole_in_every_form(small: Path, text: str, found: list[str]) -> None:
    words = [word("motor nerve", "motor nerves"), word("IV", "IVs")]
    assert [one.word for one in words_used(page(text, small), words)] == found

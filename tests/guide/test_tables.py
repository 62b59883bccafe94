"""words.yaml, sources.yaml, facts.yaml and interface.yaml: read whole, or every fault told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.files import place
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError, Problem
from kiosk.guide import tables as yaml_files
from kiosk.guide.tables import (
    read_corrections,
    read_facts,
    read_interface,
    read_sources,
    read_words,
)

Change = Callable[[str, str, str], None]


def test_words_know_their_forms_meaning_and_line(small: Path) -> None:
    file = small / "words.yaml"
    file.write_text("# Words\n- word: nerve\n  forms: [nerves]\n  meaning: One. Two.\n")
    (word,) = read_words(file)
    assert (word.word, word.forms, word.name, word.line) == ("nerve", ("nerves",), False, 2)
    assert [sentence.shown for sentence in word.meaning] == ["One.", "Two."]
    assert word.title.shown == "Nerve."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("word: a\n", "not a list of words"),
        ("- word: a\n  meaning: b\n- word: c\n", "words.yaml:3: The word c has no good `meaning`"),
        ("- meaning: b\n", "words.yaml:1: The word here has no good `word`"),
        ("- text\n", "words.yaml:1: The word here has no good `word`"),
        ("- word: a\n  meaning: b\n  forms: c\n", "words.yaml:1: The word a has no good `forms`"),
        ("- word: a\n  meaning: [b]\n", "words.yaml:1: The word a has no good `meaning`"),
    ],
)
def test_a_broken_word_is_told(small: Path, text: str, told: str) -> None:
    (small / "words.yaml").write_text(text)
    with pytest.raises(ContentError, match=told):
        read_words(small / "words.yaml")


def test_sources_know_their_line(small: Path) -> None:
    sources = read_sources(small / "sources.yaml")
    assert sources["webmd"].publisher == "Web" and sources["ninds"].strength == "A"
    assert [source.line for source in sources.values()] == [2, 7]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sources:", "others:", "There are no `sources:`"),
        ("    title: MMN\n", "", "sources.yaml:2: The source webmd has no `title`"),
        ("strength: B", "strength: D", "sources.yaml:2: The source webmd has a strength other"),
        ("  ninds:\n", "  ninds: x\n  more:\n", "sources.yaml:7: The source ninds has no title"),
        ("  ninds:", "  7:", "sources.yaml:7: The id 7 is not a text"),
    ],
)
def test_a_broken_source_is_told(
    small: Path, change: Change, old: str, new: str, told: str
) -> None:
    change("sources.yaml", old, new)
    with pytest.raises(ContentError, match=told):
        read_sources(small / "sources.yaml")


def test_facts_and_corrections(small: Path, change: Change) -> None:
    change("facts.yaml", "corrections: {}", "corrections:\n  S-14: C-15")
    assert read_facts(small / "facts.yaml") == {"S-14": "Hands.", "S-16": "One place."}
    assert read_corrections(small / "facts.yaml") == {"S-14": "C-15"}


def test_a_fact_that_says_nothing_is_told(small: Path, change: Change) -> None:
    change("facts.yaml", "S-16: One place.", "S-16:")
    with pytest.raises(ContentError, match="facts.yaml:3: The fact S-16 says nothing"):
        read_facts(small / "facts.yaml")


def texts_of(folder: Path, language: str = "en") -> tuple[dict[str, str], list[str]]:
    problems: list[Problem] = []
    texts = read_interface(ContentPlace(folder, language), problems.append)
    return texts, [str(problem) for problem in problems]


def test_an_interface_of_ones_own(small: Path, change: Change) -> None:
    change("interface.yaml", "band.back: Back", "band.back: Zurück")
    texts, told = texts_of(small)
    assert texts["band.back"] == "Zurück" and told == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("band.back: Back", 'band.back: ""', "The text `band.back` has no word in it."),
        ("band.back: Back", 'band.back: " \u00a0 "', "The text `band.back` has no word in it."),
        ("band.back: Back", 'band.back: "..."', "The text `band.back` has no word in it."),
        ('"Phone: {value}."', '"…"', "The text `contact.phone` has no word in it."),
        ("band.back: Back", "band.back: 5", "The text `band.back` is not a text."),
        ("band.back: Back", "band.back: Back\nband.bakc: Back", "`band.bakc` means nothing."),
        ("Phone: {value}.", "Phone: {number}.", "`contact.phone` has the wrong {fields}."),
        ("Phone: {value}.", "Phone: {value:d}.", "`contact.phone` has the wrong {fields}."),
        ("Phone: {value}.", "Phone: {value.", "`contact.phone` has the wrong {fields}."),
        ("Phone: {value}.", "Phone.", "`contact.phone` has the wrong {fields}."),
    ],
)
def test_a_broken_text_is_told_and_the_shipped_one_is_shown(
    small: Path, change: Change, old: str, new: str, told: str
) -> None:
    change("interface.yaml", old, new)
    texts, problems = texts_of(small)
    shipped, _ = texts_of(small / "nothing")
    assert texts == shipped
    assert len(problems) == 1 and told in problems[0]


def test_a_pack_has_only_the_texts_that_it_wants_otherwise(small: Path) -> None:
    (small / "interface.yaml").write_text("app.name: Gout\n")
    texts, problems = texts_of(small)
    shipped, _ = texts_of(small / "nothing")
    assert texts == shipped | {"app.name": "Gout"} and problems == []


def test_in_another_language_a_missing_text_is_told(small: Path, change: Change) -> None:
    """It would be shown in English."""
    change("interface.yaml", "band.back: Back\n", "")
    texts, (problem,) = texts_of(small, "de")
    assert "The text `band.back` is missing." in problem and texts["band.back"] == "Back"


def test_a_language_has_its_own_common_texts_beside_the_packs(small: Path, tmp_path: Path) -> None:
    common, pack = tmp_path / "common" / "de", tmp_path / "gout" / "de"
    common.mkdir(parents=True)
    pack.mkdir(parents=True)
    (small / "interface.yaml").rename(common / "interface.yaml")
    (pack / "interface.yaml").write_text("app.name: Gicht\n")
    texts, problems = texts_of(pack, "de")
    assert texts["app.name"] == "Gicht" and problems == []


@pytest.mark.parametrize("text", ["- a list\n", "broken: [\n", ""])
def test_a_broken_interface_leaves_the_shipped_one(small: Path, text: str) -> None:
    (small / "interface.yaml").write_text(text)
    texts, problems = texts_of(small)
    assert texts["band.back"] == "Back" and len(problems) == 1


@pytest.mark.parametrize("text", ['""', '" "', "5", "~"])
def test_an_empty_text_among_the_shipped_ones_is_told_and_still_shows_a_word(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change, text: str
) -> None:
    """Who writes into the kiosk's own folder gets a word on the button, not a broken kiosk."""
    change("interface.yaml", "band.home: Home", f"band.home: {text}")
    common = tmp_path / "common" / "en"
    common.mkdir(parents=True)
    shutil.copy(small / "interface.yaml", common)
    monkeypatch.setattr(yaml_files, "SHIPPED", tmp_path)
    monkeypatch.setattr(place, "SHIPPED", tmp_path)
    texts, problems = texts_of(small / "nothing")
    assert texts["band.home"] == "Home"
    (problem,) = problems
    lines = (small / "interface.yaml").read_text("utf-8").splitlines()
    line = 1 + next(n for n, one in enumerate(lines) if one.startswith("band.home:"))
    assert f"interface.yaml:{line}: The text `band.home` has no word in it." in problem
    assert "Remedy: Write `band.home: Home`" in problem


@pytest.mark.parametrize("broken", ["- a list\n", "broken: [\n"])
def test_shipped_texts_that_break_are_as_they_were(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """A slip of the pen in the common texts holds back no other file."""
    common = tmp_path / "common" / "en"
    common.mkdir(parents=True)
    monkeypatch.setattr(yaml_files, "SHIPPED", tmp_path)
    monkeypatch.setattr(place, "SHIPPED", tmp_path)
    shutil.move(small / "interface.yaml", common)
    good, _ = texts_of(small)
    (common / "interface.yaml").write_text(broken)
    problems: list[Problem] = []
    assert read_interface(ContentPlace(small), problems.append, good) == good
    assert problems and all(one.file == common / "interface.yaml" for one in problems)
    with pytest.raises(ContentError):
        texts_of(small)

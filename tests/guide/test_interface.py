"""interface.yaml: a text that is broken is told, and another stands in its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.files import place
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError, Problem
from kiosk.guide import interface
from kiosk.guide.interface import interface_schema, read_interface

Change = Callable[[str, str, str], None]


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
        ("band.back: Back", 'band.back: ""', "`band.back` has no word in it. Remedy: Write"),
        ("band.back: Back", 'band.back: " \u00a0 "', "`band.back` has no word in it."),
        ("band.back: Back", 'band.back: "..."', "`band.back` has no word in it."),
        ("band.back: Back", "band.back:", "`band.back` is empty. Remedy: Write `band.back: Back`"),
        ('"Phone: {value}."', '"…"', "`contact.phone` has no word in it."),
        (
            "band.back: Back",
            "band.back: 5",
            "`band.back` is not a text. Remedy: Write `band.back:",
        ),
        ("band.back: Back", "band.back: [Back]", "`band.back` is not a text."),
        ("band.back: Back", "band.back: yes", "`band.back` is not a text."),
        (
            "band.back: Back",
            "band.back: Back\n5: Back",
            "The key `5` is not a text. Remedy: Put",
        ),
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
    place, _, _ = problems[0].partition(": ")
    assert place == f"{small / 'interface.yaml'}:{line_of(small, new)}"


def line_of(folder: Path, text: str) -> int:
    """The line of the last line of `text` in the folder's interface.yaml."""
    lines = (folder / "interface.yaml").read_text("utf-8").splitlines()
    return 1 + next(n for n, one in enumerate(lines) if text.splitlines()[-1] in one)


def test_every_fault_is_told_at_once_and_the_other_texts_are_shown(
    small: Path, change: Change
) -> None:
    change("interface.yaml", "band.back: Back", "band.back: 5\nband.bakc: Back")
    change("interface.yaml", "band.next: Next", "band.next: Onward")
    change("interface.yaml", "Phone: {value}.", "Phone.")
    texts, problems = texts_of(small)
    assert len(problems) == 3
    assert (texts["band.back"], texts["band.next"]) == ("Back", "Onward")


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


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('""', "has no word in it"),
        ('" "', "has no word in it"),
        ("5", "is not a text"),
        ("~", "is empty"),
    ],
)
def test_an_empty_text_among_the_shipped_ones_is_told_and_still_shows_a_word(
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Change,
    text: str,
    fault: str,
) -> None:
    """Who writes into the kiosk's own folder gets a word on the button, not a broken kiosk."""
    change("interface.yaml", "band.home: Home", f"band.home: {text}")
    common = tmp_path / "common" / "en"
    common.mkdir(parents=True)
    shutil.copy(small / "interface.yaml", common)
    monkeypatch.setattr(interface, "SHIPPED", tmp_path)
    monkeypatch.setattr(place, "SHIPPED", tmp_path)
    texts, problems = texts_of(small / "nothing")
    assert texts["band.home"] == "Home"
    (problem,) = problems
    line = line_of(small, "band.home:")
    assert f"interface.yaml:{line}: `band.home` {fault}." in problem
    assert "Remedy: Write `band.home: Home`" in problem


@pytest.mark.parametrize(("broken", "line"), [("- a list\n", 1), ("good: a\nbroken: [\n", 2)])
def test_shipped_texts_that_break_are_as_they_were(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, line: int
) -> None:
    """A slip of the pen in the common texts holds back no other file."""
    common = tmp_path / "common" / "en"
    common.mkdir(parents=True)
    monkeypatch.setattr(interface, "SHIPPED", tmp_path)
    monkeypatch.setattr(place, "SHIPPED", tmp_path)
    shutil.move(small / "interface.yaml", common)
    good, _ = texts_of(small)
    (common / "interface.yaml").write_text(broken)
    problems: list[Problem] = []
    assert read_interface(ContentPlace(small), problems.append, good) == good
    assert [(one.file, one.line) for one in problems] == [(common / "interface.yaml", line)]
    with pytest.raises(ContentError):
        texts_of(small)


def test_a_shipped_file_that_is_gone_leaves_the_texts_as_they_were(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, _ = texts_of(small)
    monkeypatch.setattr(interface, "SHIPPED", tmp_path / "nowhere")
    problems: list[Problem] = []
    assert read_interface(ContentPlace(small), problems.append, good) == good
    assert [one.fault for one in problems] == ["The file is missing."]


def test_an_editor_knows_every_key_and_what_the_english_says() -> None:
    schema = interface_schema()
    assert schema["additionalProperties"] is False
    remedy = schema["properties"]["band.back"]["description"]
    assert remedy == "Write `band.back: Back`, in your own language."
    remedy = schema["properties"]["contact.phone"]["description"]
    assert remedy == 'Write `contact.phone: "Phone: {value}."`, in your own language.'

"""commands.yaml: read whole, or every fault told with file, line and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import Settings
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError
from kiosk.listening.command_file import load_commands, read_phrases
from kiosk.listening.commands import Command

SHIPPED = Settings().place.files("commands.yaml")
Change = Callable[[str, str], Path]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """changed("old", "new"): both shipped files as one, with one text changed."""

    def write(old: str, new: str) -> Path:
        text = "".join(file.read_text() for file in SHIPPED)
        assert old in text
        file = tmp_path / "commands.yaml"
        file.write_text(text.replace(old, new, 1))
        return file

    return write


def test_a_phrase_is_on_the_line_that_the_file_has_it_on() -> None:
    lines = {file: file.read_text().splitlines() for file in SHIPPED}
    for phrase in read_phrases(SHIPPED):
        assert phrase.text in lines[phrase.file][phrase.line - 1]


def test_a_section_that_the_guide_has_not_got_can_not_be_asked_for() -> None:
    few = load_commands(SHIPPED, {"symptoms"})
    assert few.of("symptoms") == Command("section", section="symptoms")
    assert few.of("support") is None and few.of("next") is not None


@pytest.mark.parametrize(
    ("old", "new", "line", "told", "remedy"),
    [
        ("next: [next,", "nxt: [next,", 5, "`nxt` means nothing", "Use one of: next, back, home"),
        ("next: [next,", "nxt: [next,", 0, "The command `next` is missing", "Write `next:`"),
        ('"yes": [', "yes: [", 0, "`yes` is missing", "Write `yes:`"),
        ('"yes": [', "yes: [", 20, "The key `yes` is not a text", "between quotation marks"),
        ("next: [next,", "next: [1,", 5, "`1` of `next` is not a phrase", "small letters"),
        ("next: [next,", "next: [Next,", 5, "`Next` of `next` is not a phrase", "small letters"),
        ("next: [next,", "next: [on, back,", 5, "`on` of `next` is not a phrase", 'quote "yes"'),
        (
            "next: [next,",
            "next:\n- next\n- a-b\n- [",
            7,
            "`a-b` of `next` is not a phrase",
            "small",
        ),
        ("wake: [computer]", "wake: []", 37, "`wake` is empty", "[next, next page]"),
        ("wake: [computer]", "wake:", 37, "`wake` is empty", "[next, next page]"),
        ("wake: [computer]", "wake: computer", 37, "`wake` is not a list", "[next, next page]"),
        ("go on, go forward", "go back, go forward", 6, "“go back” stands on line 5", "Keep one"),
        ("  9: [nine", "  10: [nine", 36, "The key `10` of `number` is not a number", "1 to 9"),
        ("  9: [nine", "  '9': [nine", 36, "The key `9` of `number` is not a number", "1 to 9"),
        ("  9: [nine, number nine]\n", "", 0, "Not every number can be said", "1 to 9"),
        ("section:\n", "section: 5\nmore:\n", 39, "`section` has no keys", "`symptoms:"),
        ("  ivig: [", "  ivig: no\n  iv: [", 41, "`ivig` of `section` is not a list", "people say"),
        ("[computer]", "[computer", 37, "not YAML", "Mend that line"),
    ],
)
def test_a_fault_is_told_with_its_line_and_remedy(
    changed: Change, old: str, new: str, line: int, told: str, remedy: str
) -> None:
    file = changed(old, new)
    with pytest.raises(ContentError) as error:
        read_phrases([file])
    (problem,) = [one for one in error.value.problems if told in one.fault]
    assert (problem.file, problem.line) == (file, line) and remedy in problem.remedy


def test_every_fault_is_told_at_once_and_none_for_another(changed: Change) -> None:
    """A command that is written wrongly isn't missing, too."""
    file = changed("next: [next,", "next: [Next,")
    text = file.read_text().replace("home: [home,", "home: [").replace("  9: [", "  10: [")
    file.write_text(text.replace("wake: [computer]", "wake: 5"))
    with pytest.raises(ContentError) as error:
        read_phrases([file])
    assert [one.line for one in error.value.problems] == [5, 36, 37]


def test_a_phrase_in_a_list_of_lines_has_its_own_line(changed: Change) -> None:
    file = changed("wake: [computer]", "wake:\n  - computer\n  - dear computer")
    lines = {one.text: one.line for one in read_phrases([file]) if one.command.name == "wake"}
    assert lines == {"computer": 38, "dear computer": 39}


def test_a_section_may_be_named_by_a_number(changed: Change) -> None:
    commands = load_commands([changed("  ivig: [treatment", "  2024: [treatment")], {"2024"})
    assert commands.of("treatment") == Command("section", section="2024")


def test_a_pack_says_only_what_it_wants_otherwise(tmp_path: Path) -> None:
    """The rest of what can be said names no illness and is the same for all."""
    pack = tmp_path / "gout" / "en"
    pack.mkdir(parents=True)
    assert ContentPlace(pack).files("commands.yaml") == SHIPPED[:1]
    (pack / "commands.yaml").write_text("next: [onwards]\nsection:\n  diet: [my diet]\n")
    files = ContentPlace(pack).files("commands.yaml")
    commands = load_commands(files, {"diet"})
    assert commands.of("onwards") == Command("next") and commands.of("continue") is None
    assert commands.of("my diet") == Command("section", section="diet")
    assert commands.of("go back") == Command("back") and commands.of("symptoms") is None


def test_a_phrase_of_two_files_is_told_with_both(tmp_path: Path) -> None:
    own = tmp_path / "commands.yaml"
    own.write_text("section:\n  diet: [go back]\n")
    told = rf"yaml:2: “go back” stands on line \d+ of {SHIPPED[0]}"
    with pytest.raises(ContentError, match=told):
        read_phrases([SHIPPED[0], own])


def test_a_file_of_no_commands_is_told(tmp_path: Path) -> None:
    file = tmp_path / "commands.yaml"
    file.write_text("- next\n")
    with pytest.raises(ContentError, match="yaml:1: The file has no keys. Remedy: Write one"):
        read_phrases([file])

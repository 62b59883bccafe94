"""commands.yaml: each phrase means its command, and counts only where it can be meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import PROJECT
from kiosk.files.problems import ContentError
from kiosk.listening.commands import (
    NUMBERS,
    Command,
    Commands,
    Context,
    Phrase,
    commands_file,
    read_phrases,
)

SHIPPED = PROJECT / "content" / "en" / "commands.yaml"
SLUGS = {file.stem for file in SHIPPED.parent.glob("*.md")}
PHRASES = read_phrases(SHIPPED)
COMMANDS = Commands.load(SHIPPED, SLUGS)
Change = Callable[[str, str], Path]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """changed("old", "new"): a copy of the shipped file with one text changed."""

    def write(old: str, new: str) -> Path:
        text = SHIPPED.read_text()
        assert old in text
        file = tmp_path / "commands.yaml"
        file.write_text(text.replace(old, new, 1))
        return file

    return write


def a_context_for(command: Command) -> Context:
    """One in which the command can be meant."""
    return Context(
        question=command.name in ("yes", "no"),
        wake_word=command.name == "wake",
    )


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.text)
def test_each_phrase_means_its_command_where_it_can_be_meant(phrase: Phrase) -> None:
    text, command = phrase.text, phrase.command
    assert COMMANDS.of(text) == command and text in COMMANDS.ways(command)
    assert COMMANDS.phrases(a_context_for(command))[text] == command


def test_a_phrase_is_on_the_line_that_the_file_has_it_on() -> None:
    lines = SHIPPED.read_text().splitlines()
    for phrase in PHRASES:
        assert phrase.text in lines[phrase.line - 1]


def test_each_single_word_has_a_longer_way_beside_it() -> None:
    for phrase in PHRASES:
        # The wake word is measured as it stands.
        if " " not in phrase.text and phrase.command.name != "wake":
            assert any(" " in way for way in COMMANDS.ways(phrase.command)), phrase.text


def test_every_section_but_help_can_be_asked_for() -> None:
    asked = {phrase.command.section for phrase in PHRASES} - {""}
    assert asked == SLUGS - {"help-now"}


def test_what_is_no_phrase_means_nothing() -> None:
    assert COMMANDS.of("coffee") is None and COMMANDS.ways(Command("coffee")) == ()
    assert COMMANDS.of("Next Page") == Command("next")


def names(context: Context) -> set[str]:
    return {command.name for command in COMMANDS.phrases(context).values()}


def test_while_reading_only_stop_and_pause_can_be_meant() -> None:
    assert names(Context(reading="MMN starts in the hands.")) == {"stop", "pause"}
    assert names(Context(reading="It.", question=True, wake_word=True)) == {"stop", "pause", "wake"}


@pytest.mark.parametrize("numbers", range(10))
def test_only_numbers_that_are_shown_can_be_meant(numbers: int) -> None:
    meant = COMMANDS.phrases(Context(numbers=numbers)).values()
    assert {one.number for one in meant} - {None} == {one for one in NUMBERS if one <= numbers}


def test_numbers_are_hidden_where_they_are_shown_and_shown_where_there_may_be_more() -> None:
    assert "hide-numbers" in names(Context(numbers=3)) - names(Context(numbers=0))
    assert "show-numbers" in names(Context(numbers=0)) & names(Context(numbers=9))


def test_yes_and_no_answer_a_question_and_are_nothing_without_one() -> None:
    assert not names(Context()) & {"yes", "no", "wake"}
    assert names(Context(question=True)) >= {"yes", "no", "back", "number"}


def test_a_section_that_the_guide_has_not_got_can_not_be_asked_for() -> None:
    few = Commands.load(SHIPPED, {"symptoms"})
    assert few.of("symptoms") == Command("section", section="symptoms")
    assert few.of("support") is None and few.of("next") is not None


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("next: [next,", "nxt: [next,", 4, "There is no command `nxt`"),
        ("next: [next,", "nxt: [next,", 0, "The command `next` is missing"),
        ('"yes": [', "yes: [", 0, "`yes` is missing"),
        ("next: [next,", "next: [1,", 4, "`1` is not a phrase"),
        ("next: [next,", "next: [Next,", 4, "`Next` is not a phrase"),
        ("next: [next,", "next: [on, back,", 4, "`True` is not a phrase"),
        ("wake: [computer]", "wake: []", 46, "`wake` has no list"),
        ("wake: [computer]", "wake: computer", 46, "`wake` has no list"),
        ("go on, go forward", "go back, go forward", 5, "“go back” stands on line 4 already"),
        ("  9: [nine", "  10: [nine", 26, "`number` isn't 1 to 9"),
        ("section:\n", "section: 5\nmore:\n", 36, "`section` is not a map"),
        ("[computer]", "[computer", 46, "not YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(
    changed: Change, old: str, new: str, line: int, told: str
) -> None:
    with pytest.raises(ContentError) as error:
        read_phrases(changed(old, new))
    (problem,) = [one for one in error.value.problems if told in one.fault]
    assert problem.line == line and problem.remedy


def test_a_folder_without_commands_goes_by_those_that_are_shipped(tmp_path: Path) -> None:
    assert commands_file(tmp_path) == SHIPPED
    (tmp_path / "commands.yaml").touch()
    assert commands_file(tmp_path) == tmp_path / "commands.yaml"


def test_a_file_of_no_commands_is_told(tmp_path: Path) -> None:
    file = tmp_path / "commands.yaml"
    file.write_text("- next\n")
    with pytest.raises(ContentError, match="There are no commands"):
        read_phrases(file)

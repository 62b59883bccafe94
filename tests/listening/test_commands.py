"""commands.yaml: each phrase means its command, and counts only where it can be meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import Settings
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError
from kiosk.listening.commands import (
    NUMBERS,
    Command,
    Commands,
    Context,
    Phrase,
    read_phrases,
)

PLACE = Settings().place
SHIPPED = PLACE.files("commands.yaml")
SLUGS = {file.stem for file in PLACE.folder.glob("*.md")}
PHRASES = read_phrases(SHIPPED)
COMMANDS = Commands.load(SHIPPED, SLUGS)
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
    lines = {file: file.read_text().splitlines() for file in SHIPPED}
    for phrase in PHRASES:
        assert phrase.text in lines[phrase.file][phrase.line - 1]


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
        ("next: [next,", "nxt: [next,", 5, "There is no command `nxt`"),
        ("next: [next,", "nxt: [next,", 0, "The command `next` is missing"),
        ('"yes": [', "yes: [", 0, "`yes` is missing"),
        ("next: [next,", "next: [1,", 5, "`1` is not a phrase"),
        ("next: [next,", "next: [Next,", 5, "`Next` is not a phrase"),
        ("next: [next,", "next: [on, back,", 5, "`True` is not a phrase"),
        ("wake: [computer]", "wake: []", 37, "`wake` has no list"),
        ("wake: [computer]", "wake: computer", 37, "`wake` has no list"),
        ("go on, go forward", "go back, go forward", 6, "“go back” stands on line 5 already"),
        ("  9: [nine", "  10: [nine", 27, "`number` isn't 1 to 9"),
        ("section:\n", "section: 5\nmore:\n", 39, "`section` is not a map"),
        ("[computer]", "[computer", 37, "not YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(
    changed: Change, old: str, new: str, line: int, told: str
) -> None:
    with pytest.raises(ContentError) as error:
        read_phrases([changed(old, new)])
    (problem,) = [one for one in error.value.problems if told in one.fault]
    assert problem.line == line and problem.remedy


def test_a_pack_says_only_what_it_wants_otherwise(tmp_path: Path) -> None:
    """The rest of what can be said names no illness and is the same for all."""
    pack = tmp_path / "gout" / "en"
    pack.mkdir(parents=True)
    assert ContentPlace(pack).files("commands.yaml") == SHIPPED[:1]
    (pack / "commands.yaml").write_text("next: [onwards]\nsection:\n  diet: [my diet]\n")
    files = ContentPlace(pack).files("commands.yaml")
    commands = Commands.load(files, {"diet"})
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
    with pytest.raises(ContentError, match="There are no commands"):
        read_phrases([file])

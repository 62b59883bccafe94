"""What can be said: each phrase means its command, and counts only where it can be meant."""

import pytest

from kiosk.config import Settings
from kiosk.listening.command_file import load_commands, read_phrases
from kiosk.listening.commands import NUMBERS, Command, Context, Phrase

PLACE = Settings().place
SHIPPED = PLACE.files("commands.yaml")
SLUGS = {file.stem for file in PLACE.folder.glob("*.md")}
PHRASES = read_phrases(SHIPPED)
COMMANDS = load_commands(SHIPPED, SLUGS)


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

"""What can be said, and what it means; command_file.py reads it.

Which phrases count depends on what is on the screen. Every phrase that can't be meant now is one
that can't be heard by mistake: that keeps more wrong acts away than any threshold does.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NUMBERS = range(1, 10)
# Commands without an argument; `number`, `section` and `wake` have their own form in the file.
NAMES = (
    *("next", "back", "home", "help", "settings", "read", "pause", "stop", "repeat"),
    *("louder", "quieter", "faster", "slower", "bigger", "smaller", "yes", "no"),
    *("show-numbers", "hide-numbers", "what-can-i-say", "stop-listening", "finish", "wake"),
)
WITH_ARGUMENT = ("number", "section")
# All that can be meant while the kiosk speaks itself.
_WHILE_READING = ("stop", "pause", "wake")
_ANSWERS = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is a key of commands.yaml; `number` (1 to 9) or a `section`'s slug go with it."""

    name: str
    number: int | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What is on the screen now.

    `numbers`: how many targets carry a number, 0 to 9; with 0, numbers are no commands. `reading`:
    the text being read aloud, "" when silent. `question`: a yes/no question or "did you mean" is
    on the screen. `wake_word`: a command counts only after it.
    """

    numbers: int = 9
    reading: str = ""
    question: bool = False
    wake_word: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a command, on a line of `file` counted from 1; 0 if not known."""

    text: str
    command: Command
    line: int = 0
    file: Path = Path()


class Commands:
    """Every phrase and the command it means."""

    def __init__(self, phrases: Collection[Phrase]) -> None:
        self.all = tuple(phrases)
        self._meanings = {phrase.text: phrase.command for phrase in phrases}

    def phrases(self, context: Context) -> dict[str, Command]:
        """The phrases that count now, in lower case, and what each means."""
        return {
            text: command for text, command in self._meanings.items() if _counts(command, context)
        }

    def of(self, phrase: str) -> Command | None:
        """What a phrase means, whatever is on the screen; None for no command."""
        return self._meanings.get(phrase.lower())

    def ways(self, command: Command) -> tuple[str, ...]:
        """Every way to say a command, the one to show first; () where it can't be said."""
        return tuple(phrase.text for phrase in self.all if phrase.command == command)


def as_rows(commands: Commands) -> list[list[Any]]:
    """What can be said, for another process: [text, name, number, section] a phrase."""
    rows = ((one.text, one.command) for one in commands.all)
    return [[text, one.name, one.number, one.section] for text, one in rows]


def commands_from(rows: Iterable[Sequence[Any]]) -> Commands:
    """The commands of as_rows()."""
    return Commands([Phrase(text, Command(*command)) for text, *command in rows])


def _counts(command: Command, context: Context) -> bool:
    """Whether a command can be meant now."""
    name = command.name
    if name == "wake":
        return context.wake_word
    if context.reading:
        return name in _WHILE_READING
    if name in _ANSWERS:
        return context.question
    if command.number is not None:
        return command.number <= context.numbers
    # Said again, "show numbers" gives the next nine.
    return name != "hide-numbers" or context.numbers > 0

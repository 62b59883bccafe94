"""What can be said and what it means: commands.yaml -> Commands, with the file's line of each.

Which phrases count depends on what is on the screen. Every phrase that can't be meant now is one
that can't be heard by mistake: that keeps more wrong acts away than any threshold does.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

from kiosk.files.problems import ContentError, Problem
from kiosk.files.yaml_text import key_lines, read_text, read_yaml

NUMBERS = range(1, 10)
# Commands without an argument; `number`, `section` and `wake` have their own form in the file.
NAMES = (
    *("next", "back", "home", "help", "settings", "read", "pause", "stop", "repeat"),
    *("louder", "quieter", "faster", "slower", "bigger", "smaller", "yes", "no"),
    *("show-numbers", "hide-numbers", "what-can-i-say", "stop-listening", "finish", "wake"),
)
_WITH_ARGUMENT = ("number", "section")
# All that can be meant while the kiosk speaks itself.
_WHILE_READING = ("stop", "pause", "wake")
_ANSWERS = ("yes", "no")
# The recogniser spells with these; a numeral or a dash would be said in more ways than one.
_PHRASE = re.compile(r"[a-z']+( [a-z']+)*")


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

    @classmethod
    def load(cls, files: Sequence[Path], section_slugs: Collection[str]) -> Self:
        """Read each commands.yaml; a section that the guide hasn't got now is left out.

        Raises ContentError with file, line and remedy of every fault.
        """
        found = read_phrases(files)
        return cls([one for one in found if one.command.section in ("", *section_slugs)])

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


class _Entry(NamedTuple):
    """A command with its phrases, as yet unchecked, and where it stands."""

    command: Command
    phrases: Any
    file: Path
    line: int


def read_phrases(files: Sequence[Path]) -> list[Phrase]:
    """Every phrase of some commands.yaml; a command of a later file replaces an earlier one's.

    Raises ContentError with every Problem found in them.
    """
    entries: dict[Command, _Entry] = {}
    problems: list[Problem] = []
    for file in files:
        whole = read_yaml(file)
        if not isinstance(whole, dict):
            remedy = "Write one `command: [phrase, another phrase]` a line."
            raise ContentError(Problem(file, 0, "There are no commands.", remedy))
        problems += _key_faults(whole, file)
        entries |= {entry.command: entry for entry in _entries(whole, file)}
    problems += _missing(entries, files[0] if files else Path("commands.yaml"))
    problems += _phrase_faults(entries.values())
    if problems:
        raise ContentError(*sorted(problems))
    return [
        Phrase(text, entry.command, entry.line, entry.file)
        for entry in sorted(entries.values(), key=_as_listed)
        for text in entry.phrases
    ]


def _as_listed(entry: _Entry) -> int:
    """In the order of NAMES, then numbers, then sections, whatever file they come from."""
    known = (*NAMES, *_WITH_ARGUMENT)
    return known.index(entry.command.name)


def _entries(whole: Mapping[Any, Any], file: Path) -> Iterator[_Entry]:
    text = read_text(file)
    lines = key_lines(text)
    for name in NAMES:
        if name in whole:
            yield _Entry(Command(name), whole[name], file, lines.get(name, 0))
    for kind in _WITH_ARGUMENT:
        under = key_lines(text, kind)
        for key, phrases in _map(whole.get(kind)).items():
            line = under.get(str(key), 0)
            if kind == "section":
                yield _Entry(Command(kind, section=str(key)), phrases, file, line)
            elif key in NUMBERS:
                yield _Entry(Command(kind, number=key), phrases, file, line)


def _map(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _missing(found: Collection[Command], file: Path) -> Iterator[Problem]:
    """Commands that nobody can say. A section that can't be asked for is no fault of a file."""
    for name in NAMES:
        if Command(name) not in found:
            remedy = f"Write `{name}:` and how people say it."
            yield Problem(file, 0, f"The command `{name}` is missing.", remedy)
    if not all(Command("number", number) in found for number in NUMBERS):
        remedy = "Write a line for each of 1 to 9 under `number:`."
        yield Problem(file, 0, "Not every number can be said.", remedy)


def _key_faults(whole: Mapping[Any, Any], file: Path) -> Iterator[Problem]:
    """Commands of a file that mean nothing."""
    lines = key_lines(read_text(file))
    known = (*NAMES, *_WITH_ARGUMENT)
    for name in whole:
        if name not in known:
            # YAML reads a bare yes and no as true and false.
            fault = f"There is no command `{name}`."
            remedy = f'Use: {", ".join(known)}; put "yes" and "no" between quotation marks.'
            yield Problem(file, lines.get(str(name), 0), fault, remedy)
    if not set(_map(whole.get("number"))) <= set(NUMBERS):
        remedy = "Write a line for each of 1 to 9."
        yield Problem(file, lines.get("number", 0), "`number` isn't 1 to 9.", remedy)
    if "section" in whole and not isinstance(whole["section"], dict):
        remedy = "Write `  symptoms: [symptoms]`, a line a section."
        yield Problem(file, lines.get("section", 0), "`section` is not a map.", remedy)


def _phrase_faults(entries: Collection[_Entry]) -> Iterator[Problem]:
    """Phrases that can't be said as they are written, or that are said for two commands."""
    seen: dict[str, _Entry] = {}
    for entry in entries:
        (command, phrases, file, line) = entry
        name = " ".join(map(str, filter(None, (command.name, command.number, command.section))))
        if not isinstance(phrases, list) or not phrases:
            yield Problem(file, line, f"`{name}` has no list of phrases.", "Write [a, b].")
            continue
        for phrase in phrases:
            if not isinstance(phrase, str) or not _PHRASE.fullmatch(phrase):
                fault = f"`{phrase}` is not a phrase."
                remedy = 'Write small letters and spaces: "one", not 1; quote "yes", "no", "on".'
                yield Problem(file, line, fault, remedy)
            elif phrase in seen:
                first = seen[phrase]
                where = "" if first.file == file else f" of {first.file}"
                fault = f"“{phrase}” stands on line {first.line}{where} already."
                yield Problem(file, line, fault, "Keep one of them.")
            else:
                seen[phrase] = entry

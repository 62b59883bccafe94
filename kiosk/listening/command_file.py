"""commands.yaml -> Commands, with the file and the line of each phrase."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, create_model

from kiosk.files.content_model import ContentModel, good_part, must
from kiosk.files.located_yaml import LocatedYaml, read_yaml
from kiosk.files.problems import ContentError, Problem
from kiosk.listening.commands import NAMES, NUMBERS, WITH_ARGUMENT, Command, Commands, Phrase

# The recogniser spells with these; a numeral or a dash would be said in more ways than one.
_PHRASE = r"[a-z']+( [a-z']+)*"


def _is_phrase(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(_PHRASE, value))


_Phrase = Annotated[
    str,
    must(_is_phrase, "is not a phrase"),
    Field(
        json_schema_extra={"pattern": f"^{_PHRASE}$"},
        description='Write small letters and spaces: "one", not 1; quote "yes", "no", "on".',
    ),
]
_Ways = Annotated[
    list[_Phrase],
    Field(min_length=1, description="Write how people say it: [next, next page]."),
]
_Number = Annotated[int, must(lambda key: key in NUMBERS, "is not a number from 1 to 9")]
_Numbers = Annotated[
    dict[_Number, _Ways],
    Field(
        description="Write a line for each of 1 to 9: `1: [one, number one]`.",
        json_schema_extra={"propertyNames": {"pattern": "^[1-9]$"}},
    ),
]
# The name of a section's file may be a number.
_Section = Annotated[str, BeforeValidator(str)]
_Sections = Annotated[
    dict[_Section, _Ways], Field(description="Write `symptoms: [symptoms]`, a line a section.")
]


class _OfNames(ContentModel, extra="forbid"):
    """A map whose every key is known: any other command would be said in vain."""


_FIELDS: dict[str, Any] = {
    name.replace("-", "_"): (_Ways, Field(default=[], alias=name)) for name in NAMES
}
CommandsFile = create_model(
    "CommandsFile",
    __base__=_OfNames,
    __doc__="commands.yaml: what can be said to the kiosk, and what it means.",
    **_FIELDS,
    number=(_Numbers, {}),
    section=(_Sections, {}),
)


def load_commands(files: Sequence[Path], section_slugs: Collection[str]) -> Commands:
    """Read each commands.yaml; a section that the guide hasn't got now is left out.

    Raises ContentError with file, line and remedy of every fault.
    """
    found = read_phrases(files)
    return Commands([one for one in found if one.command.section in ("", *section_slugs)])


def read_phrases(files: Sequence[Path]) -> list[Phrase]:
    """Every phrase of some commands.yaml; a command of a later file replaces an earlier one's.

    Raises ContentError with every Problem found in them.
    """
    ways: dict[Command, list[Phrase]] = {}
    problems: list[Problem] = []
    at_fault: set[int | str] = set()
    for file in files:
        yaml = read_yaml(file)
        content, faults = good_part(CommandsFile, yaml)
        problems += (fault.problem(file) for fault in faults)
        if any(not fault.location for fault in faults):
            raise ContentError(*problems)
        at_fault |= {fault.location[0] for fault in faults}
        ways |= _ways(content.model_dump(by_alias=True, exclude_unset=True), yaml, file)
    known = (*NAMES, *WITH_ARGUMENT)
    phrases = sum(sorted(ways.values(), key=lambda way: known.index(way[0].command.name)), [])
    problems += _missing(ways, at_fault, files[0] if files else Path("commands.yaml"))
    problems += _said_twice(phrases)
    if problems:
        raise ContentError(*sorted(problems))
    return phrases


def _ways(given: Mapping[str, Any], yaml: LocatedYaml, file: Path) -> dict[Command, list[Phrase]]:
    """Every way to say each command of a file."""
    ways: dict[Command, list[Phrase]] = {}
    for name, said in given.items():
        for key, texts in said.items() if name in WITH_ARGUMENT else [(None, said)]:
            location = (name,) if key is None else (name, key)
            command = Command(name) if key is None else Command(name, **{name: key})
            ways[command] = [
                Phrase(text, command, yaml.line(*location, place), file)
                for place, text in enumerate(texts)
            ]
    return ways


def _missing(
    found: Collection[Command], at_fault: Collection[int | str], file: Path
) -> Iterator[Problem]:
    """Commands that nobody can say. A section that can't be asked for is no fault of a file."""
    for name in NAMES:
        if Command(name) not in found and name not in at_fault:
            remedy = f"Write `{name}:` and how people say it."
            yield Problem(file, 0, f"The command `{name}` is missing.", remedy)
    every_number = all(Command("number", number) in found for number in NUMBERS)
    if not every_number and "number" not in at_fault:
        remedy = "Write a line for each of 1 to 9 under `number:`."
        yield Problem(file, 0, "Not every number can be said.", remedy)


def _said_twice(phrases: Sequence[Phrase]) -> Iterator[Problem]:
    """Phrases that are said for two commands, or twice for one."""
    seen: dict[str, Phrase] = {}
    for phrase in phrases:
        first = seen.setdefault(phrase.text, phrase)
        if first is not phrase:
            where = "" if first.file == phrase.file else f" of {first.file}"
            fault = f"“{phrase.text}” stands on line {first.line}{where} already."
            yield Problem(phrase.file, phrase.line, fault, "Keep one of them.")

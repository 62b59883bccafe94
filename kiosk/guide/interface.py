"""interface.yaml: the texts of the screens themselves, each in the place of another."""

import json
import string
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, RootModel

from kiosk.files.content_model import TextWithWord, good_part, has_word, validate
from kiosk.files.located_yaml import LocatedYaml, read_yaml
from kiosk.files.place import COMMON, ENGLISH, SHIPPED, ContentPlace, base_language
from kiosk.files.problems import ContentError, Problem

_NAME = "interface.yaml"
Report = Callable[[Problem], None]


class InterfaceFile(RootModel[dict[str, TextWithWord]]):
    """interface.yaml: the texts of the screens themselves (buttons, settings, messages)."""

    model_config = ConfigDict(strict=True)


def interface_schema() -> dict[str, Any]:
    """The JSON Schema of interface.yaml, with every key that means something.

    Raises ContentError where the shipped texts can't be read.
    """
    return _schema(_with_words(_texts_in(_shipped_file()).value, {}))


def read_interface(
    place: ContentPlace, report: Report, last_good: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The interface texts: the pack's own, else the common ones, else those shipped in English.

    Every text has a word in it, whatever the files hold: a screen shows and says each of them. What
    is broken now is as it was in `last_good`. Raises ContentError where the shipped ones can't be
    read and never could.
    """
    last_good = last_good or {}
    base, files = _shipped_file(), place.files(_NAME)
    own_files = [file for file in files if file.resolve() != base.resolve()]
    read: dict[Path, LocatedYaml] = {}
    for file in (base, *own_files):
        try:
            read[file] = _texts_in(file)
        except ContentError as error:
            if file == base and not last_good:
                raise
            for problem in error.problems:
                report(problem)
    shipped = _with_words(read[base].value, last_good) if base in read else dict(last_good)
    texts = dict(shipped)
    for file in (base, *own_files):
        if file in read:
            texts |= _in_force(file, read[file], shipped, last_good, report)
        else:
            texts |= last_good
    if base_language(place.language) != ENGLISH:
        given = {key for file in own_files if file in read for key in read[file].value}
        _report_missing(shipped, given, files[0] if files else place.folder, report)
    return texts


def _shipped_file() -> Path:
    return SHIPPED / COMMON / ENGLISH / _NAME


def _texts_in(file: Path) -> LocatedYaml:
    """A file's texts, good or not. Raises ContentError where it has none at all."""
    yaml = read_yaml(file)
    _, faults = validate(InterfaceFile, yaml)
    of_the_whole = [fault.problem(file) for fault in faults if not fault.location]
    if of_the_whole:
        raise ContentError(*of_the_whole)
    return yaml


def _with_words(texts: Mapping[Any, Any], last_good: Mapping[str, str]) -> dict[str, str]:
    """The shipped texts; in the place of one that can't be shown, the last good one or its key."""
    return {
        key: text
        if has_word(text)
        else last_good.get(key, key.rpartition(".")[2].replace("_", " ").capitalize())
        for key, text in texts.items()
        if isinstance(key, str)
    }


def _in_force(
    file: Path,
    yaml: LocatedYaml,
    shipped: Mapping[str, str],
    last_good: Mapping[str, str],
    report: Report,
) -> dict[str, str]:
    """A file's texts that can be shown, for the others the last good; each fault is reported."""
    content, faults = good_part(InterfaceFile, yaml, schema=_schema(shipped))
    for fault in faults:
        report(fault.problem(file))
    texts = {key: last_good[key] for key in yaml.entries if key in last_good}
    for key, text in content.root.items():
        if key not in shipped:
            remedy = "Correct the key, or take the line out."
            report(Problem(file, yaml.line(key), f"`{key}` means nothing.", remedy))
        elif _fields(text) != _fields(shipped[key]):
            remedy = f"Use the same as here: {shipped[key]}"
            report(Problem(file, yaml.line(key), f"`{key}` has the wrong {{fields}}.", remedy))
        else:
            texts[key] = text
    return texts


def _schema(shipped: Mapping[str, str]) -> dict[str, Any]:
    texts = {key: {"type": "string", "description": _remedy(key, shipped[key])} for key in shipped}
    whole = InterfaceFile.model_json_schema()
    return {**whole, "properties": texts, "additionalProperties": False}


def _remedy(key: str, text: str) -> str:
    written = json.dumps(text, ensure_ascii=False) if ": " in text else text
    return f"Write `{key}: {written}`, in your own language."


def _report_missing(
    shipped: Mapping[str, str], given: Collection[Any], file: Path, report: Report
) -> None:
    """In another language a text that is missing would be shown in English."""
    for key in sorted(shipped.keys() - given):
        fault = f"The text `{key}` is missing."
        report(Problem(file, 0, fault, _remedy(key, shipped[key])))


def _fields(text: str) -> set[object]:
    """The {fields} of a text; one that can't be filled in gives a field that no other text has."""
    try:
        parts = [part[1:] for part in string.Formatter().parse(text)]
    except ValueError:
        return {text}
    return {part for part in parts if part[0] is not None}

"""YAML text -> its value, or one fault with its line: the only place that meets PyYAML's errors."""

import re
from pathlib import Path
from typing import Any

import yaml

from kiosk.problems import ContentError, Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Half a character: YAML can name it, no page and no voice can show or say it.
_HALF_CHARACTER = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}")


class YamlFault(Exception):
    """`line` counts from 1 in the text; 0 where it isn't known."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


def parse_yaml(text: str) -> Any:
    """The value of a YAML text. Raises YamlFault."""
    half = _HALF_CHARACTER.search(text)
    if half:
        raise YamlFault(line_at(text, half.start()), f"{half[0]} is not a character")
    try:
        return yaml.load(text, Loader=_Loader)
    # PyYAML lets through whatever its own conversions raise: ValueError for 2026-13-45,
    # KeyError for `!!bool perhaps`, RecursionError for a thousand brackets.
    except Exception as error:
        raise _fault(error) from error


def read_yaml(file: Path) -> Any:
    """A YAML file's value. Raises ContentError naming the file, the line and the remedy."""
    text = read_text(file)
    try:
        return parse_yaml(text)
    except YamlFault as fault:
        problem = Problem(file, fault.line, f"This is not YAML: {fault.what}.", "Mend that line.")
        raise ContentError(problem) from fault


def read_text(file: Path) -> str:
    """A text file, with or without a byte order mark. Raises ContentError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ContentError(Problem(file, 0, "The file is missing.", "Add it.")) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem(file, line, "The file is not UTF-8 text.", "Save it as UTF-8.")
        raise ContentError(problem) from error
    except OSError as error:
        fault = f"The file can't be read: {error.strerror or error}."
        problem = Problem(file, 0, fault, "Make it a file that the kiosk may read.")
        raise ContentError(problem) from error


def entry_lines(text: str, key: str = "") -> list[int]:
    """The lines of a YAML text's list items or keys; of those under `key` where one is named."""
    node = yaml.compose(text, Loader=_Loader)
    if key and isinstance(node, yaml.MappingNode):
        node = next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.MappingNode):
        return [name.start_mark.line + 1 for name, _ in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [item.start_mark.line + 1 for item in node.value]
    return []


def line_at(text: str, place: int) -> int:
    """The line, counted from 1, of a place in a text."""
    return text.count("\n", 0, place) + 1


def _fault(error: Exception) -> YamlFault:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error) or "it can't be read"
    return YamlFault(mark.line + 1 if mark else 0, what.rstrip("."))

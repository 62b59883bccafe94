"""The block between --- lines at the head of a section file."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markdown_it.token import Token

from kiosk.files.yaml_text import YamlFault, line_at, parse_yaml

Fault = Callable[[int, str, str], None]
_NEEDED: dict[str, type] = {
    "title": str,
    "tile": str,
    "order": int,
    "checked": date,
    "check_again": date,
}
_OPTIONAL: dict[str, type] = {"primary": bool, "help": bool, "reviewed_by": str}
KEYS = (*_NEEDED, *_OPTIONAL)
_KINDS = {str: "a text", int: "a whole number", date: "a date", bool: "true or false"}
_EXAMPLES = {str: "Some words", int: "2", date: "2026-11-23", bool: "true"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A section's own facts; a key that is missing or wrong leaves its value here.

    `lines` says where each key stands, also one that means nothing.
    """

    title: str = "Untitled"
    tile: str = "Untitled"
    order: int = 0
    checked: date = date.min
    check_again: date = date.max
    primary: bool = False
    help: bool = False
    reviewed_by: str | None = None
    lines: tuple[tuple[str, int], ...] = ()

    def line_of(self, key: str) -> int:
        """The line on which a key stands; 1 where it is missing."""
        return dict(self.lines).get(key, 1)


def read_front_matter(tokens: Sequence[Token], source: str, fault: Fault) -> FrontMatter:
    """The front matter of a parsed file; `fault(line, what, remedy)` is told what is wrong."""
    if not tokens or tokens[0].type != "front_matter":
        fault(1, "The file doesn't begin with front matter.", "Begin with a --- block.")
        return FrontMatter()
    try:
        values = parse_yaml(tokens[0].content)
    except YamlFault as error:
        # The block's first line is the file's second.
        line = error.line + 1
        fault(line, f"The front matter is not YAML: {error.what}.", "Write `key: value` lines.")
        return FrontMatter()
    if not isinstance(values, dict):
        fault(1, "The front matter has no keys.", "Write one `key: value` a line.")
        return FrontMatter()
    lines = _lines(tokens[0].content)
    return FrontMatter(**_good_values(values, dict(lines), fault), lines=lines)


def _lines(content: str) -> tuple[tuple[str, int], ...]:
    keys = re.finditer(r"^([^\s:#][^:\n]*):", content, re.MULTILINE)
    return tuple((key[1], line_at(content, key.start()) + 1) for key in keys)


def _good_values(
    values: Mapping[Any, Any], lines: Mapping[str, int], fault: Fault
) -> dict[str, Any]:
    good: dict[str, Any] = {}
    for key, kind in (_NEEDED | _OPTIONAL).items():
        value = values.get(key)
        if _is(value, kind):
            good[key] = value
        elif key in _NEEDED or value is not None:
            what = "missing" if key not in values else f"not {_KINDS[kind]}"
            line = lines.get(key, 1)
            fault(line, f"The front matter's `{key}` is {what}.", _remedy(key))
    return good


def _is(value: Any, kind: type) -> bool:
    """Whether a value is of a kind: true is no number, a time of day no date, a blank no text."""
    if isinstance(value, bool):
        return kind is bool
    if isinstance(value, datetime):
        return False
    if isinstance(value, str):
        return kind is str and bool(value.strip())
    return isinstance(value, kind)


def _remedy(key: str) -> str:
    return f"Write `{key}: {_EXAMPLES[(_NEEDED | _OPTIONAL)[key]]}`."

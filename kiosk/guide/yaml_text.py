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
        loader = _Loader(text)
        root = loader.get_single_node()
        _tell_twice(root)
        return None if root is None else loader.construct_document(root)
    # PyYAML lets through whatever its own conversions raise: ValueError for 2026-13-45,
    # KeyError for `!!bool perhaps`, RecursionError for a thousand brackets.
    except Exception as error:
        raise _fault(error) from error


def _tell_twice(root: yaml.Node | None) -> None:
    """Raise MarkedYAMLError for a key that stands twice in its map: PyYAML takes the last."""
    seen: set[int] = set()
    nodes = [root]
    while nodes:
        node = nodes.pop()
        # A node may hold itself, by its name.
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            nodes.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            nodes.extend(value for _, value in node.value)
            _tell_twice_in(node)


def _tell_twice_in(node: yaml.MappingNode) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                what = f"`{key.value}` stands here twice"
                raise yaml.MarkedYAMLError(problem=what, problem_mark=key.start_mark)
            seen.add(key.value)


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


def item_lines(text: str) -> list[int]:
    """The line of each item of a YAML list."""
    node = yaml.compose(text, Loader=_Loader)
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item.start_mark.line + 1 for item in items]


def key_lines(text: str, under: str = "") -> dict[str, int]:
    """The line of each key of a YAML map; of the map under the key `under` where one is named."""
    node = yaml.compose(text, Loader=_Loader)
    if under and isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == under), None)
    keys = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    return {str(key.value): key.start_mark.line + 1 for key in keys}


def line_at(text: str, place: int) -> int:
    """The line, counted from 1, of a place in a text."""
    return text.count("\n", 0, place) + 1


def _fault(error: Exception) -> YamlFault:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error) or "it can't be read"
    return YamlFault(mark.line + 1 if mark else 0, what.rstrip("."))

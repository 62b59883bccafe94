"""YAML text -> its value, or one fault with its line: the only place that meets PyYAML's errors."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kiosk.files.problems import ContentError, Problem

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
    except (yaml.YAMLError, RecursionError) as error:
        raise _fault(error, text) from error
    if root is None:
        return None
    for node in _nodes(root):
        _tell_twice(node)
    try:
        return loader.construct_document(root)
    # PyYAML lets through whatever its own conversions raise: ValueError for 2026-13-45,
    # KeyError for `!!bool perhaps`.
    except Exception as error:
        raise _unreadable(root) or _fault(error, text) from error


def _nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    """Every part of a YAML text, each once: one may hold itself, by its name."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)


def _tell_twice(node: yaml.Node) -> None:
    """Raise YamlFault for a key that stands twice in its map: PyYAML would take the last."""
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                raise YamlFault(key.start_mark.line + 1, f"`{key.value}` stands here twice")
            seen.add(key.value)


def _unreadable(root: yaml.Node) -> YamlFault | None:
    """The fault of the first single value that can't be converted; None if each of them can."""
    for node in _nodes(root):
        if isinstance(node, yaml.ScalarNode):
            try:
                _Loader("").construct_object(node)
            except Exception:
                return YamlFault(node.start_mark.line + 1, f"{node.value} can't be read")
    return None


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
    node = _root(text)
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item.start_mark.line + 1 for item in items]


def key_lines(text: str, under: str = "") -> dict[str, int]:
    """The line of each key of a YAML map; of the map under the key `under` where one is named."""
    node = _root(text)
    if under and isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == under), None)
    keys = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    return {str(key.value): key.start_mark.line + 1 for key in keys}


def _root(text: str) -> yaml.Node | None:
    """The outermost part of a YAML text; None for what isn't YAML, which parse_yaml tells."""
    try:
        root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError):
        return None
    return root


def line_at(text: str, place: int) -> int:
    """The line, counted from 1, of a place in a text."""
    return text.count("\n", 0, place) + 1


def _fault(error: Exception, text: str) -> YamlFault:
    context = getattr(error, "context", None) or ""
    # A quotation or a bracket that isn't closed began at `context_mark`; any other fault is at
    # `problem_mark`, and its context (a whole block) long before.
    opened = re.search("scanning|flow|quoted", context)
    mark = getattr(error, "context_mark" if opened else "problem_mark", None)
    what = getattr(error, "problem", None) or str(error) or "it can't be read"
    last = text.rstrip("\n").count("\n") + 1
    return YamlFault(min(mark.line + 1, last) if mark else 0, what.rstrip("."))

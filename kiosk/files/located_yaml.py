"""YAML text -> its value and the line of each of its parts: the only place that meets PyYAML."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kiosk.files.problems import ContentError, Problem

# The way to a part of a value: keys of maps and places in lists, as pydantic tells it.
Location = tuple[int | str, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Every single value is a text, as it is written.
_TextLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LONGEST_NAME = 40
# Half a character: YAML can name it, no page and no voice can show or say it.
_HALF_CHARACTER = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}")


class YamlFault(Exception):
    """`line` counts from 1 in the file; the line above the text where it isn't known."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


class Place(NamedTuple):
    """Where a part stands, and what an author calls each part on the way; "" what has no name."""

    line: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocatedYaml:
    """The value of a YAML text, and where its parts stand in the file."""

    value: Any
    _root: yaml.Node | None = None
    _above: int = 0

    @property
    def entries(self) -> dict[Any, Any]:
        """The value where it is a map; nothing where it is none."""
        return self.value if isinstance(self.value, dict) else {}

    def line(self, *location: int | str) -> int:
        """The line of a part, from 1: that of its key, or where it begins as an item of a list.

        A part that is missing has the line of what it is missing from; the whole has the first.
        """
        return self.find(location).line

    def find(self, location: Location) -> Place:
        """The line of a part, as line() gives it, and the names on the way to it, as written."""
        line, names, inside = max(self._above, 1), [str(part) for part in location], self._root
        for depth, part in enumerate(location):
            found = _step(inside, part)
            if found is None:
                break
            key, inside = found
            line = self._above + key.start_mark.line + 1
            names[depth] = _name(key)
        return Place(line, tuple(names))


def parse_yaml(text: str, above: int = 0, texts: bool = False) -> LocatedYaml:
    """The value of a YAML text; `texts`: every single value in it is a text, as it is written.

    `above` is how many lines of its file stand above it. Raises YamlFault.
    """
    try:
        root, value = _load(text, _TextLoader if texts else _Loader)
    except YamlFault as fault:
        fault.line += above
        raise
    return LocatedYaml(value, root, above)


def _load(text: str, loader_class: Any) -> tuple[yaml.Node | None, Any]:
    """The outermost part of a text, and its value. Raises YamlFault with a line of the text."""
    half = _HALF_CHARACTER.search(text)
    if half:
        raise YamlFault(line_at(text, half.start()), f"{half[0]} is not a character")
    try:
        loader = loader_class(text)
        root = loader.get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        raise _fault(error, text) from error
    if root is None:
        return None, None
    for node in _nodes(root):
        _tell_twice(node)
    try:
        return root, loader.construct_document(root)
    # PyYAML lets through whatever its own conversions raise: ValueError for 2026-13-45,
    # KeyError for `!!bool perhaps`.
    except Exception as error:
        raise _unreadable(root) or _fault(error, text) from error


def _step(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    """The key or item that a part of a location means, and what stands there; None for neither."""
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    if not isinstance(node, yaml.MappingNode):
        return None
    pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
    as_written = (pair for pair in pairs if pair[0].value == part)
    return next(as_written, None) or next((pair for pair in pairs if _means(pair[0], part)), None)


def _means(key: yaml.Node, part: int | str) -> bool:
    """Whether a key that isn't a text is the one that pydantic tells by its value or its repr."""
    with suppress(Exception):  # it can't be converted, or has more digits than Python writes
        value = _Loader("").construct_object(key, deep=True)
        return part in (value, repr(value))
    return False


def _name(node: yaml.Node) -> str:
    """A part as it is written; a map or a list goes by the first value in it, or has no name."""
    if isinstance(node, yaml.ScalarNode):
        return _short(node.value) or '""'
    first = node.value[0] if node.value else None
    value = first[1] if isinstance(first, tuple) else first
    return _short(value.value) if isinstance(value, yaml.ScalarNode) else ""


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST_NAME else f"{folded[:_LONGEST_NAME]}…"


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


def read_yaml(file: Path, texts: bool = False) -> LocatedYaml:
    """A YAML file's value, as parse_yaml() gives it.

    Raises ContentError naming the file, the line and the remedy.
    """
    text = read_text(file)
    try:
        return parse_yaml(text, texts=texts)
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

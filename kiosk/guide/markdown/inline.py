"""What stands inside a paragraph or a list item -> its text and its fact ids.

And the footnotes at a section file's end, which say on which sources a fact rests.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from kiosk.files.located_yaml import line_at
from kiosk.guide.markdown.front_matter import Fault

_DEFINITION = re.compile(r"^\[\^(?P<fact>[^\]\n]+)\]:[ \t]*(?P<sources>.*)$", re.MULTILINE)
_UNDEFINED = re.compile(r"\[\^([^\]]+)\]")
_BREAKS = {"softbreak", "hardbreak"}
_TEXT = {"text", "softbreak", "footnote_ref"}
_NAMES = {
    "code_inline": "code",
    "em_open": "italics",
    "hardbreak": "a line broken by two spaces or a backslash",
    "html_inline": "HTML",
    "image": "a picture inside a text",
    "link_open": "a link",
    "strong_open": "bold",
}


def read_inline(children: Sequence[Token], line: int, fault: Fault) -> tuple[str, tuple[str, ...]]:
    """The text and the fact ids; `fault` is told what can't be shown, and on which line."""
    parts: list[str] = []
    facts: list[str] = []
    for child in children:
        if child.type == "footnote_ref":
            facts.append(child.meta["label"])
        else:
            _tell_markup(child, line, fault)
            parts.append(_text(child, line, fault))
        line += child.type in _BREAKS
    return "".join(parts), tuple(facts)


def _tell_markup(child: Token, line: int, fault: Fault) -> None:
    if child.type in _TEXT or child.nesting < 0:
        return
    name = _NAMES.get(child.type, child.type)
    remedy = "Write plain text."
    if child.type == "image":
        remedy = "Give the picture a paragraph of its own."
    fault(line, f"Markup can't be shown: {name}.", remedy)


def _text(child: Token, line: int, fault: Fault) -> str:
    if child.type in _BREAKS:
        return " "
    for fact in _UNDEFINED.findall(child.content):
        fault(
            line,
            f"The fact {fact} has no footnote.",
            f"Write `[^{fact}]: source-id` at the end of the file.",
        )
    return _UNDEFINED.sub("", child.content)


class Footnote(NamedTuple):
    """`[^fact]: sources`, and the line on which it stands."""

    fact: str
    sources: tuple[str, ...]
    line: int


def read_footnotes(source: str) -> tuple[Footnote, ...]:
    """Every footnote definition of a section file, in order."""
    return tuple(
        Footnote(
            match["fact"],
            tuple(part.strip() for part in match["sources"].split(",") if part.strip()),
            line_at(source, match.start()),
        )
        for match in _DEFINITION.finditer(source)
    )

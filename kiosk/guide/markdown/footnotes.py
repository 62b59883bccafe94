"""The footnote definitions at a section file's end: which sources a fact rests on."""

import re
from typing import NamedTuple

from kiosk.files.yaml_text import line_at

_DEFINITION = re.compile(r"^\[\^(?P<fact>[^\]\n]+)\]:[ \t]*(?P<sources>.*)$", re.MULTILINE)


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

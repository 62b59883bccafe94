"""Reads a drawing, which is put into the page as it stands, and says what is wrong with one."""

import re
from collections.abc import Callable, Iterator, Mapping
from os.path import isfile
from pathlib import Path
from xml.parsers import expat

from kiosk.files.located_yaml import read_text
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.model import Picture

_FORBIDDEN = {
    "foreignObject": "Draw it with shapes and text.",
    "image": "Draw it with shapes; a picture inside a picture isn't loaded.",
    "script": "Take it out: a drawing runs nothing.",
    "style": "Use the classes of static/css/pictures.css, and fill and stroke.",
}
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)


def read_picture(file: Path, line: int, fault: Callable[[int, str, str], None]) -> Picture | None:
    """A file's drawing; None if it can't be shown, which `fault(line, what, remedy)` is told."""
    if not isfile(file):  # Path.is_file fails where a name is too long
        fault(line, f"There is no picture {file}.", "Correct its name, or add the file.")
        return None
    try:
        svg = read_text(file)
    except ContentError as error:
        broken, remedy = error.problems[0].fault, error.problems[0].remedy
    else:
        broken, remedy = _broken_xml(svg), "Save it again as plain SVG."
    if broken:
        fault(line, f"The drawing {file} is broken: {broken}", remedy)
        return None
    return Picture(file, svg)


def _broken_xml(svg: str) -> str:
    """Why a drawing would break the page it stands in; empty for a sound one."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(svg.encode("utf-8"), True)
    except expat.ExpatError as error:
        return f"line {error.lineno}, {expat.ErrorString(error.code)}."
    return ""


def drawing_problems(file: Path, svg: str) -> list[Problem]:
    """What a sound drawing holds that the Content-Security-Policy or the page's size forbids."""
    problems: list[Problem] = []
    elements: list[str] = []
    parser = expat.ParserCreate()

    def look_at(name: str, attributes: Mapping[str, str]) -> None:
        line = parser.CurrentLineNumber
        found = _root_faults(name, attributes) if not elements else ()
        elements.append(name)
        for fault, remedy in (*found, *_element_faults(name, attributes)):
            problems.append(Problem(file, line, fault, remedy))

    parser.StartElementHandler = look_at
    parser.Parse(svg.encode("utf-8"), True)
    return problems


def _root_faults(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if name != "svg":
        yield f"The drawing is <{name}>, not <svg>.", "Save it as plain SVG."
    elif "viewBox" not in attributes:
        yield "The drawing has no viewBox, so it can't scale.", 'Write viewBox="0 0 1000 600".'


def _element_faults(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kind = name.split(":")[-1]
    if kind in _FORBIDDEN:
        yield f"The drawing holds <{kind}>.", _FORBIDDEN[kind]
    for key, value in attributes.items():
        if key == "style":
            yield "The drawing holds style=.", _FORBIDDEN["style"]
        elif key.lower().startswith("on"):
            yield f"The drawing holds {key}=.", _FORBIDDEN["script"]
        elif _leads_away(key, value):
            yield f"The drawing points elsewhere: {value}.", "Put everything into the one file."


def _leads_away(key: str, value: str) -> bool:
    link = key.split(":")[-1] == "href"
    return (link and not value.startswith("#")) or bool(_ELSEWHERE.search(value))

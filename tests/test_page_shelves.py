"""In the page no shelf imports a higher one (docs/decisions/0013-shelves.md)."""

import os
import re
from pathlib import Path

import pytest

from kiosk.config import PROJECT

SCRIPTS = PROJECT / "static" / "js"
# Each is imported by those after it; main.js starts them all.
SHELVES = ("page", "reading", "choosing", "touch", "questions", "listening")
FILES = sorted(SCRIPTS.glob("*/*.js"))


def imported(file: Path) -> list[Path]:
    """The modules that a module of the page imports, without those in the folder `vendor`."""
    text = file.read_text("utf-8")
    found = re.findall(r"""^(?:im|ex)port\s+(?:[^;"'()=]*\bfrom\s+)?["']([^"']+)["']""", text, re.M)
    found += re.findall(r"""\bimport\(["']([^"']+)["']\)""", text)
    return [Path(os.path.normpath(file.parent / name)) for name in found]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_module_imports_one_of_a_higher_shelf(file: Path) -> None:
    own = SHELVES.index(file.parent.name)
    for other in imported(file):
        assert other.is_file(), other
        assert SHELVES.index(other.parent.name) <= own, f"{file} imports {other}"


def test_there_is_something_to_look_at() -> None:
    assert {file.parent.name for file in FILES} == set(SHELVES)
    assert sum(len(imported(file)) for file in FILES) > len(FILES)

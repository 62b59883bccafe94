"""A name and a picture on every tile, or on none."""

import re
from collections.abc import Callable

import pytest

from kiosk.config import PROJECT
from kiosk.files.pictograms import pictograms
from kiosk.guide import Guide

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


def test_every_tile_of_the_guide_has_one(guide: Guide) -> None:
    for section in guide.sections:
        assert section.icon in pictograms(), section.slug
        for page in section.pages:
            assert page.icon in pictograms(), page.slug


def test_a_section_shows_each_pictogram_once(guide: Guide) -> None:
    """Two tiles with the same picture tell nobody apart."""
    for section in guide.sections:
        icons = [page.icon for page in section.pages]
        twice = {icon for icon in icons if icons.count(icon) > 1}
        # Calling and its second screen are one thing.
        assert twice <= {"phone-call"}, section.slug


def test_only_those_that_are_used_are_kept(guide: Guide) -> None:
    lines = (PROJECT / "static/vendor/icons.txt").read_text("utf-8").splitlines()
    listed = {line.split(":")[1] for line in lines if not line.startswith("#")}
    assert listed == set(pictograms())
    templates = "".join(file.read_text() for file in (PROJECT / "templates").rglob("*.html"))
    by_program = set(re.findall(r'pictogram\("([a-z0-9-]+)"\)', templates))
    by_content = {
        one.icon for section in guide.sections for one in (section, *section.pages) if one.icon
    }
    assert listed == by_program | by_content


@pytest.mark.parametrize("name", sorted(pictograms()))
def test_each_is_lines_in_the_tiles_own_color(name: str) -> None:
    svg = pictograms()[name]
    assert svg.startswith("<svg xmlns") and "currentColor" in svg
    assert not re.search(r"style=|<script|href=|url\(", svg)


def test_a_tile_without_one_among_others_is_told(change: Change, faults: Faults) -> None:
    change("symptoms.md", "order: 2", "order: 2\nicon: hand")
    (fault,) = faults()
    assert fault.startswith("symptoms.md:12: The tile of the screen where-it-starts has no icon.")
    change("symptoms.md", "{#where-it-starts}", "{#where-it-starts icon=hand}")
    assert faults() == []


def test_an_icon_that_there_is_none_of_is_told(change: Change, faults: Faults) -> None:
    change("symptoms.md", "order: 2", "order: 2\nicon: hand")
    change("symptoms.md", "{#where-it-starts}", "{#where-it-starts icon=unicorn}")
    (fault,) = faults()
    assert fault.startswith("symptoms.md:12: The screen where-it-starts has an icon that")

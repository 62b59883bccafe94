"""Checks the pictograms on tiles: each is one that the program has, and no tile lacks one."""

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.files.pictograms import pictograms
from kiosk.files.problems import Problem
from kiosk.guide.loader import ContentFolder
from kiosk.guide.markdown.section_file import SectionDraft


class _Tile(NamedTuple):
    """A tile: the line on which its icon stands or should stand, and how one is written."""

    draft: SectionDraft
    line: int
    name: str
    icon: str
    remedy: str


def check_pictograms(content: ContentFolder) -> Iterator[Problem]:
    """Unknown icons; and where any tile has one, the tiles that have none."""
    tiles = [tile for draft in content.drafts for tile in _tiles(draft)]
    used = any(tile.icon for tile in tiles)
    for tile in tiles:
        file = tile.draft.section.file
        if tile.icon and tile.icon not in pictograms():
            fault = f"The {tile.name} has an icon that there is none of: {tile.icon}."
            remedy = "Choose one of static/vendor/icons, or add it there."
            yield Problem(file, tile.line, fault, remedy)
        elif used and not tile.icon:
            fault = f"The tile of the {tile.name} has no icon."
            yield Problem(file, tile.line, fault, f"Write {tile.remedy}.")


def _tiles(draft: SectionDraft) -> Iterator[_Tile]:
    section = draft.section
    line = draft.head.line("icon")
    yield _Tile(draft, line, f"section {section.slug}", section.icon, "`icon: hand`")
    for page in section.pages:
        remedy = f"`{{#{page.slug} icon=hand}}`"
        yield _Tile(draft, page.line, f"screen {page.slug}", page.icon, remedy)

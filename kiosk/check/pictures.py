"""Checks the drawings that the screens show."""

from collections.abc import Iterator

from kiosk.files.problems import Problem
from kiosk.guide.loader import ContentFolder
from kiosk.guide.markdown.picture import drawing_problems


def check_pictures(content: ContentFolder) -> Iterator[Problem]:
    """What a page can't show in the drawings; broken SVG is reported when a file is read."""
    blocks = (
        block for draft in content.drafts for page in draft.section.pages for block in page.blocks
    )
    pictures = {block.picture.file: block.picture.svg for block in blocks if block.picture}
    for file, svg in pictures.items():
        yield from drawing_problems(file, svg)

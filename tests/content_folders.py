"""A small content folder to break, and the whole guide as it is shipped."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.check import check_folder
from kiosk.config import PROJECT
from kiosk.files.place import ContentPlace
from kiosk.guide import Guide, load_guide

SHIPPED = PROJECT / "content" / "mmn" / "en"
COMMON = PROJECT / "content" / "common" / "en"
CHECKED = date(2026, 11, 23)
# The interface texts that a contact is shown with.
CONTACT_TEXTS = {
    "contact.phone": "Phone: {value}.",
    "contact.web": "Web: {value}.",
    "contact.address": "Mail: {value}.",
    "contact.called": "Called on {day}.",
    "contact.not_called": "Nobody has called yet.",
}
SECTION = """\
---
title: Symptoms
tile: Symptoms
order: 2
primary: true
checked: 2026-11-23
check_again: 2027-11-23
reviewed_by: null
---

## Where it starts {#where-it-starts}

MMN starts in the hands.[^S-14]

![A weak hand.](pictures/hand.svg)

- You drop things.
- Your grip is weak.[^S-16]

[^S-14]: webmd
[^S-16]: webmd, ninds
"""
FILES = {
    "symptoms.md": SECTION,
    "words.yaml": "- word: MMN\n  name: true\n  meaning: An illness of the nerves.\n",
    "lexicon.yaml": "words:\n  IVIg: I V I G\n",
    "facts.yaml": "facts:\n  S-14: Hands.\n  S-16: One place.\ncorrections: {}\n",
    "sources.yaml": (
        "sources:\n"
        "  webmd:\n    title: MMN\n    publisher: Web\n    address: webmd.com\n    strength: B\n"
        "  ninds:\n    title: MMN\n    publisher: Health\n    address: nih.gov\n    strength: A\n"
    ),
    "pictures/hand.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n',
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A content folder with one clean section of one screen."""
    folder = tmp_path / "small"
    (folder / "pictures").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(COMMON / "interface.yaml", folder)
    return folder


@pytest.fixture
def change(small: Path) -> Callable[..., None]:
    """change("file", "old text", "new text"): breaks one file of the small folder."""

    def put(name: str, old: str, new: str) -> None:
        text = (small / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (small / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return put


@pytest.fixture
def faults(small: Path) -> Callable[[], list[str]]:
    """What the check says of the small folder: "symptoms.md:12: ... Remedy: ..." """

    def check() -> list[str]:
        problems = check_folder(ContentPlace(small), CHECKED)
        return [str(problem).removeprefix(f"{small}/") for problem in problems]

    return check


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide as it is shipped."""
    return load_guide(ContentPlace(SHIPPED))


@pytest.fixture
def shipped_copy(tmp_path: Path) -> Path:
    """A copy of the shipped guide, to plant faults in."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "en"))

"""What came from others is what it says it is: pinned, whole, and with its licence.

To take a newer version: change it in the fetch.sh and here, run the fetch.sh, and put the new
hashes here after looking at what changed.
"""

import hashlib
from pathlib import Path

import pytest

from kiosk.config import PROJECT

PAGES = PROJECT / "static" / "vendor"
TESTS = PROJECT / "tests" / "vendor"
FONT = "fonts/atkinson-hyperlegible-next"

HASHES = {
    PAGES / "htmx.min.js": "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    PAGES / f"{FONT}-400.woff2": "5cb240a4d99ab7e6fc3a4d4e6d11d89789fdffe9c86a8384000d662c53283f6f",
    PAGES / f"{FONT}-700.woff2": "0dbe07ed7679407db9d90f747d5ca3bd1b2bb7ccbcbe41c8246cfc6d2c7bc3bc",
    PAGES / f"{FONT}-ext-400.woff2": (
        "0f9e442184b58992113a9b26c0b85c380410a60e5f8f3ddc03c54fe80f81bbe8"
    ),
    PAGES / f"{FONT}-ext-700.woff2": (
        "acd5d0771650ceddafa2beb172dc7ada45581f7641db03a70f4a13677ce799d1"
    ),
    TESTS / "axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
}
# The version as the file itself tells it, and as the script fetches it; fonts tell none.
VERSIONS = [
    (PAGES, "htmx_version=2.0.11", "htmx.min.js", 'version:"2.0.11"'),
    (PAGES, "font_version=5.3.0", "fetch.sh", "@fontsource/$font@$font_version"),
    (PAGES, "lucide_version=1.2.137", "fetch.sh", "@iconify-json/lucide@$lucide_version"),
    (PAGES, "healthicons_version=1.2.13", "fetch.sh", "healthicons@$healthicons_version"),
    (TESTS, "axe_version=4.14.1", "axe.min.js", "axe v4.14.1"),
]
LICENCES = {
    PAGES / "htmx.LICENSE": "Zero-Clause BSD",
    PAGES / "fonts" / "LICENSE": "SIL OPEN FONT LICENSE",
    PAGES / "icons" / "healthicons.LICENSE": "MIT License",
    PAGES / "icons" / "lucide.LICENSE": "ISC License",
    TESTS / "axe.LICENSE": "Mozilla Public License",
}


@pytest.mark.parametrize("file", HASHES, ids=lambda file: file.name)
def test_vendored_file_is_the_pinned_one(file: Path) -> None:
    """Nothing was changed in it, by hand or by accident."""
    assert hashlib.sha256(file.read_bytes()).hexdigest() == HASHES[file]


@pytest.mark.parametrize(("folder", "pinned", "name", "told"), VERSIONS)
def test_vendored_version_is_the_one_fetched(
    folder: Path, pinned: str, name: str, told: str
) -> None:
    """The script that fetches a file again fetches this version."""
    assert pinned in (folder / "fetch.sh").read_text()
    assert told in (folder / name).read_text()


@pytest.mark.parametrize("file", LICENCES, ids=lambda file: file.name)
def test_vendored_file_brings_its_licence(file: Path) -> None:
    """Who passes the kiosk on, passes these on too."""
    assert LICENCES[file] in file.read_text()


def test_nothing_else_is_vendored() -> None:
    """Whatever lies in the vendor folders is pinned above."""
    known = {*HASHES, *LICENCES, PAGES / "fetch.sh", TESTS / "fetch.sh"}
    known |= {PAGES / "icons.py", PAGES / "icons.txt"}
    listed = (PAGES / "icons.txt").read_text("utf-8").splitlines()[1:]
    known |= {PAGES / "icons" / f"{line.split(':')[1]}.svg" for line in listed}
    assert {file for folder in (PAGES, TESTS) for file in folder.rglob("*.*")} == known - {
        PAGES / "fonts" / "LICENSE"
    }


def test_every_typeface_is_used() -> None:
    """No font is shipped that the style sheet doesn't load."""
    tokens = (PROJECT / "static/css/tokens.css").read_text()
    for file in HASHES:
        if file.suffix == ".woff2":
            assert file.name in tokens

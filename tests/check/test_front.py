"""Dates that have passed, and places that are taken twice."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.check import check_folder
from kiosk.files.place import ContentPlace
from kiosk.guide import load_guide

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


def test_a_passed_date_is_told_from_the_day_after(small: Path) -> None:
    last = date(2027, 11, 23)
    assert check_folder(ContentPlace(small), last) == []
    (problem,) = check_folder(ContentPlace(small), last + timedelta(days=1))
    assert problem.line == 7 and "checked again by 2027-11-23" in problem.fault


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("checked: 2026-11-23", "checked: 2026-11-24", ":6: The section was checked in the future"),
        ("2027-11-23", "2028-11-23", ":7: Checked on 2026-11-23, it can't be checked again by"),
        ("order: 2", "order: 2\ntitel: x", ":5: The front matter's `titel` means nothing."),
    ],
)
def test_a_head_that_can_not_be_is_told(
    change: Change, faults: Faults, old: str, new: str, told: str
) -> None:
    change("symptoms.md", old, new)
    (fault,) = faults()
    assert told in fault


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        ("reviewed_by: A. Bee", "It isn't written down which text A. Bee reviewed, and when."),
        (
            "reviewed_by: A. Bee\nreviewed_on: 2026-11-23\nreviewed_text: 0123456789ab",
            "This text is not the one that A. Bee reviewed.",
        ),
    ],
)
def test_a_review_of_another_text_is_told_with_what_to_write(
    change: Change, faults: Faults, small: Path, signed: str, told: str
) -> None:
    code = load_guide(ContentPlace(small)).sections[0].text_code
    change("symptoms.md", "reviewed_by: null", signed)
    (fault,) = faults()
    assert fault.startswith("symptoms.md:8:") and told in fault
    assert f"`reviewed_text: {code}`" in fault
    change(
        "symptoms.md",
        signed,
        f"reviewed_by: A. Bee\nreviewed_on: 2026-11-23\nreviewed_text: {code}",
    )
    assert faults() == []


def test_two_sections_in_one_place_are_both_told(small: Path, faults: Faults) -> None:
    (small / "zebra.md").write_text((small / "symptoms.md").read_text())
    assert [fault.split(" Another")[0] for fault in faults()] == ["symptoms.md:4:", "zebra.md:4:"]


def test_a_name_that_is_no_address_is_told(small: Path, faults: Faults) -> None:
    (small / "symptoms.md").rename(small / "My symptoms.md")
    (fault,) = faults()
    assert "can't be an address" in fault

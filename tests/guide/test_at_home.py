"""What is said to who reads at home warns of the same as what is said in the clinic."""

import re

import pytest

from kiosk.guide import Guide
from tests.guide.screens import pages, whole_text

WARNINGS = ("911", "988", "care team at once, at any hour", "getting worse", "stop the infusion")


@pytest.mark.parametrize("warning", WARNINGS)
def test_each_warning_of_the_clinic_stands_at_home_too(guide: Guide, warning: str) -> None:
    for place, page in pages(guide):
        if warning in whole_text(page):
            assert warning in whole_text(page, home=True), place


def test_at_home_there_is_no_staff(guide: Guide) -> None:
    for place, page in pages(guide):
        assert not re.search(r"\bstaff here\b", whole_text(page, home=True)), place


def test_in_the_clinic_the_staff_is_told_wherever_the_two_differ(guide: Guide) -> None:
    differ = [
        (place, page)
        for place, page in pages(guide)
        if whole_text(page) != whole_text(page, home=True)
    ]
    assert len(differ) >= 10
    for place, page in differ:
        assert re.search(r"staff here|tell the nurse", whole_text(page)), place

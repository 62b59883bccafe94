"""Larger and smaller print by voice, and the last of each."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kiosk.listening.service import missing_parts

from .talking import PAGE, Talk, heard, sign

pytestmark = pytest.mark.skipif(bool(missing_parts()), reason="The extra `voice` is not installed.")


@pytest.mark.parametrize(
    ("command", "size", "answer"),
    [
        ("bigger", "4", "This is the largest print"),
        ("smaller", "1", "This is the smallest print"),
    ],
)
def test_at_the_last_print_it_says_so(talk: Talk, command: str, size: str, answer: str) -> None:
    """Nobody is told that it was done who sees that nothing happens; it is shown and said."""
    page, kiosk = talk(text_size=size)
    kiosk.hears(heard("home"))
    page.wait_for_url("**/home*")
    kiosk.hears(heard(command))
    sign(page, answer)
    expect(page.locator("#listening-sign")).to_have_attribute("data-kind", "refused")
    page.wait_for_function("() => kioskSounds.some((one) => !one.paused)")
    expect(page.locator("#screen")).to_have_attribute("data-text-size", size)
    kiosk.hears(heard("back"))  # nothing was done since: it still takes back what was
    page.wait_for_url(f"**{PAGE}*")


def test_each_print_can_be_said_up_and_down(talk: Talk) -> None:
    """Every step is done and shown as done."""
    page, kiosk = talk()
    for command, sizes in (("bigger", "234"), ("smaller", "321")):
        for size in sizes:
            kiosk.hears(heard(command))
            page.locator(f"#screen[data-text-size='{size}']").wait_for()
            sign(page, command.capitalize())

"""Reading begins where one is, and Back leads to the page one left."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from .hearing import sounding
from .watching import Watcher, events, touch, wait_for_event

pytestmark = pytest.mark.alone  # what is heard takes its real time

SCREEN = "/guide/symptoms/cramps-and-twitches"
SMALL = (800, 480)  # in the largest print a sentence goes on over whole pages here
# Which sentence begins on the page in sight (-1: none), and which goes on from a page before.
IN_SIGHT = """() => {
  const glass = document.querySelector("[data-window]").getBoundingClientRect();
  const starts = [...document.querySelectorAll("[data-window] [data-sentence]")]
    .filter((one) => one.getClientRects().length)
    .map((one) => one.getClientRects()[0].left);
  return {
    begins: starts.findIndex((left) => left >= glass.left - 1 && left < glass.right - 1),
    goesOn: starts.findLastIndex((left) => left < glass.left - 1),
  };
}"""


def page_number(page: Page) -> int:
    return int(page.locator("#screen").get_attribute("data-page") or 0)


def turn_to_a_page_without_beginnings(page: Page, least: int = 2) -> int:
    """The sentence that goes on there."""
    pages = int(page.locator("#screen").get_attribute("data-pages") or 0)
    for _ in range(pages - 1):
        touch(page, "next", ["page-turned"])
        seen = page.evaluate(IN_SIGHT)
        if seen["begins"] < 0 and page_number(page) >= least:
            return int(seen["goesOn"])
    raise AssertionError("on every page a sentence begins")


def test_read_aloud_begins_with_the_sentence_that_goes_on_in_sight(open_page: Watcher) -> None:
    """Who asks for what is before the eyes isn't read something that comes two pages later."""
    page = open_page(SCREEN, SMALL, text_size="4")
    goes_on = turn_to_a_page_without_beginnings(page)
    touch(page, "read", ["sentence-began"])
    assert events(page, "sentence-began")[0]["detail"]["index"] == goes_on


def test_read_aloud_begins_with_the_first_sentence_of_the_page(open_page: Watcher) -> None:
    """Where one begins on the page, it isn't the one before."""
    page = open_page(SCREEN, SMALL, text_size="4")
    seen = {"begins": -1}
    while page_number(page) < 2 or seen["begins"] < 0:
        touch(page, "next", ["page-turned"])
        seen = page.evaluate(IN_SIGHT)
    touch(page, "read", ["sentence-began"])
    assert events(page, "sentence-began")[0]["detail"]["index"] == seen["begins"]


@pytest.mark.parametrize("over", ["help", "settings"])
@pytest.mark.parametrize("path", [SCREEN, f"{SCREEN}?at=1"], ids=["fresh", "restored"])
def test_back_leads_to_the_page_one_left(open_page: Watcher, over: str, path: str) -> None:
    """Help in the middle of a long screen doesn't cost the way back to where one was."""
    page = open_page(path, SMALL, text_size="4")
    turn_to_a_page_without_beginnings(page, least=page_number(page) + 2)
    left = page_number(page)
    touch(page, over, ["screen-shown"])
    touch(page, "back", ["screen-shown"])
    assert page_number(page) == left


def test_back_leads_to_what_was_being_read(open_page: Watcher) -> None:
    """The reading goes on with the sentence that Help broke into, on the page it had come to."""
    page = open_page(SCREEN, SMALL, text_size="4", speed="2")
    touch(page, "read", ["sound-started"])
    wait_for_event(page, "sentence-began", index=1)
    while page.evaluate(IN_SIGHT)["begins"] >= 0:
        wait_for_event(page, "page-turned", after=len(events(page, "page-turned")))
    touch(page, "read", ["reading-paused"])
    left = page_number(page)
    index = events(page, "sentence-began")[-1]["detail"]["index"]
    touch(page, "help", ["screen-shown"])
    touch(page, "back", ["screen-shown"])
    assert page_number(page) == left
    before = len(events(page, "sentence-began"))
    touch(page, "read")
    assert wait_for_event(page, "sentence-began", after=before)["detail"]["index"] == index


def test_a_new_screens_first_sentence_is_made_ready(open_page: Watcher) -> None:
    """Read aloud sounds at once on every screen, not only on a visit's first."""
    page = open_page(SCREEN)
    page.wait_for_function("() => window.kioskSounds.some((one) => one.src.startsWith('blob:'))")
    following = page.locator("[data-action=next]:visible").get_attribute("href") or ""
    ids = re.findall(r'data-sentence="([^"]+)"', page.request.get(following).text())
    page.route(re.compile(rf"/speech/{ids[-2]}(\?|$)"), lambda route: None)  # never one sound
    touch(page, "next", ["screen-shown"])
    page.wait_for_function(
        "(id) => window.kioskSounds.some((one) => one.src.includes(`/${id}-`))",
        arg=page.locator("#screen [data-sentence]:visible").first.get_attribute("data-sentence"),
    )
    assert not sounding(page)

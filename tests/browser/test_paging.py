"""Text is turned like a book's pages: nothing is cut, nothing scrolls, nobody loses the place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.pairs import FULL, cases, grouped, spread

from .measuring import (
    SIZES,
    TEXT_SIZES,
    SharedVisit,
    control_faults,
    go,
    measure,
    pages_of,
    pages_with_pictures,
    walk,
    walk_faults,
)
from .watching import KIOSK_SCREEN, Size, Watcher, prefer, touch, wait_for_event

SMALLEST: Size = (768, 1024)
LONG = "/guide/ivig/under-the-skin"
SETTINGS = ("text_size", "speed")
# Some pages with pictures, and one of every other kind of screen; a whole section in `make prove`.
SCREENS = [
    *(pages_of("symptoms") if FULL else pages_with_pictures()[:3]),
    "/home",
    "/guide/ivig",
    LONG,
    "/guide/living/easier-eating",
    "/guide/symptoms/feeling/words",
    "/guide/symptoms/feeling/sources",
    "/guide/support/gbs-cidp-foundation",
    "/help",
    "/settings",
    *[f"/settings/{name}" for name in SETTINGS],
    "/nowhere",
]
FEW = ["/home", "/guide/ivig", "/guide/symptoms/one-side", LONG, "/settings", "/settings/speed"]


def named(value: object) -> str | None:
    """A case's name: its size, print and side, and how many screens are tried so."""
    if isinstance(value, tuple):
        return f"{value[0]}x{value[1]}"
    return f"{len(value)}-screens" if isinstance(value, list) else None


BANDS = ("left", "full", "right")
LEAST_AND_MOST = {"least": (KIOSK_SCREEN, "1"), "most": (SMALLEST, "4")}
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
each_text_size = pytest.mark.parametrize("text_size", TEXT_SIZES)
each_side = pytest.mark.parametrize("band", ["left", "right"])


def faults_of(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    """Everything that is cut, missed, or laid over another, by screen."""
    found = {}
    for address in addresses:
        go(page, address)
        faults = control_faults(measure(page, "controls"))
        faults += walk_faults(walk(page))
        if faults:
            found[address] = faults
    return found


@pytest.mark.parametrize(
    ("size", "text_size", "screens"), grouped(cases(SIZES, TEXT_SIZES, SCREENS)), ids=named
)
def test_every_word_is_seen_whole_once_and_in_order(
    show: SharedVisit, size: Size, text_size: str, screens: list[str]
) -> None:
    """Turning the pages shows everything, at every size of screen and print."""
    show.allow("404.*/nowhere")
    page = show("/home", size, text_size=text_size)
    assert faults_of(page, screens) == {}


@pytest.mark.parametrize(
    ("turned", "pages"), grouped(spread(pages_of(), list(LEAST_AND_MOST))), ids=named
)
def test_the_whole_guide_is_seen(show: SharedVisit, turned: str, pages: list[str]) -> None:
    """Not only the sample: each page of the guide, where least or where most has to be turned."""
    size, text_size = LEAST_AND_MOST[turned]
    page = show("/home", size, text_size=text_size)
    assert faults_of(page, pages) == {}


@pytest.mark.parametrize(
    ("size", "text_size", "band", "screens"),
    grouped(cases(SIZES, ["1", "4"], ["left", "right"], FEW)),
    ids=named,
)
def test_the_band_at_a_side_cuts_nothing(
    show: SharedVisit, size: Size, text_size: str, band: str, screens: list[str]
) -> None:
    """Who uses one hand has the buttons at its side, and loses nothing of the text."""
    page = show("/home", size, text_size=text_size, band=band)
    assert faults_of(page, screens) == {}


@pytest.mark.parametrize(("size", "text_size", "band"), cases(SIZES, TEXT_SIZES, BANDS), ids=named)
def test_the_tools_for_reading_fit_too(
    show: SharedVisit, size: Size, text_size: str, band: str
) -> None:
    """While a page is read, its tools and those for speed and sound are whole and apart."""
    page = show("/guide/symptoms/one-side", size, text_size=text_size, band=band)
    touch(page, "read", ["reading-started"])
    assert control_faults(measure(page, "controls")) == []
    touch(page, "sound")
    page.locator("[data-action='louder']").wait_for()
    assert control_faults(measure(page, "controls")) == []


SCROLLED = """
() => [document.scrollingElement, ...document.querySelectorAll("*")]
  .filter((one) => one.scrollTop || one.scrollLeft).map((one) => one.outerHTML.slice(0, 80))
"""
SCROLL_BY_SCRIPT = """
() => {
  for (const one of document.querySelectorAll("[data-word], [data-window], .tile, h1")) {
    one.scrollIntoView({ block: "center", inline: "center" });
    one.scrollTop = 50;
    one.scrollLeft = 50;
    one.focus();
  }
  scrollTo(200, 200);
}
"""


@pytest.mark.parametrize("path", [LONG, "/guide/ivig"])
def test_nothing_scrolls(open_page: Watcher, path: str) -> None:
    """No wheel, key, finger or script moves the text out of its place."""
    page = open_page(path, SMALLEST, text_size="4")
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 600)
    page.mouse.wheel(400, 0)
    for key in ("PageDown", "ArrowDown", "ArrowRight", "End", "Space", "PageUp"):
        page.keyboard.press(key)
        assert page.evaluate(SCROLLED) == [], key
    page.evaluate(SCROLL_BY_SCRIPT)
    measure(page, "still")
    assert page.evaluate(SCROLLED) == []
    assert walk_faults(walk(page)) == []


def test_a_tile_on_a_later_page_is_turned_to_by_the_keyboard(open_page: Watcher) -> None:
    """Whoever steps through the buttons with a key sees the one that has the focus."""
    page = open_page("/guide/ivig", SMALLEST, text_size="4")
    last = page.locator(".tile").last
    for _ in range(60):
        page.keyboard.press("Tab")
        if last.evaluate("(tile) => tile === document.activeElement"):
            break
    wait_for_event(page, "page-turned", by="focus")
    assert sees(page, ".tile:focus")


def sees(page: Page, selector: str) -> bool:
    """Whether an element, or the beginning of one, stands in the window."""
    inside: bool = page.locator(selector).first.evaluate(
        """(one) => {
             const frame = one.closest("[data-window]").getBoundingClientRect();
             const box = one.getClientRects()[0];
             return box.left >= frame.left - 1 && box.right <= frame.right + 1;
           }"""
    )
    return inside


def first_sentence_seen(page: Page) -> int:
    """The index of the first sentence that begins on the page now seen."""
    place: int = page.evaluate(
        """() => {
             const frame = document.querySelector("[data-window]").getBoundingClientRect();
             return [...document.querySelectorAll("[data-flow] [data-sentence]")]
               .findIndex((one) => one.getClientRects()[0]?.left >= frame.left);
           }"""
    )
    return place


SENTENCE_SEEN = """
(index) => {
  const frame = document.querySelector("[data-window]").getBoundingClientRect();
  const box = document.querySelectorAll("[data-flow] [data-sentence]")[index].getClientRects()[0];
  return box.left >= frame.left - 1 && box.left < frame.right;
}
"""


def turn(page: Page, times: int) -> None:
    for _ in range(times):
        touch(page, "next", ["page-turned"])


def test_a_new_size_of_screen_keeps_the_place(open_page: Watcher) -> None:
    """A screen that is turned or resized still shows what was being read."""
    page = open_page(LONG, SMALLEST, text_size="3")
    turn(page, 3)
    index = first_sentence_seen(page)
    assert index > 0
    for width, height in ((1280, 800), (768, 1024), (1920, 1080), (768, 1024)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(SENTENCE_SEEN, arg=index)


def test_another_text_size_keeps_the_place(open_page: Watcher) -> None:
    """Who makes the print larger in the middle of a page goes on where they were."""
    page = open_page(LONG, SMALLEST)
    turn(page, 1)
    index = first_sentence_seen(page)
    assert index > 0
    for action in ("settings", "open"):
        touch(page, action, ["screen-shown"])
    page.get_by_role("button", name="Largest").click()
    page.locator("#screen[data-text-size='4']").wait_for()
    for _ in range(2):
        touch(page, "back", ["screen-shown"])
    measure(page, "still")
    assert page.locator("#screen").get_attribute("data-text-size") == "4"
    page.wait_for_function(SENTENCE_SEEN, arg=index)


def test_a_smaller_print_leaves_no_empty_page(open_page: Watcher) -> None:
    """Fewer pages than before: the last one shows text, not nothing."""
    page = open_page(LONG, SMALLEST, text_size="4")
    turn(page, int(page.locator("#screen").get_attribute("data-pages") or 0) - 1)
    prefer(page.context, "text_size", "1")
    page.reload()
    page.set_viewport_size({"width": 1080, "height": 1920})
    walked = walk(page)
    assert all(shown["count"] for shown in walked["pages"])

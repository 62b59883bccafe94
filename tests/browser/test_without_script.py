"""Without JavaScript: a broken kiosk, or staff at another browser, still gets the whole guide."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.pairs import cases, grouped

from .measuring import SIZES, TEXT_SIZES, pages_with_pictures
from .test_paging import named
from .watching import KIOSK_SCREEN, Size, Watcher, prefer

# Measured from outside: the page's own scripts don't run, Playwright's do.
TEXTS_OUT_OF_REACH = """
() => {
  const { scrollWidth, scrollHeight, clientWidth } = document.documentElement;
  const lost = [];
  for (const one of document.querySelectorAll("#screen [data-word], #screen .label, .address")) {
    if (!one.checkVisibility()) {
      if (!one.closest(".needs-script, [hidden], .review")) lost.push(one.textContent);
      continue;
    }
    const box = one.getBoundingClientRect();
    const inside = box.left >= -1 && box.right <= clientWidth + 1
      && box.top + scrollY >= -1 && box.bottom + scrollY <= scrollHeight + 1;
    if (!inside || !box.width) lost.push(one.textContent);
  }
  return scrollWidth > clientWidth + 1 ? [...lost, `the page is ${scrollWidth} px wide`] : lost;
}
"""
OVERLAPS = """
() => {
  const parts = [...document.querySelectorAll(
    "#screen h1, #screen p, #screen li, #screen .figure, #screen .sample, #screen .button")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height);
  const found = [];
  for (const one of parts) {
    for (const other of parts) {
      if (one === other || one.contains(other) || other.contains(one)) continue;
      const a = one.getBoundingClientRect();
      const b = other.getBoundingClientRect();
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1
        && b.top < a.bottom - 1) found.push([one.textContent.trim(), other.textContent.trim()]);
    }
  }
  return found;
}
"""
SCREENS = [
    "/",
    "/home",
    "/guide/ivig",
    "/guide/ivig/under-the-skin",
    "/guide/symptoms/feeling/words",
    "/guide/symptoms/feeling/sources",
    "/settings",
    "/settings/speed",
    "/help",
    "/nowhere",
]


@pytest.fixture
def plain_page(open_page: Watcher) -> Page:
    return open_page("/", javascript=False)


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def follow(page: Page, name: str) -> str:
    """Touch the link or button of that name; the path it leads to."""
    page.locator("a.button, button.button", has_text=name).locator("visible=true").first.click()
    return path_of(page)


def test_the_guide_can_be_read_from_end_to_end(plain_page: Page) -> None:
    """From the first touch to the third page and back, by links alone."""
    plain_page.locator("a.attract").click()
    assert path_of(plain_page) == "/hand"
    assert follow(plain_page, "Skip this") == "/home"
    assert follow(plain_page, "Symptoms") == "/guide/symptoms"
    assert follow(plain_page, "Where it starts") == "/guide/symptoms/where-it-starts"
    assert follow(plain_page, "Next") == "/guide/symptoms/what-you-may-notice"
    assert follow(plain_page, "Next") == "/guide/symptoms/one-side"
    assert follow(plain_page, "Back") == "/guide/symptoms/what-you-may-notice"
    assert follow(plain_page, "Where this comes from").endswith("/sources")
    assert follow(plain_page, "Back") == "/guide/symptoms/what-you-may-notice"
    assert follow(plain_page, "Home") == "/home"


def test_words_are_explained(plain_page: Page) -> None:
    """A hard word's meaning is one link away, and Back leads to the text again."""
    plain_page.goto("/guide/symptoms/feeling")
    assert follow(plain_page, "Explain words") == "/guide/symptoms/feeling/words"
    assert plain_page.locator("h2").count() > 0
    assert follow(plain_page, "Back") == "/guide/symptoms/feeling"


def test_help_is_one_touch_away(plain_page: Page) -> None:
    """Help now works when nothing else does, and Back leads to where one was."""
    plain_page.goto("/guide/symptoms/one-side")
    assert follow(plain_page, "Help now") == "/help"
    assert "Call 911 now" in plain_page.locator("main").inner_text()
    assert follow(plain_page, "Back") == "/guide/symptoms/one-side"


def test_settings_can_be_changed_and_are_forgotten(plain_page: Page) -> None:
    """Larger print and other colours by plain forms; "I am finished" ends the visit."""
    plain_page.goto("/guide/symptoms/one-side")
    assert follow(plain_page, "Settings") == "/settings"
    assert follow(plain_page, "Text size") == "/settings/text_size"
    assert follow(plain_page, "Largest") == "/settings/text_size"
    screen = plain_page.locator("#screen")
    assert screen.get_attribute("data-text-size") == "4"
    assert follow(plain_page, "Back") == "/settings"
    assert follow(plain_page, "Back") == "/guide/symptoms/one-side"
    assert screen.get_attribute("data-text-size") == "4"
    assert follow(plain_page, "Home") == "/home"
    assert follow(plain_page, "I am finished") == "/"
    assert plain_page.context.cookies() == []
    assert screen.get_attribute("data-text-size") == "1"


@pytest.mark.parametrize(
    ("size", "text_size", "screens"),
    grouped(cases(SIZES, TEXT_SIZES, [*SCREENS, *pages_with_pictures()[:2]])),
    ids=named,
)
def test_all_text_is_reached_by_scrolling_down(
    open_page: Watcher, size: Size, text_size: str, screens: list[str]
) -> None:
    """One long page, of which nothing is cut, nothing lies over another, nothing is sideways."""
    open_page.allow("404")
    page = open_page("/", size, javascript=False, text_size=text_size)
    for address in screens:
        page.goto(address)
        assert page.evaluate(TEXTS_OUT_OF_REACH) == [], address
        assert page.evaluate(OVERLAPS) == [], address


@pytest.mark.parametrize("band", ["left", "right"])
def test_the_side_of_the_band_does_no_harm(open_page: Watcher, band: str) -> None:
    """A setting that was made before the script broke hides nothing."""
    for size in ((768, 1024), (1280, 800)):
        page = open_page("/guide/ivig/under-the-skin", size, javascript=False, band=band)
        assert page.evaluate(TEXTS_OUT_OF_REACH) == []
        assert page.evaluate(OVERLAPS) == []


def test_the_page_can_be_scrolled_to_its_end(open_page: Watcher) -> None:
    """Without scripts nothing turns the pages, so the wheel must reach the buttons at the end."""
    page = open_page("/guide/ivig/under-the-skin", (768, 1024), javascript=False, text_size="4")
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 100_000)
    settings = page.locator(".band .button", has_text="Settings")
    page.wait_for_function("scrollY > 0 && scrollY + innerHeight >= document.body.scrollHeight - 2")
    box = settings.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 1024


def test_buttons_that_need_a_script_are_not_shown(plain_page: Page) -> None:
    """Nobody touches Read aloud in vain."""
    for address in ("/home", "/guide/symptoms/one-side"):
        plain_page.goto(address)
        assert plain_page.locator(".needs-script").count() > 0
        assert plain_page.locator(".needs-script:visible").count() == 0
        assert plain_page.locator("dialog:visible").count() == 0


def test_with_scripts_they_are_shown(open_page: Watcher) -> None:
    """The test above would notice if they were hidden for everybody."""
    page = open_page("/home", KIOSK_SCREEN)
    assert page.locator(".read.needs-script:visible").count() == 1
    prefer(page.context, "theme", "dark")  # the visit's own cookie works here too

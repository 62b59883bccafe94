"""Keyboard, switch and screen reader: focus goes where the person is, and is seen."""

import pytest
from playwright.sync_api import Page

from tests.pairs import spread

from .watching import Watcher, count, touch, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
# WCAG 2.4.13: at least 2 CSS px.
LEAST_OUTLINE = 2.0

FOCUSED = """() => {
  const one = document.activeElement;
  const { left, right, top, bottom, width } = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const corner = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    action: one.dataset.action ?? null,
    place: [...document.querySelectorAll("#screen [data-action]")].indexOf(one),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inSight: width > 0 && left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight
      && one.contains(corner),
  };
}"""
REACHABLE = """() => [...document.querySelectorAll("#screen [data-action]")]
  .flatMap((one, place) => one.disabled || !one.getClientRects().length ? [] : [place])"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until that is focused."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


@pytest.mark.parametrize(
    ("size", "path"),
    spread(
        ["/", "/home", "/guide/ivig", SCREEN, "/settings", "/help"], [(1080, 1920), (1280, 800)]
    ),
)
def test_tab_reaches_every_button_in_order(
    open_page: Watcher, path: str, size: tuple[int, int]
) -> None:
    """Whoever presses instead of touching can do all that touching does, and sees where one is."""
    page = open_page(path, size)
    reached = []
    page.keyboard.press("Tab")
    # After the last button Chromium goes on at the first, mostly by way of the page itself (-1).
    while (focused := page.evaluate(FOCUSED))["place"] not in (-1, *reached[:1]):
        assert focused["outline"] >= LEAST_OUTLINE, focused
        assert focused["inSight"], focused
        reached.append(focused["place"])
        page.keyboard.press("Tab")
    # Asked for now: on the way, pages were turned and so Back or Next came or went.
    assert reached == page.evaluate(REACHABLE)
    assert reached


def test_the_guide_is_read_by_keyboard_alone(open_page: Watcher) -> None:
    """From the first screen to the voice with Tab and Enter."""
    page = open_page("/")
    tab_to(page, "[data-action=start]")
    for shown, selector in enumerate(
        [
            "[data-action=start]",
            "[data-action=skip]",
            "[href='/guide/symptoms']",
            f"[href='{SCREEN}']",
        ],
        start=1,
    ):
        if shown > 1:
            tab_to(page, selector)
        page.keyboard.press("Enter")
        wait_for_event(page, "screen-shown", after=shown)
    tab_to(page, "[data-action=read]")
    page.keyboard.press("Enter")
    wait_for_event(page, "sound-started", index=0)
    page.keyboard.press("Space")
    wait_for_event(page, "reading-paused")
    tab_to(page, "[data-action=next]")
    page.keyboard.press("Enter")
    wait_for_event(page, "screen-shown", after=5)


def test_the_new_title_has_the_focus(open_page: Watcher) -> None:
    """The keyboard goes along to the new screen; what is heard of it: test_screen_reader.py."""
    page = open_page("/home")
    page.get_by_role("link", name="What MMN is").click()
    wait_for_event(page, "screen-shown", after=1)
    for action in ("next", "next", "help", "back", "settings", "home"):
        touch(page, action, ["screen-shown"])
        page.wait_for_function("() => document.activeElement.matches('[data-title]')")


def test_a_choice_keeps_the_focus(open_page: Watcher) -> None:
    """Who tries one choice after the other isn't sent to the top each time."""
    page = open_page("/settings/theme")
    tab_to(page, "[data-action=choose]:not([aria-pressed=true])")
    page.keyboard.press("Enter")
    wait_for_event(page, "screen-shown", after=1)
    assert page.evaluate(
        "document.activeElement.matches('[data-action=choose][aria-pressed=true]')"
    )


def test_tab_turns_to_what_it_reaches(open_page: Watcher) -> None:
    """A button on the next book page comes into sight when it is reached."""
    page = open_page("/guide/ivig")
    assert page.locator("#screen").get_attribute("data-pages") == "2"
    tab_to(page, "[href='/guide/ivig/can-you-have-it']")
    assert page.evaluate(FOCUSED)["inSight"]
    assert count(page, "page-turned") == 1

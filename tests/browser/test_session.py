"""The end of a visit: asked for in time, given more of on one touch, and nothing left behind."""

import pytest
from playwright.sync_api import Page

from .conftest import KioskStarter
from .hearing import sounding
from .watching import Watcher, count, events, pass_time, touch, turn_to, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
IDLE_SECONDS = 2.0
WARNING_SECONDS = 3.0
SET = {"text_size": "3", "theme": "yellow", "speed": "1.6", "volume": "1", "band": "left"}
DEFAULTS = {"text_size": "1", "theme": "light", "speed": "1", "volume": "0.6", "band": "full"}


@pytest.fixture(scope="module")
def hasty_kiosk(start_kiosk: KioskStarter) -> str:
    """A kiosk that asks after two seconds and waits three."""
    return start_kiosk(
        KIOSK_IDLE_SECONDS=str(IDLE_SECONDS), KIOSK_WARNING_SECONDS=str(WARNING_SECONDS)
    )


def shown_settings(page: Page) -> dict[str, str]:
    """The visitor's settings as the screen has them."""
    found: dict[str, str] = page.evaluate(
        """(names) => Object.fromEntries(names.map((name) => [name,
             document.getElementById("screen").getAttribute(`data-${name.replace("_", "-")}`)]))""",
        list(DEFAULTS),
    )
    return found


def question(page: Page) -> bool:
    return page.get_by_role("dialog", name="Do you need more time?").is_visible()


def assert_nothing_left(page: Page, screens_before: bool = True) -> None:
    """The attract screen, no cookie, every setting as for a new person, also on the way back.

    `screens_before`: whether the visit saw other screens than its last, which Back could show.
    """
    page.locator("[data-screen=attract]").wait_for()
    assert page.context.cookies() == []
    # htmx keeps the path it is at, and has the new one as soon as it has started.
    page.wait_for_function(
        """() => [...Object.values(sessionStorage), ...Object.values(localStorage)]
             .every((one) => one === "/")"""
    )
    assert shown_settings(page) == DEFAULTS
    assert page.evaluate("navigation.currentEntry.index > 0") == screens_before
    while page.evaluate("navigation.currentEntry.index > 0"):
        page.go_back()
        page.wait_for_url("/")
        page.locator("[data-screen=attract]").wait_for()
        assert shown_settings(page) == DEFAULTS


def test_it_asks_aloud_after_a_while(open_page: Watcher, hasty_kiosk: str) -> None:
    """Who thinks or rests is asked, to be read and to be heard, and has the time to answer."""
    page = open_page(SCREEN, address=hasty_kiosk)
    asked = wait_for_event(page, "idle")
    shown = events(page, "screen-shown")[0]
    assert asked["time"] - shown["time"] >= IDLE_SECONDS * 1000 - 20
    assert question(page)
    page.wait_for_function("() => window.kioskSounds.some((one) => !one.paused)")
    assert page.locator("[data-action=more-time]").bounding_box()["height"] >= 300  # type: ignore[index]


def test_one_touch_gives_more_time_again_and_again(open_page: Watcher, hasty_kiosk: str) -> None:
    """Who is slow is never thrown out: at least ten times over (WCAG 2.2.1)."""
    page = open_page(SCREEN, address=hasty_kiosk, **SET)
    for times in range(1, 12):
        wait_for_event(page, "idle", after=times - 1)
        if times % 2:
            page.locator("[data-action=more-time]").click()
        else:
            # Anywhere on the screen.
            page.mouse.click(40, 40)
        wait_for_event(page, "more-time", after=times - 1)
        assert not question(page)
        assert not sounding(page)
    assert page.url.endswith(SCREEN)
    assert shown_settings(page) == SET


def test_any_key_that_presses_gives_more_time(open_page: Watcher, hasty_kiosk: str) -> None:
    """A switch or keyboard answers as a finger does."""
    page = open_page(SCREEN, address=hasty_kiosk)
    for times, key in enumerate(("Enter", "Space", "Escape")):
        wait_for_event(page, "idle", after=times)
        page.keyboard.press(key)
        wait_for_event(page, "more-time", after=times)
        assert not question(page)


def test_no_answer_ends_the_visit(open_page: Watcher, hasty_kiosk: str) -> None:
    """Who walked away leaves nothing for the next person to see."""
    page = open_page("/home", address=hasty_kiosk, **SET)
    page.get_by_role("link", name="Symptoms").click()
    wait_for_event(page, "screen-shown", after=1)
    touch(page, "open", ["screen-shown"])
    asked = wait_for_event(page, "idle")
    page.evaluate(
        """() => document.addEventListener("kiosk:visit-ended",
             (event) => (window.name = String(event.detail.time)))"""
    )
    page.locator("[data-screen=attract]").wait_for()
    waited = float(page.evaluate("window.name")) - asked["time"]
    assert waited >= WARNING_SECONDS * 1000 - 20
    page.evaluate("() => { window.name = ''; }")
    assert_nothing_left(page)


def test_a_mouse_that_moves_is_no_answer(open_page: Watcher, hasty_kiosk: str) -> None:
    """A sleeve or a shaking table can't keep a visit open once the question stands."""
    page = open_page(SCREEN, address=hasty_kiosk, **SET)
    wait_for_event(page, "idle")
    page.mouse.move(200, 300)
    page.mouse.move(220, 320)
    page.keyboard.press("Shift")
    assert question(page)
    assert_nothing_left(page, screens_before=False)


def test_it_never_asks_while_it_reads(open_page: Watcher, hasty_kiosk: str) -> None:
    """Listening is being there."""
    page = open_page(SCREEN, address=hasty_kiosk)
    touch(page, "read", ["sound-started"])
    pass_time(page, IDLE_SECONDS * 2)
    assert page.locator("#screen").get_attribute("data-reading") == "reading"
    assert count(page, "idle") == 0
    touch(page, "read", ["reading-paused"])
    wait_for_event(page, "idle")


def test_what_one_does_puts_the_question_off(open_page: Watcher, hasty_kiosk: str) -> None:
    """Nobody who is turning pages is asked."""
    page = open_page(SCREEN, address=hasty_kiosk)
    for _ in range(4):
        pass_time(page, IDLE_SECONDS / 2)
        touch(page, "next", ["screen-shown"])
    assert count(page, "idle") == 0


def test_the_attract_screen_asks_nothing(open_page: Watcher, hasty_kiosk: str) -> None:
    """An empty room hears no voice."""
    page = open_page("/", address=hasty_kiosk)
    pass_time(page, IDLE_SECONDS * 1.5)
    assert count(page, "idle") == 0
    assert not question(page)


@pytest.mark.parametrize("start", ["/home", "/settings"])
def test_i_am_finished(open_page: Watcher, start: str) -> None:
    """One touch, and the visit and all its settings are gone."""
    page = open_page(SCREEN, **SET)
    touch(page, start.strip("/"), ["screen-shown"])
    finish = page.get_by_role("button", name="I am finished")
    turn_to(page, finish)
    finish.click()
    assert_nothing_left(page)

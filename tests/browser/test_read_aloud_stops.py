"""Reading stops when the person does something else on purpose."""

import pytest
from playwright.sync_api import Page

from .hearing import sounding
from .watching import Watcher, count, pass_time, touch, wait_for_event, wait_until

SCREEN = "/guide/symptoms/cramps-and-twitches"


def read(page: Page) -> None:
    touch(page, "read", ["sound-started"])


def assert_silent(page: Page) -> None:
    """Nothing is heard or marked, and the button offers Read aloud again."""
    assert not sounding(page)
    assert page.locator(".said").count() == 0
    assert page.locator("[data-action=read]").inner_text().strip() == "Read aloud"
    boxed = count(page, "word-boxed")
    pass_time(page, 0.5)
    assert count(page, "word-boxed") == boxed


@pytest.mark.parametrize("action", ["next", "back", "home", "help", "settings"])
def test_it_stops_on_leaving_the_screen(timed_page: Watcher, action: str) -> None:
    """What is heard always belongs to what is seen."""
    page = timed_page(SCREEN)
    read(page)
    touch(page, action, ["reading-ended", "screen-shown"])
    assert_silent(page)


def test_it_stops_on_turning_the_page(timed_page: Watcher) -> None:
    """A person who turns the page doesn't hear the one before."""
    page = timed_page(SCREEN, text_size="4")
    read(page)
    touch(page, "next", ["reading-ended", "page-turned"])
    assert_silent(page)


def test_it_stops_on_i_am_finished(timed_page: Watcher) -> None:
    """Nobody else hears what the last person was listening to, only how to go on."""
    page = timed_page("/home")
    read(page)
    page.get_by_role("button", name="I am finished").click()
    wait_until(page, "() => document.querySelector('[data-screen=attract]')")
    goodbye = page.locator("#not-finished").get_attribute("data-speak")
    clip = page.request.get(f"/speech/{goodbye}").json()["clip"]
    heard = page.evaluate(
        """() => kioskSounds.filter((one) => !one.paused && !one.ended)
             .map((one) => new URL(one.src).pathname)"""
    )
    assert set(heard) <= {clip}


def test_it_stops_at_the_end_of_the_screen(timed_page: Watcher) -> None:
    """The end is the end: the next screen waits until it is asked for."""
    page = timed_page("/guide/symptoms/where-it-starts", speed="2")
    last = page.locator("#screen [data-sentence]:visible").last
    last.click()
    wait_for_event(page, "reading-ended")
    assert_silent(page)
    assert page.url.endswith("/guide/symptoms/where-it-starts")


@pytest.mark.parametrize("late", ["playing", "ended"])
def test_what_is_told_late_of_a_sound_begins_nothing(timed_page: Watcher, late: str) -> None:
    """The browser tells of a sound's start and end a moment later: it may have been stopped."""
    page = timed_page(SCREEN)
    read(page)
    touch(page, "read", ["reading-paused"])
    names = ("sound-started", "sentence-began", "word-boxed", "reading-started")
    before = [count(page, name) for name in names]
    page.evaluate(
        "(late) => { for (const one of kioskSounds) one.dispatchEvent(new Event(late)); }", late
    )
    pass_time(page, 1)
    assert [count(page, name) for name in names] == before

"""What the kiosk says without being asked: how to begin, that it can read, how loud it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .fixtures import KioskStarter
from .watching import Watcher, pass_time, touch, wait_for_event

UNTOUCHED = """() => Object.defineProperty(navigator, "userActivation",
  { value: { hasBeenActive: false }, configurable: true })"""
PAGE = "/guide/symptoms/where-it-starts"


def listened_for(page: Page) -> list[str]:
    """The sentences that are asked for from now on, by their ids."""
    asked: list[str] = []

    def note(url: str) -> None:
        if "/speech/" in url and "ahead=1" not in url and "/clips/" not in url:
            asked.append(url.split("/speech/")[1].split("?")[0])

    page.on("request", lambda request: note(request.url))
    return asked


def sentence(page: Page, name: str) -> str:
    found = page.locator("[data-prompts]").get_attribute(f"data-{name}")
    assert found
    return found


def test_the_first_home_of_a_visit_says_how_to_begin(timed_page: Watcher) -> None:
    """Nobody has to find a setting to be able to start."""
    page = timed_page("/")
    asked = listened_for(page)
    page.locator("[data-action=start]").click()
    wait_for_event(page, "screen-shown", after=1)
    touch(page, "home", ["screen-shown"])
    pass_time(page, 3)
    welcome = sentence(page, "welcome")
    assert asked.count(welcome) == 1
    touch(page, "settings", ["screen-shown"])
    touch(page, "home", ["screen-shown"])
    pass_time(page, 3)
    assert asked.count(welcome) == 1, "once a visit"


@pytest.mark.parametrize("path", ["/home", PAGE, "/guide/symptoms"])
def test_who_does_nothing_is_told_once_that_it_can_be_read(timed_page: Watcher, path: str) -> None:
    page = timed_page(path)
    asked = listened_for(page)
    page.mouse.click(2, 2)  # before a first touch nothing is said
    pass_time(page, 19)
    expect(page.locator("#prompt")).to_be_hidden()
    pass_time(page, 3)
    expect(page.locator("#prompt")).to_have_text("Touch Read aloud to listen.")
    assert asked.count(sentence(page, "read")) == 1
    pass_time(page, 10)
    expect(page.locator("#prompt")).to_be_hidden()
    touch(page, "home", ["screen-shown"])
    pass_time(page, 40)
    expect(page.locator("#prompt")).to_be_hidden()


def test_a_touch_ends_the_prompt(timed_page: Watcher) -> None:
    page = timed_page(PAGE)
    pass_time(page, 22)
    expect(page.locator("#prompt")).to_be_visible()
    touch(page, "read", ["reading-started"])
    expect(page.locator("#prompt")).to_be_hidden()


def test_before_the_first_touch_it_is_shown_and_not_said(timed_page: Watcher) -> None:
    """Of a sound that the browser refuses a note would tell, which nobody asked for."""
    page = timed_page(PAGE)
    # Whatever a test asks of a page counts as a touch to Chromium.
    page.evaluate(UNTOUCHED)
    asked = listened_for(page)
    pass_time(page, 22)
    expect(page.locator("#prompt")).to_be_visible()
    assert sentence(page, "read") not in asked
    expect(page.locator("[data-sound-blocked]")).to_be_hidden()


def test_nobody_is_prompted_while_a_screen_is_read(timed_page: Watcher) -> None:
    page = timed_page(PAGE, speed="0.5")
    touch(page, "read", ["reading-started"])
    pass_time(page, 25)
    expect(page.locator("#prompt")).to_be_hidden()


def test_staff_can_turn_the_prompt_off(timed_page: Watcher, start_kiosk: KioskStarter) -> None:
    address = start_kiosk(KIOSK_IDLE_SECONDS="3600", KIOSK_PROMPT_SECONDS="0")
    page = timed_page(PAGE, address=address)
    pass_time(page, 60)
    expect(page.locator("#prompt")).to_be_hidden()


@pytest.mark.parametrize(
    ("action", "volume", "words"),
    [
        ("louder", "0.6", ["Louder.", "4 of 5"]),
        ("quieter", "0.6", ["Quieter.", "2 of 5"]),
        ("louder", "1", ["This is the loudest."]),
        ("quieter", "0.2", ["This is the quietest."]),
    ],
)
def test_it_says_how_loud_it_is_now(
    timed_page: Watcher, action: str, volume: str, words: list[str]
) -> None:
    page = timed_page(PAGE, volume=volume)
    touch(page, "read", ["reading-started"])
    touch(page, "sound")
    asked = listened_for(page)
    touch(page, action, ["setting-changed"])
    pass_time(page, 4)
    said = page.evaluate(
        """async (ids) => Promise.all(ids.map(async (id) =>
             (await (await fetch(`/speech/${id}`)).json()).words.length))""",
        asked[: len(words)],
    )
    assert said == [len(text.split()) for text in words]


def test_the_end_of_a_visit_says_nothing_of_loudness(timed_page: Watcher) -> None:
    page = timed_page("/home", volume="1")
    asked = listened_for(page)
    touch(page, "finish", ["visit-ended"])
    pass_time(page, 4)
    known = page.locator("[data-volume-words]").evaluate("(one) => Object.values(one.dataset)")
    assert not {id for ids in known for id in ids.split()} & set(asked)

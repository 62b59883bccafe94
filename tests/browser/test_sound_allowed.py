"""Where a browser allows no sound before a first touch, the screen says so; then sound comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .running import CHROMIUM_ARGUMENTS, chromium_path
from .visits import TIMEOUT
from .watching import Watcher, count, touch, wait_for_event

pytestmark = pytest.mark.alone  # what is heard takes its real time

SCREEN = "/guide/symptoms/cramps-and-twitches"
NOTE = "Sound is off until someone touches the screen once. Please ask the staff to touch it."
SOUNDS = "() => window.kioskSounds.some((one) => !one.paused && one.currentTime > 0.1)"
REFUSED = "document.querySelector('[data-sound-blocked]')?.hidden === false"
FREE = (540, 1600)  # CSS px: below the text, above the buttons


@pytest.fixture(scope="module")
def strict_chromium(browser: Browser) -> Iterator[Browser]:
    """As it is without the policy of deploy/chromium_policy.json."""
    arguments = [*CHROMIUM_ARGUMENTS, "--autoplay-policy=document-user-activation-required"]
    path = chromium_path()
    strict = browser.browser_type.launch(executable_path=path, args=arguments)
    yield strict
    strict.close()


@pytest.fixture
def open_strict(strict_chromium: Browser, kiosk_address: str) -> Iterator[Watcher]:
    watcher = Watcher(strict_chromium, kiosk_address)
    watcher.allow("favicon.ico")  # of /health, which is no page
    yield watcher
    watcher.close()
    assert watcher.unexpected() == []


def untouched(open_strict: Watcher, path: str, **preferences: str) -> Page:
    """A page into which nobody has looked yet: see look_for."""
    page = open_strict("/health", **preferences).context.new_page()
    page.goto(path)
    look_for(page, "document.documentElement.dataset.started !== undefined")
    return page


def note(page: Page) -> bool:
    return page.locator("[data-sound-blocked]").is_visible()


def look_for(page: Page, condition: str) -> None:
    """Wait until it is true.

    Not as Playwright looks into a page: to Chromium that is a person's touch, and allows sound.
    """
    expression = f"""new Promise((resolve) => {{
      const look = () => (({condition}) ? resolve(true) : setTimeout(look, 20));
      look();
      setTimeout(() => resolve(false), {TIMEOUT});
    }})"""
    devtools = page.context.new_cdp_session(page)
    wanted = {"expression": expression, "awaitPromise": True, "userGesture": False}
    answer = devtools.send("Runtime.evaluate", wanted)
    assert answer["result"]["value"] is True, condition


def begin_to_dwell(page: Page) -> None:
    """A pointer comes to rest on the attract screen; what is then said is refused."""
    page.mouse.move(500, 900)
    look_for(page, "document.getElementById('screen')?.dataset.access === 'dwell'")
    look_for(page, REFUSED)


def test_who_rests_a_pointer_is_told_why_nothing_is_heard(open_strict: Watcher) -> None:
    """Someone who waits for a voice knows what to do, on every screen."""
    page = untouched(open_strict, "/")
    begin_to_dwell(page)
    page.get_by_text(NOTE).wait_for()
    assert page.locator("[data-voice-missing]").is_hidden()
    page.evaluate("document.querySelector('[data-action=settings]').click()")
    wait_for_event(page, "screen-shown", name="settings")
    assert note(page)


def test_the_first_touch_brings_the_sound(open_strict: Watcher) -> None:
    """The guidance that was refused is heard, without another word of anybody."""
    page = untouched(open_strict, "/")
    begin_to_dwell(page)
    page.get_by_text(NOTE).wait_for()
    assert not page.evaluate(SOUNDS)
    page.mouse.click(*FREE)
    page.wait_for_function(SOUNDS)
    assert not note(page)


def test_a_screen_that_reads_itself_does_so_after_the_first_touch(open_strict: Watcher) -> None:
    """A page that was loaded anew in mid visit isn't dumb for the rest of it."""
    page = untouched(open_strict, SCREEN, auto_read="yes")
    look_for(page, REFUSED)
    assert note(page)
    assert count(page, "voice-failed") == 0
    page.mouse.click(*FREE)
    wait_for_event(page, "sound-started", index=0)
    assert not note(page)


def test_a_press_on_read_aloud_is_the_first_touch_and_no_pause(open_strict: Watcher) -> None:
    """What was refused doesn't begin beside what was just asked for."""
    page = untouched(open_strict, SCREEN, auto_read="yes")
    look_for(page, REFUSED)
    touch(page, "read", ["sound-started"])
    wait_for_event(page, "word-boxed", word=2)
    assert page.locator("#screen").get_attribute("data-reading") == "reading"
    assert count(page, "reading-paused") == 0
    assert not note(page)


def test_where_sound_is_allowed_no_note_stands(open_page: Watcher) -> None:
    """Nobody is told to touch a screen that speaks."""
    page = open_page(SCREEN)
    touch(page, "read", ["sound-started"])
    assert not note(page)

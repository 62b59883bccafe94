"""For who asked for it: every screen is read by itself, and a touched button says its words."""

import pytest
from playwright.sync_api import Page

from .hearing import samples, start_sampling
from .watching import Watcher, count, events, touch, wait_for_event, wait_until

SCREEN = "/guide/symptoms/cramps-and-twitches"


def heard(page: Page, sentence_id: str | None) -> None:
    """Wait until that sentence's clip sounds."""
    wait_until(
        page,
        """(id) => window.kioskSounds.some((one) =>
             !one.paused && !one.ended && one.src.includes(`/${id}-`))""",
        sentence_id,
    )


def test_each_screen_is_read_by_itself(timed_page: Watcher) -> None:
    """Who can't read or press much turns from screen to screen and hears each."""
    page = timed_page("/", auto_read="yes")
    for action in ("start", "settings", "back", "help", "back"):
        touch(page, action, ["screen-shown", "reading-started", "sound-started"])
        assert events(page, "sound-started")[-1]["detail"]["position"] < 0.3
    assert count(page, "voice-failed") == 0


def test_pause_holds_until_the_next_screen(timed_page: Watcher) -> None:
    """Quiet is one touch away, also where screens read themselves."""
    page = timed_page("/", auto_read="yes")
    touch(page, "start", ["sound-started"])
    touch(page, "read", ["reading-paused"])
    assert not page.evaluate("window.kioskSounds.some((one) => !one.paused)")


@pytest.mark.alone
def test_a_loaded_screen_that_may_not_sound_yet_blames_no_voice(timed_page: Watcher) -> None:
    """Until the first touch a browser may forbid sound: that is no broken voice."""
    page = timed_page(SCREEN, auto_read="yes")
    wait_until(
        page,
        """() => window.kioskEvents.some(({ name }) =>
             ["sound-started", "reading-ended", "voice-failed"].includes(name))""",
    )
    assert count(page, "voice-failed") == 0
    assert page.locator("[data-voice-missing]").is_hidden()
    if not count(page, "sound-started"):
        touch(page, "read", ["sound-started"])


def test_a_button_says_its_words(timed_page: Watcher) -> None:
    """Who doesn't know a button hears what it is when touching it."""
    page = timed_page(SCREEN, speak_touch="yes")
    button = page.locator("[data-action=settings]:visible")
    spoken = button.get_attribute("data-speak")
    touch(page, "settings", ["screen-shown"])
    heard(page, spoken)


def test_the_read_button_says_what_it_will_do(timed_page: Watcher) -> None:
    """Heard and shown are the same words, also when they change."""
    page = timed_page(SCREEN, speak_touch="yes")
    button = page.locator("[data-action=read]")
    shown = {}
    for state in ("idle", "reading", "paused"):
        said = page.request.get(f"/speech/{button.get_attribute('data-speak')}").json()
        shown[state] = button.inner_text().strip()
        assert " ".join(word["word"] for word in said["words"]) == shown[state]
        touch(page, "read", ["reading-paused" if state == "reading" else "reading-started"])
    assert shown == {"idle": "Read aloud", "reading": "Pause", "paused": "Go on"}


def test_a_button_is_silent_where_nobody_asked(timed_page: Watcher) -> None:
    """Other people in the room hear nothing that wasn't asked for."""
    page = timed_page(SCREEN)
    start_sampling(page)
    touch(page, "settings", ["screen-shown"])
    touch(page, "back", ["screen-shown"])
    assert samples(page) == []


@pytest.mark.alone
def test_never_two_voices_at_once(timed_page: Watcher) -> None:
    """The button's words come first, then the text: both can be understood."""
    page = timed_page("/home", speak_touch="yes", auto_read="yes")
    start_sampling(page)
    touch(page, "settings", ["screen-shown", "sound-started"])
    touch(page, "back", ["screen-shown", "sound-started"])
    touch(page, "read", ["reading-paused"])
    touch(page, "repeat", ["sound-started"])
    wait_for_event(page, "word-boxed", word=2)
    taken = samples(page)
    assert len(taken) > 20
    assert max(one["voices"] for one in taken) == 1

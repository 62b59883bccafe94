"""The sound that most tests use instead of Chromium's own does what Chromium's own does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from . import own_time
from .own_time import FAKE_SOUND, SCRIPTS, wait_until
from .talking import chromium_with_microphone
from .watching import Watcher, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
SCENES = (SCRIPTS / "sound_scenes.js").read_text(encoding="utf-8")
CLIP = "async ([id]) => (await (await fetch(`/speech/${id}`)).json()).clip"
fake_only = pytest.mark.skipif(own_time.REAL, reason="Nothing of Chromium's own can be broken.")


@pytest.fixture
def screen(timed_page: Watcher) -> Iterator[Page]:
    """A screen with a sound of its own, `window.mine`, and what was told of that: `window.told`."""
    page = timed_page(SCREEN)
    wait_for_event(page, "screen-shown")
    page.evaluate(
        f"async ([id]) => {{ window.mine = new Audio(await ({CLIP})([id])); return mine.play(); }}",
        [first_sentence(page)],
    )
    wait_until(page, "() => mine.currentTime > 0.1")
    page.evaluate(
        """() => {
             window.told = [];
             for (const name of ["waiting", "stalled", "canplaythrough", "playing", "error"]) {
               mine.addEventListener(name, () => told.push(name));
             }
           }"""
    )
    yield page


@pytest.fixture
def sounding(browser: Browser, kiosk_address: str) -> Iterator[Watcher]:
    """Opens pages in a Chromium that lets a page sound without a touch, as a kiosk's."""
    with chromium_with_microphone(browser) as chromium:
        watcher = Watcher(chromium, kiosk_address)
        yield watcher
        watcher.close()


def first_sentence(page: Page, place: int = 0) -> str:
    return page.locator("#screen [data-sentence]").nth(place).get_attribute("data-sentence") or ""


def scenes(page: Page) -> dict[str, list[str]]:
    clip, other = (page.evaluate(CLIP, [first_sentence(page, place)]) for place in (0, 1))
    told: dict[str, list[str]] = page.evaluate(SCENES, {"clip": clip, "other": other})
    return told


@pytest.mark.alone
def test_it_does_what_chromiums_own_does(sounding: Watcher) -> None:
    """What is tried with the fake holds for who hears it: events, promises, places, errors."""
    real = scenes(sounding(SCREEN))
    page = sounding(SCREEN)
    page.context.add_init_script(FAKE_SOUND)
    page.reload()
    page.evaluate("fakeSound.allowed = true")
    fake = scenes(page)
    assert set(real) == set(fake)
    for name in real:
        assert sorted(fake[name]) == sorted(real[name]), name
        assert fake[name] == real[name], name


# By itself: what Playwright does in a page counts as a person's touch.
REFUSAL = """
document.addEventListener("DOMContentLoaded", async () => {
  const { sentence } = document.querySelector("#screen [data-sentence]").dataset;
  const { clip } = await (await fetch(`/speech/${sentence}`)).json();
  console.log(await new Audio(clip).play().then(() => "it sounds", (error) => error.name));
});
"""


def refusal(page: Page) -> str:
    with page.expect_console_message() as message:
        # Not as a visit goes, which asks the page whether it has started: on a busy machine that
        # comes before the sound, and counts as a touch.
        Page.goto(page, SCREEN, wait_until="commit")
    return message.value.text


@pytest.mark.alone
def test_both_refuse_to_sound_before_the_first_touch(open_page: Watcher) -> None:
    """A visitor's first touch is what lets a page sound; no test may forget it."""
    real, fake = open_page("/", fresh=True), open_page("/", fresh=True)
    fake.add_init_script(FAKE_SOUND)
    for page in (real, fake):
        page.add_init_script(REFUSAL)
        assert refusal(page) == "NotAllowedError"


def state(page: Page) -> list[Any]:
    """What was told since it sounds, its place, its error."""
    found: list[Any] = page.evaluate("() => [told, mine.currentTime, mine.error?.code ?? 0]")
    return found


@fake_only
def test_data_can_fail_to_come_and_come_again(screen: Page) -> None:
    """What a page does when its kiosk's sound breaks off can be tried."""
    screen.evaluate("fakeSound.stall()")
    wait_until(screen, "() => told.includes('stalled')")
    told, place, _ = state(screen)
    assert told == ["waiting", "stalled"]
    screen.evaluate("fakeSound.goOn()")
    wait_until(screen, "(place) => mine.currentTime > place", place)
    assert state(screen)[0] == ["waiting", "stalled", "playing", "canplaythrough"]


@fake_only
@pytest.mark.parametrize(("fault", "code"), [("breakOff", 3), ("standStill", 0)])
def test_it_can_break_off_and_stand_still(screen: Page, fault: str, code: int) -> None:
    """An error in the midst of a sentence, and a machine without a loudspeaker."""
    screen.evaluate("(fault) => fakeSound[fault]()", fault)
    _, place, _ = state(screen)
    own_time.run(screen, 1)
    assert state(screen) == [["error"] if code else [], place, code]

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
    """A screen that is being read."""
    page = timed_page(SCREEN)
    wait_for_event(page, "screen-shown")
    page.locator("[data-action=read]").click()
    wait_for_event(page, "word-boxed", word=1)
    yield page


@pytest.fixture
def sounding(browser: Browser, kiosk_address: str) -> Iterator[Watcher]:
    """Opens pages in a Chromium that lets a page sound without a touch, as a kiosk's."""
    with chromium_with_microphone(browser) as chromium:
        watcher = Watcher(chromium, kiosk_address)
        yield watcher
        watcher.close()


def scenes(page: Page) -> dict[str, list[str]]:
    ids = page.locator("#screen [data-sentence]").evaluate_all(
        "(all) => all.slice(0, 2).map((one) => one.dataset.sentence)"
    )
    clip, other = (page.evaluate(CLIP, [one]) for one in ids)
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
        page.goto(SCREEN)
    return message.value.text


@pytest.mark.alone
def test_both_refuse_to_sound_before_the_first_touch(open_page: Watcher) -> None:
    """A visitor's first touch is what lets a page sound; no test may forget it."""
    real, fake = open_page("/"), open_page("/")
    fake.add_init_script(FAKE_SOUND)
    for page in (real, fake):
        page.add_init_script(REFUSAL)
        assert refusal(page) == "NotAllowedError"


def state(page: Page) -> list[Any]:
    """Of what sounds: the events since `watch`, the place, whether it is paused."""
    found: list[Any] = page.evaluate(
        "() => { const [sound] = kioskSounds.filter((one) => !one.paused);"
        " return [window.told, sound?.currentTime, sound?.error?.code ?? 0]; }"
    )
    return found


def watch(page: Page) -> None:
    page.evaluate(
        """() => {
             window.told = [];
             for (const sound of kioskSounds) {
               for (const name of ["waiting", "stalled", "canplaythrough", "playing", "error"]) {
                 sound.addEventListener(name, () => told.push(name));
               }
             }
           }"""
    )


@fake_only
def test_data_can_fail_to_come_and_come_again(screen: Page) -> None:
    """What a page does when its kiosk's sound breaks off can be tried."""
    watch(screen)
    screen.evaluate("fakeSound.stall()")
    wait_until(screen, "() => told.includes('stalled')")
    told, place, _ = state(screen)
    assert told == ["waiting", "stalled"]
    screen.evaluate("fakeSound.goOn()")
    wait_until(screen, "(place) => kioskSounds.some((one) => one.currentTime > place)", place)
    assert state(screen)[0] == ["waiting", "stalled", "playing", "canplaythrough"]


@fake_only
@pytest.mark.parametrize(("fault", "code"), [("breakOff", 3), ("standStill", 0)])
def test_it_can_break_off_and_stand_still(screen: Page, fault: str, code: int) -> None:
    """An error in the midst of a sentence, and a machine without a loudspeaker."""
    watch(screen)
    screen.evaluate("(fault) => fakeSound[fault]()", fault)
    _, place, _ = state(screen)
    own_time.run(screen, 1)
    told, later, found = state(screen)
    assert found == code
    assert later == place or later is None  # the page may have given it up
    assert told == (["error"] if code else [])

"""The page that listens: on and off, its sign, what it says in trouble, and for whom it is.

What was understood is said by the test (talking.py); test_listening.py goes through the recogniser.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kiosk.listening.service import missing_parts
from tests.pairs import cases, grouped

from .conftest import KioskStarter
from .measuring import SIZES, control_faults, go, measure, walk, walk_faults
from .talking import (
    KEEP_MICROPHONE,
    PAGE,
    QUIET,
    THREE_OR_FOUR,
    Talk,
    heard,
    numbers,
    refused,
    sign,
)
from .test_axe import faults, with_axe
from .test_contrast import THEMES, text_faults
from .test_paging import named
from .watching import Size, Watcher, wait_for_event

pytestmark = pytest.mark.skipif(bool(missing_parts()), reason="The extra `voice` is not installed.")

STATE = "() => window.microphone.getTracks().map((one) => one.readyState)"


def test_one_button_turns_it_on_and_off_and_frees_the_microphone(talk: Talk) -> None:
    """Nothing is heard before it is asked for, nor after it was ended."""
    page, kiosk = talk(before=KEEP_MICROPHONE)
    sign(page, "Listening")
    kiosk.goes_on()
    assert page.evaluate("wanted.audio.noiseSuppression") is False
    assert page.evaluate("wanted.audio.echoCancellation") is True
    button = page.locator("[data-action=listen]")
    expect(button).to_have_text(re.compile("Stop listening"))
    button.click()
    expect(page.locator("#listening-sign")).to_be_hidden()
    assert page.evaluate(STATE) == ["ended"]
    assert numbers(page) == {}
    posts = len(kiosk.asked)
    button.click()
    kiosk.goes_on()
    kiosk.hears(heard("stop-listening"))
    expect(page.locator("#ask[open]")).to_contain_text("Shall I stop listening?")
    kiosk.waiting = [heard("yes")]
    expect(button).to_have_text(re.compile("Talk to me"))
    assert len(kiosk.asked) > posts


def test_the_sound_is_posted_as_it_comes(talk: Talk) -> None:
    """Pieces of 128 ms at 16 kHz, and what the screen is: numbers, question, what is read."""
    page, kiosk = talk()
    kiosk.goes_on()
    began, posts = page.evaluate("performance.now()"), len(kiosk.asked)
    kiosk.goes_on(20)
    seconds = (page.evaluate("performance.now()") - began) / 1000
    assert sum(kiosk.sizes[posts:]) / 16000 == pytest.approx(seconds, abs=0.5)
    assert all(size % 2048 == 0 for size in kiosk.sizes)
    assert kiosk.asked[-1] == {"numbers": "9", "reading": "", "question": "0", "wake": "0"}
    page.locator("[data-action=read]").click()
    sentence = wait_for_event(page, "sound-started")["detail"]["id"]
    kiosk.goes_on()
    assert kiosk.asked[-1]["reading"] == sentence


def test_the_end_of_a_visit_ends_it(talk: Talk) -> None:
    page, kiosk = talk("/home")
    kiosk.hears(heard("finish"))
    expect(page.locator("#ask[open]")).to_contain_text("Are you finished?")
    expect(page.locator("[data-action=neither]")).to_be_hidden()
    kiosk.hears(heard("no"))
    expect(page.locator("#ask[open]")).to_have_count(0)
    assert page.url.endswith("/home")
    kiosk.hears(heard("finish"))
    kiosk.waiting = [heard("yes")]
    page.locator("[data-screen=attract]").wait_for()
    assert page.locator("#screen").get_attribute("data-listening") == "off"
    expect(page.locator("#listening-sign")).to_be_hidden()


# The sign ---------------------------------------------------------------------------------------

SIGN_FITS = """() => {
  const sign = document.getElementById("listening-sign");
  const words = sign.querySelector("[data-sign-words]");
  const hint = sign.querySelector("[data-sign-hint]");
  const outer = sign.getBoundingClientRect();
  const long = [...sign.querySelectorAll("[data-sign-text]")].filter((one) => {
    const key = one.dataset.signText;
    if (key.startsWith("question") || key.startsWith("answer")) return false;
    const trouble = ["loud", "missing", "blocked", "dead", "broken"].includes(key);
    sign.dataset.kind = trouble ? key : "listening";
    words.textContent = key.startsWith("hint") ? "Listening" : one.textContent;
    hint.textContent = key.startsWith("hint") ? one.textContent : trouble ? "" : "Say a number";
    return [words, hint].some((part) => {
      const box = part.getBoundingClientRect();
      return part.textContent && (box.top < outer.top || box.bottom > outer.bottom ||
        part.scrollWidth > part.clientWidth + 1);
    });
  });
  const screen = document.getElementById("screen").getBoundingClientRect();
  return { long: long.map((one) => one.textContent), below: screen.top - outer.bottom };
}"""


@pytest.mark.parametrize(
    ("size", "text_size", "screens"),
    grouped(cases(SIZES, ["1", "4"], ["/home", PAGE, "/settings/text_size", "/guide/ivig"])),
    ids=named,
)
def test_the_sign_covers_nothing_and_cuts_nothing(
    talk: Talk, size: Size, text_size: str, screens: list[str]
) -> None:
    """It has a place of its own on every screen; all that can be on it fits."""
    page, kiosk = talk("/home", size, text_size=text_size)
    kiosk.goes_on()
    for path in screens:
        go(page, path)
        found = control_faults(measure(page, "controls")) + walk_faults(walk(page))
        assert found == [], path
    fits = page.evaluate(SIGN_FITS)
    assert fits["long"] == []
    assert fits["below"] >= -0.5
    kiosk.hears(heard("what-can-i-say"))
    assert control_faults(measure(page, "controls")) == []
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll("#what-to-say > *, .what-entry:not([hidden])")]
             .filter((one) => one.scrollWidth > one.clientWidth + 1 ||
               one.getBoundingClientRect().bottom > innerHeight + 1 ||
               one.scrollHeight > one.clientHeight + 2).map((one) => one.textContent.trim())"""
        )
        == []
    )


def test_what_was_heard_is_shown_and_so_is_what_was_not(talk: Talk) -> None:
    page, kiosk = talk()
    sign(page, "Listening")
    expect(page.locator("[data-sign-hint]")).to_have_text("Say a number, Next, or What can I say?")
    kiosk.hears(heard("number", number=2))
    sign(page, "2: Where this comes from")
    page.locator("[data-screen=sources]").wait_for()
    kiosk.hears(refused("not a command"))
    sign(page, "I did not hear a command")
    sign(page, "Listening")  # after a while, by itself
    kiosk.hears(refused("noise"))
    sign(page, "Listening")
    kiosk.level = {**QUIET, "loud": True}
    sign(page, "It is too loud here. You can touch or use a switch.")
    kiosk.level = QUIET
    sign(page, "Listening")


def test_what_can_be_said_here_is_shown_large_and_read_aloud(talk: Talk) -> None:
    page, kiosk = talk()
    kiosk.hears(heard("what-can-i-say"))
    entries = page.locator(".what-entry:not([hidden])").all_text_contents()
    assert {"Next", "Go back", "Home", "Number two", "Stop listening"} <= set(entries)
    assert "I am finished" not in entries  # no such button on this screen
    page.wait_for_function("() => window.kioskSounds.some((one) => !one.paused)")
    assert "What you say is never kept." in page.locator("#what-to-say").inner_text()
    kiosk.hears(heard("back"))
    expect(page.locator("#what-to-say")).to_be_hidden()
    assert PAGE in page.url


# Who it is for ----------------------------------------------------------------------------------


def test_axe_and_contrast_find_nothing(talk: Talk) -> None:
    page, kiosk = talk("/home")
    kiosk.goes_on()
    with_axe(page)
    for path in ("/home", PAGE, "/settings/listening"):
        go(page, path)
        assert faults(page, THEMES[:1]) == {}, path
        assert text_faults(page) == [], path
    for event in (THREE_OR_FOUR, heard("what-can-i-say")):
        kiosk.hears(event)
        assert faults(page, THEMES[:1]) == {}
        kiosk.hears(heard("no"))


def test_where_staff_turned_it_off_nothing_is_shown(
    open_page: Watcher, start_kiosk: KioskStarter
) -> None:
    page = open_page("/home", address=start_kiosk(KIOSK_LISTENING="false"))
    assert page.locator("[data-action=listen]").count() == 0
    assert page.locator("#listening-sign").count() == 0
    assert page.request.get("/settings/listening").status == 404

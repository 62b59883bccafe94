"""Questions that lie over each other: the one on top is the one that acts, by every way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import KioskStarter
from .fingers import fingers, send, tap
from .talking import Talk, heard
from .test_touch import PIXELS, middle
from .watching import Watcher, count, pass_time, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"


@pytest.fixture(scope="module")
def hasty_kiosk(start_kiosk: KioskStarter) -> str:
    """A kiosk that asks after a second and a half and waits long."""
    return start_kiosk(KIOSK_IDLE_SECONDS="1.5", KIOSK_WARNING_SECONDS="30")


UNSURE = """() => {
  const [first, second] = document.querySelectorAll(".band [data-action]:not(:disabled)");
  document.dispatchEvent(new CustomEvent("kiosk:press-unsure", { detail: { first, second } }));
}"""


def asked(page: Page) -> None:
    """ "What did you mean?" """
    page.evaluate(UNSURE)
    page.locator("#ask[open]").wait_for()


def asked_twice(page: Page) -> None:
    """ "What did you mean?", and over it "Do you need more time?"."""
    asked(page)
    wait_for_event(page, "idle")
    assert page.locator("#idle[open]").count() == 1


def test_a_touch_answers_the_question_on_top(open_page: Watcher, hasty_kiosk: str) -> None:
    """Who touches "Yes, more time" has it, also where another question waits below."""
    page = open_page(SCREEN, address=hasty_kiosk, context={"has_touch": True})
    session = fingers(page)
    asked_twice(page)
    send(session, tap(middle(page, "#idle [data-action=more-time]"), start=400), PIXELS)
    wait_for_event(page, "more-time")
    assert page.locator("#idle[open]").count() == 0
    assert page.locator("#ask[open]").count() == 1, "the question below is still to be answered"


@pytest.mark.parametrize(
    ("access", "key"), [("keypad", "Enter"), ("keypad", "Escape"), ("two-switches", "Enter")]
)
def test_a_key_answers_the_question_on_top(
    open_page: Watcher, hasty_kiosk: str, access: str, key: str
) -> None:
    """A keypad and a switch press what is seen, not what lies below it."""
    page = open_page(SCREEN, address=hasty_kiosk, access=access)
    asked_twice(page)
    page.keyboard.press(key)
    if page.locator("#idle[open]").count():
        pass_time(page, 0.7)  # a second press within 0.6 s is a trembling hand's
        page.keyboard.press(key)  # the first one only moved there, or ended a voice
    wait_for_event(page, "more-time")
    assert page.locator("#idle[open]").count() == 0
    assert page.locator("#ask[open]").count() == 1


PRESS_AS_IT_OPENS = """async () => {
  const { openDialog } = await ownModule("page/dialogs");
  openDialog(document.getElementById("idle"));
  await Promise.resolve();
  for (const type of ["keydown", "keyup"]) {
    window.dispatchEvent(new KeyboardEvent(type, { key: "Enter", bubbles: true }));
  }
}"""


def test_a_switch_never_presses_what_a_question_has_just_covered(open_page: Watcher) -> None:
    """A press on its way as a question opens does nothing that was meant on the screen below."""
    page = open_page(SCREEN, access="two-switches")
    asked(page)
    page.locator("#scan-frame[data-kind=item]:popover-open").wait_for()
    page.evaluate(PRESS_AS_IT_OPENS)
    assert page.locator("#ask[open]").count() == 1
    assert count(page, "press-answered") == 0
    assert count(page, "screen-shown") == 1


def test_back_on_a_keypad_leaves_a_question(open_page: Watcher) -> None:
    """A question that wasn't wanted is left by the key that leaves everything."""
    page = open_page(SCREEN, access="keypad")
    asked(page)
    page.keyboard.press("Escape")
    wait_for_event(page, "press-answered")
    assert page.locator("#ask[open]").count() == 0
    assert count(page, "screen-shown") == 1


def test_yes_by_voice_answers_the_question_on_top(talk: Talk, start_kiosk: KioskStarter) -> None:
    """ "Yes" to more time is not a yes to the question that waits below it."""
    patient = start_kiosk(KIOSK_IDLE_SECONDS="5", KIOSK_WARNING_SECONDS="60")
    page, kiosk = talk(SCREEN, address=patient)
    asked_twice(page)
    kiosk.hears(heard("yes"))
    wait_for_event(page, "more-time")
    assert page.locator("#ask[open]").count() == 1
    assert count(page, "screen-shown") == 1

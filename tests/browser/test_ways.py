"""The ways of using the kiosk together: with a finger on the glass, a question, a visit's end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import KioskStarter
from .fingers import fingers, send, tap
from .test_access import MOVES, moves
from .test_touch import PIXELS, middle, open_touched
from .watching import Watcher, count, events, pass_time, touch, wait_for_event

SCREEN = "/guide/symptoms/where-it-starts"
TWO_BUTTONS = """
(() => {
  const buttons = [{ pressed: false }, { pressed: false }];
  navigator.getGamepads = () => [{ index: 0, buttons }];
  window.pad = (place, pressed) => { buttons[place].pressed = pressed; };
})();
"""


def test_a_question_makes_the_reading_wait_and_go_on(open_page: Watcher) -> None:
    """Two things said at once are heard by nobody."""
    page, session = open_touched(open_page, SCREEN)
    touch(page, "read", ["reading-started"])
    wait_for_event(page, "word-boxed", word=2)
    (left, y), (right, _) = (middle(page, f"[data-action={one}]") for one in ("home", "help"))
    send(session, tap(((left + right) / 2 + 0.8, y)), PIXELS)
    page.wait_for_selector("#ask[open]")
    assert page.locator("#screen").get_attribute("data-reading") == "paused"
    index = page.evaluate(
        "kioskEvents.filter(e => e.name === 'sentence-began').at(-1).detail.index"
    )
    page.click("#ask [data-action=neither]")
    page.wait_for_selector("#screen[data-reading='reading']")
    wait_for_event(page, "sentence-began", index=index + 1)


@pytest.mark.parametrize("access", ["one-switch", "two-switches"])
def test_a_finger_on_a_button_is_only_the_switch(open_page: Watcher, access: str) -> None:
    """Where the whole glass is the switch, no button under the hand acts."""
    page = open_page(SCREEN, access=access)
    page.context.add_init_script(MOVES)
    page.goto(SCREEN)
    session = fingers(page)
    page.wait_for_function("() => window.scanMoves.some((one) => one.name === 'scan-moved')")
    send(session, tap(middle(page, "[data-action=settings]"), 200), PIXELS)
    page.wait_for_function(
        "() => window.scanMoves.filter((one) => one.name === 'scan-moved').length > 1"
    )
    settled(page)
    assert moves(page, "scan-chosen") == []
    assert count(page, "action") == 0
    assert page.evaluate("location.pathname") == SCREEN


def test_a_finger_that_dwells_presses_once(open_page: Watcher) -> None:
    """What the rest has pressed isn't pressed again by lifting the finger."""
    page = open_page(SCREEN, access="dwell", dwell_time="0.5")
    session = fingers(page)
    touch(page, "read", ["reading-started"])
    held = tap(middle(page, "[data-action=repeat]"), 1600)
    send(session, held, PIXELS)
    settled(page)
    done = [one["detail"]["action"] for one in events(page, "action")]
    assert done == ["read", "repeat"]


def test_a_gamepads_two_buttons_step_and_choose(timed_page: Watcher) -> None:
    """An adapter for two switches shows itself as a gamepad."""
    page = timed_page(SCREEN, access="two-switches", switch_repeat="0.3")
    page.context.add_init_script(MOVES + TWO_BUTTONS)
    page.goto(SCREEN)
    pass_time(page, 0.5)
    for place in (0, 1, 0, 1):
        page.evaluate("(place) => pad(place, true)", place)
        pass_time(page, 0.2)
        page.evaluate("(place) => pad(place, false)", place)
        pass_time(page, 0.4)
    assert [one["action"] for one in moves(page, "scan-chosen")] == ["read"]


def test_one_switch_alone_gives_more_time(timed_page: Watcher, start_kiosk: KioskStarter) -> None:
    """The question at a visit's end is answered by the way the person uses."""
    address = start_kiosk(KIOSK_IDLE_SECONDS="30", KIOSK_WARNING_SECONDS="30")
    page = timed_page(SCREEN, address=address, access="one-switch")
    page.context.add_init_script(MOVES)
    page.goto(SCREEN)
    wait_for_event(page, "idle", timeout=400_000)
    # The box comes to the answer by itself; a press as it stands there is enough.
    pass_time(page, 0.3)
    assert moves(page, "scan-moved")[-1]["action"] == "more-time"
    page.keyboard.press("Space")
    pass_time(page, 0.6)
    assert count(page, "more-time") == 1
    assert page.locator("#idle[open]").count() == 0
    assert count(page, "visit-ended") == 0


def settled(page: Page) -> None:
    """Wait until the touch layer would have decided: longer than any of its settling times."""
    lifted = page.evaluate("performance.now()")
    page.wait_for_function(f"() => performance.now() > {lifted} + 600")

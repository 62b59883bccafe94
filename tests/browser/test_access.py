"""Every way of using the kiosk begins at the attract screen by itself, and is explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.pairs import spread

from .own_time import wait_until
from .watching import Watcher, pass_time, wait_for_event

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
GAMEPAD = """
(() => {
  const button = { pressed: false };
  navigator.getGamepads = () => [{ index: 0, buttons: [button, { pressed: false }] }];
  window.gamepad = (pressed) => (button.pressed = pressed);
})();
"""
MOVES = """
(() => {
  window.scanMoves = [];
  for (const name of ["scan-moved", "scan-chosen", "guidance-started", "guidance-ended"]) {
    document.addEventListener(`kiosk:${name}`, ({ detail }) =>
      window.scanMoves.push({ name, ...detail }));
  }
})();
"""


def attract(timed_page: Watcher, script: str = "") -> Page:
    page = timed_page("/")
    page.context.add_init_script(MOVES + script)
    page.goto("/")
    return page


def wait_home(page: Page, access: str) -> None:
    wait_until(page, "() => document.getElementById('screen')?.dataset.screen === 'home'")
    assert page.evaluate("document.getElementById('screen').dataset.access") == access
    wait_until(page, "() => window.scanMoves.some((one) => one.name === 'guidance-started')")


def moves(page: Page, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("window.scanMoves")
    return [one for one in found if one["name"] == name]


@pytest.mark.parametrize(
    ("key", "access"),
    [("Space", "one-switch"), ("Enter", "one-switch"), ("F1", "keypad"), ("ArrowUp", "keypad")],
)
def test_any_key_of_a_switch_or_keypad_begins_its_way(
    timed_page: Watcher, key: str, access: str
) -> None:
    page = attract(timed_page)
    page.keyboard.press(key)
    wait_home(page, access)


def test_a_gamepads_button_begins_scanning(timed_page: Watcher) -> None:
    page = attract(timed_page, GAMEPAD)
    pass_time(page, 0.2)
    page.evaluate("gamepad(true)")
    pass_time(page, 0.2)
    page.evaluate("gamepad(false)")
    wait_home(page, "one-switch")


def test_a_hand_held_on_the_glass_begins_scanning_and_a_touch_does_not(timed_page: Watcher) -> None:
    page = attract(timed_page)
    page.mouse.move(500, 900)
    page.mouse.down()
    pass_time(page, 5.1)
    wait_home(page, "one-switch")
    page.mouse.up()

    quick = attract(timed_page)
    quick.mouse.click(500, 900)
    wait_until(quick, "() => location.pathname === '/hand'")
    assert quick.evaluate("document.getElementById('screen').dataset.access") == "touch"


def test_a_pointer_that_rests_begins_dwell(timed_page: Watcher) -> None:
    page = attract(timed_page)
    page.mouse.move(500, 900)
    pass_time(page, 5.1)
    wait_home(page, "dwell")


def test_a_press_ends_the_guidance_and_the_box_comes(timed_page: Watcher) -> None:
    page = attract(timed_page)
    page.keyboard.press("Space")
    wait_home(page, "one-switch")
    assert moves(page, "scan-chosen") == []
    pass_time(page, 2)  # longer than a second press of a switch is taken for the first
    page.keyboard.press("Space")
    pass_time(page, 0.2)
    assert moves(page, "guidance-ended")
    assert moves(page, "scan-moved")[-1]["kind"] == "group"
    assert moves(page, "scan-chosen") == []


def test_the_whole_glass_is_the_switch_and_acts_on_release(timed_page: Watcher) -> None:
    page = timed_page("/guide/ivig/how-it-is-given", access="one-switch")
    page.evaluate(MOVES)
    pass_time(page, 0.4)
    page.mouse.move(40, 40)  # far from every button
    page.mouse.down()
    pass_time(page, 0.7)
    kinds = [one["kind"] for one in moves(page, "scan-moved")]
    assert "item" not in kinds
    page.mouse.up()
    pass_time(page, 0.1)
    assert moves(page, "scan-moved")[-1]["kind"] == "item"


def test_two_switches_one_moves_the_other_chooses(timed_page: Watcher) -> None:
    page = timed_page("/guide/ivig/how-it-is-given", access="two-switches", switch_repeat="0.3")
    page.evaluate(MOVES)
    pass_time(page, 60)  # nothing moves by itself
    before = len(moves(page, "scan-moved"))
    for key in ("Space", "Enter", "Space", "Enter"):
        page.keyboard.press(key)
        pass_time(page, 0.4)
    assert before <= 1
    assert [one["action"] for one in moves(page, "scan-chosen")] == ["read"]


def test_the_way_can_be_changed_and_back_keeps_the_place(open_page: Watcher) -> None:
    page = open_page("/guide/ivig/how-it-is-given")
    page.locator("[data-action=settings]").click()
    page.locator('a[href^="/settings/access?"]').click()
    page.locator('form[action*="/access/dwell"] button').click()
    page.locator('#screen[data-access="dwell"]').wait_for()
    page.locator("[data-action=back]").click()
    page.locator('[data-screen="settings"]').wait_for()
    page.locator("[data-action=back]").click()
    page.locator('#screen[data-screen="page"][data-access="dwell"]').wait_for()
    assert "/guide/ivig/how-it-is-given" in page.url


def test_with_reduced_motion_the_ring_goes_in_steps(timed_page: Watcher) -> None:
    page = timed_page("/home", access="dwell", context={"reduced_motion": "reduce"})
    page.mouse.move(2, 2)
    box = page.locator("[data-action=help]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    seen = set()
    for _ in range(35):
        pass_time(page, 0.05)
        seen.add(
            page.evaluate("document.getElementById('dwell-ring').style.getPropertyValue('--full')")
        )
    assert seen - {""} <= {"0", "0.25", "0.5", "0.75", "1"}
    assert len(seen) > 2


@pytest.mark.parametrize(
    ("path", "access"),
    spread(
        ["one-switch", "two-switches", "dwell", "keypad"],
        ["/home", "/guide/ivig/how-it-is-given", "/settings/access"],
    ),
)
def test_axe_finds_nothing_in_any_way(open_page: Watcher, access: str, path: str) -> None:
    page = open_page(path, access=access)
    if access == "one-switch":  # its box is on the page
        page.wait_for_selector("#scan-frame:popover-open")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_the_next_person_is_told_how_it_works_too(open_page: Watcher) -> None:
    """Two people after each other who use a switch: the second knows no more than the first."""
    page = open_page("/")
    for visit in range(2):
        if visit:
            pass_time(page, 1.1)  # seen before meant
        page.keyboard.press("Space")
        wait_for_event(page, "access-changed", after=visit, access="one-switch")
        page.locator("[data-screen=home]").wait_for()
        # What the kiosk clears comes a moment later.
        with page.expect_response("**/finish"):
            page.evaluate("async () => (await ownModule('questions/visit_end')).endVisit()")
        page.locator("[data-screen=attract]").wait_for()

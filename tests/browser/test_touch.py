"""The touch layer on the kiosk's own pages: what a touch does, and what it must leave alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.patients.hands import Event

from .fingers import fingers, send, tap
from .own_time import hold
from .watching import Watcher, count, events, pass_time, wait_for_event, wait_until

PIXELS = 4.0339
HOME = "/home"


def middle(page: Page, selector: str, place: int = 0) -> tuple[float, float]:
    """Of the button, in millimetres."""
    box = page.locator(selector).nth(place).bounding_box()
    assert box is not None
    return (box["x"] + box["width"] / 2) / PIXELS, (box["y"] + box["height"] / 2) / PIXELS


def open_touched(timed_page: Watcher, path: str = HOME, **more: Any) -> tuple[Page, Any]:
    page = timed_page(path, context={"has_touch": True}, **more)
    wait_for_event(page, "screen-shown")
    pass_time(page, 0.4)  # a new screen is deaf for 300 ms
    return page, fingers(page)


def test_a_press_shows_where_it_will_act_and_acts_once(timed_page: Watcher) -> None:
    page, session = open_touched(timed_page)
    at = middle(page, "[data-action=open]", 1)
    send(session, tap(at)[:1], PIXELS)
    wait_until(page, "() => document.querySelector('[data-pressed]')")
    assert count(page, "action") == 0, "nothing fires on touch-down"
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    wait_for_event(page, "screen-shown", after=1)
    assert count(page, "action") == 1
    assert page.locator("[data-pressed]").count() == 0


def test_a_second_press_at_once_does_not_reach_the_new_screen(timed_page: Watcher) -> None:
    page, session = open_touched(timed_page)
    at = middle(page, "[data-action=open]", 1)
    presses = [tap(at, 150, start, number) for number, start in enumerate((0, 330, 660))]
    send(session, [event for press in presses for event in press], PIXELS)
    wait_for_event(page, "screen-shown", after=1)
    pass_time(page, 0.9)
    assert count(page, "action") == 1


def test_a_press_on_a_screen_that_is_being_left_does_nothing(timed_page: Watcher) -> None:
    """Who sees no change yet presses again: on a slow machine too that opens nothing twice."""
    page, session = open_touched(timed_page)
    held: list[Route] = []
    page.route("**/guide/ivig", lambda route: held.append(route))
    hold(page, "/guide/ivig$")
    at = middle(page, "[data-action=open]", 1)
    send(session, [*tap(at), *tap(at, 150, 1400, 1)], PIXELS)
    pass_time(page, 0.6)
    held[0].continue_()
    wait_for_event(page, "screen-shown", after=1)
    assert len(held) == 1
    assert count(page, "action") == 1


def test_two_contacts_that_chromium_would_drop_act(timed_page: Watcher) -> None:
    page, session = open_touched(timed_page)
    x, y = middle(page, "[data-action=open]", 4)
    palm = [Event(0, "down", 1, x + 8, y + 58, 11), Event(600, "up", 1, x + 8, y + 58, 11)]
    send(session, sorted([*palm, *tap((x, y), 300, 120)]), PIXELS)
    wait_for_event(page, "screen-shown", after=1)
    assert [one["detail"]["action"] for one in events(page, "action")] == ["open"]


def test_between_two_tiles_it_asks_and_the_answer_acts(timed_page: Watcher) -> None:
    page, session = open_touched(timed_page)
    (left, y), (right, _) = (middle(page, "[data-action=open]", place) for place in (0, 1))
    send(session, tap(((left + right) / 2 + 0.8, y)), PIXELS)
    wait_until(page, "() => document.querySelector('#ask[open]')")
    asked = page.locator("#ask [data-answer] [data-label]").all_inner_texts()
    tiles = page.locator("[data-action=open]").all_inner_texts()[:2]
    assert [one.split() for one in asked] == [one.replace("\u00ad", "").split() for one in tiles]
    pass_time(page, 0.4)
    send(session, tap(middle(page, "#ask [data-answer]", 1)), PIXELS)
    wait_for_event(page, "screen-shown", after=1)
    assert page.locator("#ask[open]").count() == 0


def test_a_touch_lets_the_page_make_sound(timed_page: Watcher) -> None:
    """The browser's own click is swallowed, yet the touch counts as the person's doing."""
    page, session = open_touched(timed_page)
    send(session, tap(middle(page, "[data-action=open]", 1)), PIXELS)
    wait_for_event(page, "screen-shown", after=1)
    assert page.evaluate("navigator.userActivation.hasBeenActive")


def test_a_mouse_and_a_key_click_as_ever(timed_page: Watcher) -> None:
    page = timed_page(HOME)
    wait_for_event(page, "screen-shown")
    page.locator("[data-action=help]").click()
    wait_for_event(page, "screen-shown", after=1)
    page.locator("[data-action=home]").focus()
    page.keyboard.press("Enter")
    wait_for_event(page, "screen-shown", after=2)
    assert page.locator("#screen").get_attribute("data-screen") == "home"


def test_with_the_layer_off_a_plain_touch_clicks(timed_page: Watcher) -> None:
    page, session = open_touched(timed_page)
    page.evaluate("document.getElementById('screen').dataset.touchLayer = 'off'")
    send(session, tap(middle(page, "[data-action=open]", 1)), PIXELS)
    wait_for_event(page, "screen-shown", after=1)
    assert count(page, "action") == 1


@pytest.mark.parametrize("layer", ["on", "off"])
def test_no_touch_scrolls_zooms_selects_or_opens_a_menu(timed_page: Watcher, layer: str) -> None:
    page, session = open_touched(timed_page)
    page.evaluate("layer => document.getElementById('screen').dataset.touchLayer = layer", layer)
    page.evaluate(
        """() => {
             window.menus = 0;
             const seen = (event) => setTimeout(() => { window.menus += !event.defaultPrevented; });
             window.addEventListener("contextmenu", seen, true);
           }"""
    )
    apart = [
        Event(
            time,
            "down" if time == 0 else "move",
            number,
            130 + side * (10 + time / 10),
            250 + time / 8,
            5,
        )
        for time in range(0, 800, 40)
        for number, side in ((0, -1), (1, 1))
    ]
    lifted = [Event(820, "up", number, 130, 350, 5) for number in (0, 1)]
    send(session, [*apart, *lifted, *tap((60, 284), 1200, 1200, 2)], PIXELS)
    state = page.evaluate(
        "[scrollX, scrollY, visualViewport.scale, String(getSelection()), window.menus]"
    )
    assert state == [0, 0, 1, "", 0]

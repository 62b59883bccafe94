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
LONG = "/guide/symptoms/where-it-starts/sources"


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


def seen_for(page: Page, milliseconds: float) -> None:
    """Wait until what is shown has been looked at for so long, by the page's own clock."""
    begun = page.evaluate("performance.now()")
    page.wait_for_function(f"begun => performance.now() - begun > {milliseconds}", arg=begun)


def decided(page: Page, number: int) -> None:
    """Wait until the layer has decided so many presses."""
    page.wait_for_function(
        "wanted => kioskEvents.filter(e => e.name === 'press-decided').length >= wanted",
        arg=number,
    )


def slow_taps(at: tuple[float, float], *starts: float, length: float = 30) -> list[Event]:
    """Light taps at one place."""
    taps = [tap(at, length, start, number) for number, start in enumerate(starts)]
    return [event for events in taps for event in events]


@pytest.mark.alone
@pytest.mark.parametrize("gap", [550, 850])
def test_a_second_light_tap_does_not_act_on_what_has_just_come(
    open_page: Watcher, gap: float
) -> None:
    """The tile opens a list that has a tile at the very place: nobody has seen it yet."""
    page, session = open_touched(open_page)
    send(session, slow_taps(middle(page, "[data-action=open]", 0), 0, 30 + gap), PIXELS)
    wait_for_event(page, "screen-shown", after=1)
    seen_for(page, 1200)
    assert count(page, "action") == 1
    send(session, tap(middle(page, "[data-action=open]", 0)), PIXELS)
    wait_for_event(page, "screen-shown", after=2)
    assert count(page, "action") == 2, "what has been seen is pressed"


@pytest.mark.alone
def test_ten_nexts_turn_ten_pages(open_page: Watcher) -> None:
    """Who reads fast isn't held up: Next after Next is always taken."""
    page, session = open_touched(open_page, LONG, size=(1280, 800), text_size="4")
    assert int(page.locator("#screen").get_attribute("data-pages") or 0) > 10
    at = middle(page, "[data-action=next]")
    presses = [tap(at, 100, 600 * number, number) for number in range(10)]
    send(session, [event for events in presses for event in events], PIXELS)
    decided(page, 10)
    assert page.locator("#screen").get_attribute("data-page") == "11"


@pytest.mark.alone
def test_a_finger_is_judged_by_what_lay_there_as_it_landed(open_page: Watcher) -> None:
    """A palm rests, the page is turned, then the finger presses what it sees now."""
    page, session = open_touched(open_page, "/guide/support", text_size="4")
    palm = Event(0, "down", 9, 40, 440, 11)
    send(session, [palm], PIXELS)
    page.locator("[data-action=next]").evaluate("(one) => one.click()")
    wait_for_event(page, "page-turned", by="button")
    found = page.evaluate(
        """() => {
          const glass = document.querySelector("[data-window]").getBoundingClientRect();
          const inSight = ({ left, right }) => left > glass.left && right < glass.right;
          const one = [...document.querySelectorAll("[data-action=open]")]
            .find((tile) => inSight(tile.getBoundingClientRect()));
          const { left, top, width, height } = one.getBoundingClientRect();
          return [one.getAttribute("href"), left + width / 2, top + height / 2];
        }"""
    )
    where = (found[1] / PIXELS, found[2] / PIXELS)
    both = {"x": where[0] * PIXELS, "y": where[1] * PIXELS, "id": 1, "radiusX": 20, "radiusY": 20}
    held = {"x": 40 * PIXELS, "y": 440 * PIXELS, "id": 9, "radiusX": 44, "radiusY": 44}
    for kind, points in (("touchStart", [held, both]), ("touchEnd", [held]), ("touchEnd", [])):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        seen_for(page, 250)
    page.wait_for_url(f"**{found[0]}**")


def pull(start: tuple[float, float], end: tuple[float, float], rest: float) -> list[Event]:
    """A contact that slides for half a second, and then rests."""
    steps = 30
    events = [Event(0, "down", 0, *start, 5)]
    for step in range(1, steps + 1):
        share = step / steps
        x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        events.append(Event(100 + 500 * share, "move", 0, x, y, 5))
    resting = range(620, 600 + int(rest), 20)
    return [*events, *(Event(time, "move", 0, *end, 5) for time in resting)]


@pytest.mark.alone
def test_a_finger_pulled_on_to_a_button_presses_it(open_page: Watcher) -> None:
    """A heavy arm comes down beside the button; while it rests on it, the button looks chosen."""
    page, session = open_touched(open_page)
    x, y = middle(page, "[data-action=settings]")
    events = pull((x, y - 75), (x, y), 500)
    send(session, events, PIXELS)
    page.wait_for_selector("[data-action=settings][data-pressed]")
    assert count(page, "action") == 0
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_selector("#screen[data-screen='settings']")


def test_home_is_taken_back_by_back(open_page: Watcher) -> None:
    """Whoever was flung on to Home is back on the very page by one press."""
    page = open_page("/guide/ivig/how-it-is-given", text_size="3")
    wait_for_event(page, "screen-shown")
    page.click("[data-action=next]")
    wait_for_event(page, "page-turned", by="button")
    at = page.locator("#screen").get_attribute("data-page")
    page.click("[data-action=home]")
    page.wait_for_selector("#screen[data-screen='home']")
    page.click("[data-action=back]")
    page.wait_for_selector(f"#screen[data-screen='page'][data-page='{at}']")


def test_one_candidate_is_asked_about_with_no(open_page: Watcher) -> None:
    """A landing that isn't sure of Home leads nowhere without a yes."""
    page = open_page("/guide/ivig/how-it-is-given")
    wait_for_event(page, "screen-shown")
    doubt = """() => document.dispatchEvent(new CustomEvent("kiosk:press-unsure", { detail: {
      first: document.querySelector("#screen [data-action=home]"), second: null } }))"""
    page.evaluate(doubt)
    page.wait_for_selector("#ask[open]")
    assert page.locator("#ask [data-answer]:visible").all_inner_texts() == ["Home"]
    assert page.locator("#ask-question").inner_text() == "Did you mean this?"
    page.click("#ask [data-action=neither]")
    assert page.locator("#screen").get_attribute("data-screen") == "page"
    page.evaluate(doubt)
    page.click("#ask [data-answer='0']")
    page.wait_for_selector("#screen[data-screen='home']")

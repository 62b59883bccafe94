"""Touches on the kiosk's own pages: what has been seen is meant, and what lay there acts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.patients.hands import Event

from .fingers import send, tap
from .test_touch import PIXELS, middle, open_touched
from .watching import Watcher, count, wait_for_event, wait_until

LONG = "/guide/symptoms/where-it-starts/sources"


def seen_for(page: Page, milliseconds: float) -> None:
    """Wait until what is shown has been looked at for so long, by the page's own clock."""
    begun = page.evaluate("performance.now()")
    page.wait_for_function(f"begun => performance.now() - begun > {milliseconds}", arg=begun)


def decided(page: Page, number: int) -> None:
    """Wait until the layer has decided so many presses."""
    wait_until(
        page,
        "wanted => kioskEvents.filter(e => e.name === 'press-decided').length >= wanted",
        number,
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


def test_ten_nexts_turn_ten_pages(timed_page: Watcher) -> None:
    """Who reads fast isn't held up: Next after Next is always taken."""
    page, session = open_touched(timed_page, LONG, size=(1280, 800), text_size="4")
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

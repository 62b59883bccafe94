""" "I am finished" by mistake: one press, offered on the spot, takes the visit up again."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import KioskStarter
from .measuring import control_faults, measure
from .own_time import wait_until
from .watching import Size, Watcher, count, events, pass_time, touch, turn_to, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
SET = {"text_size": "3", "theme": "yellow", "speed": "1.6", "volume": "1", "band": "left"}
OFFERED = 15.0  # s
AGAIN = "[data-action=not-finished]"


def finish(page: Page) -> None:
    """Press "I am finished" on the screen that is there."""
    button = page.get_by_role("button", name="I am finished")
    turn_to(page, button)
    button.click()
    wait_for_event(page, "return-offered")


def finished(watcher: Watcher, size: Size = (1080, 1920), **settings: str) -> Page:
    """The attract screen of a visit that was ended on a settings screen a moment ago."""
    page = watcher(SCREEN, size, **settings)
    touch(page, "settings", ["screen-shown"])
    finish(page)
    return page


def settings_of(page: Page, *names: str) -> dict[str, str | None]:
    shown = page.locator("#screen")
    return {name: shown.get_attribute(f"data-{name.replace('_', '-')}") for name in names}


def test_one_press_brings_back_the_place_and_all_that_was_set(timed_page: Watcher) -> None:
    page = timed_page(SCREEN, **SET)
    touch(page, "settings", ["screen-shown"])
    before = page.evaluate("location.pathname + location.search")
    finish(page)
    assert settings_of(page, "theme") == {"theme": "light"}
    pass_time(page, 1.5)  # seen before meant
    page.locator(AGAIN).click()
    wait_for_event(page, "screen-shown", after=3)
    assert page.evaluate("location.pathname + location.search") == before
    assert settings_of(page, *SET) == SET
    assert len(page.context.cookies()) == len(SET)
    touch(page, "back", ["screen-shown"])
    assert SCREEN in page.url


def test_the_offer_is_said_and_ends(timed_page: Watcher) -> None:
    """After a while a new person comes to a screen that tells nothing of the one before."""
    page = finished(timed_page, **SET)
    wait_until(page, "() => window.kioskSounds.some((one) => !one.paused)")
    pass_time(page, OFFERED - 1)
    expect(page.locator(AGAIN)).to_be_visible()
    pass_time(page, 1)
    expect(page.locator(AGAIN)).to_be_hidden()
    page.locator(AGAIN).evaluate("(one) => one.click()")
    assert count(page, "visit-taken-up") == 0
    assert page.context.cookies() == []
    page.locator("[data-action=start]").click()
    wait_for_event(page, "screen-shown", after=3)
    assert settings_of(page, "theme", "text_size") == {"theme": "light", "text_size": "1"}


def test_a_new_visit_takes_the_offer_away(timed_page: Watcher) -> None:
    """Also where that visit ends at once, by the one who took it up or by nobody's press."""
    page = finished(timed_page, **SET)
    pass_time(page, 1.5)
    page.locator("[data-action=start]").click()
    wait_for_event(page, "return-withdrawn")
    wait_for_event(page, "screen-shown", after=3)
    page.evaluate("history.back()")
    wait_until(page, "() => document.querySelector('[data-screen=attract]')")
    assert count(page, "return-offered") == 1
    expect(page.locator(AGAIN)).to_be_hidden()


def test_a_visit_that_nobody_ended_is_not_offered(
    timed_page: Watcher, start_kiosk: KioskStarter
) -> None:
    """Who has walked away is gone: the next person is asked nothing."""
    hasty = start_kiosk(KIOSK_IDLE_SECONDS="2", KIOSK_WARNING_SECONDS="3")
    page = timed_page(SCREEN, address=hasty, **SET)
    wait_for_event(page, "visit-ended")
    wait_until(page, "() => document.querySelector('[data-screen=attract]')")
    assert count(page, "return-offered") == 0
    expect(page.locator(AGAIN)).to_be_hidden()


@pytest.mark.parametrize(
    ("access", "key"), [("one-switch", "Space"), ("keypad", "F1"), ("keypad", "ArrowUp")]
)
def test_the_switch_that_ended_it_takes_it_up(timed_page: Watcher, access: str, key: str) -> None:
    """Who can't reach the button has the same offer; a switch that bounces is no answer."""
    page = timed_page("/settings", access=access, theme="dark")
    page.evaluate("() => document.querySelector('[data-action=finish]').click()")
    wait_for_event(page, "return-offered")
    page.keyboard.press(key)
    assert count(page, "visit-taken-up") == 0
    pass_time(page, 1.1)
    page.keyboard.press(key)
    wait_for_event(page, "visit-taken-up")
    wait_for_event(page, "screen-shown", after=2)
    assert settings_of(page, "access", "theme") == {"access": access, "theme": "dark"}
    assert page.url.endswith("/settings")


def test_a_resting_pointer_takes_its_own_visit_up(timed_page: Watcher) -> None:
    page = timed_page("/settings", access="dwell")
    page.evaluate("() => document.querySelector('[data-action=finish]').click()")
    wait_for_event(page, "return-offered")
    page.mouse.move(500, 900)
    pass_time(page, 5.1)
    wait_for_event(page, "visit-taken-up")
    wait_for_event(page, "screen-shown", after=2)
    assert settings_of(page, "access") == {"access": "dwell"}


def test_another_way_begins_a_visit_of_its_own(timed_page: Watcher) -> None:
    """A switch that did not end it belongs to somebody else."""
    page = finished(timed_page, theme="dark")
    pass_time(page, 1.1)
    page.keyboard.press("Space")
    wait_until(page, "() => document.getElementById('screen')?.dataset.screen === 'home'")
    assert settings_of(page, "access", "theme") == {"access": "one-switch", "theme": "light"}
    assert events(page, "visit-taken-up") == []


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800), (800, 1280), (1920, 1080)])
def test_the_offer_is_large_and_covers_nothing(open_page: Watcher, size: Size) -> None:
    page = finished(open_page, size)
    assert control_faults(measure(page, "controls")) == []
    start, again = (
        page.locator(f"[data-action={name}]").bounding_box() for name in ("start", "not-finished")
    )
    assert start and again
    assert start["y"] + start["height"] <= again["y"]
    assert again["height"] >= 100
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".attract > span, #not-finished > *")].filter(
             (one) => { const { top, bottom, left, right } = one.getBoundingClientRect();
               return top < 0 || bottom > innerHeight || left < 0 || right > innerWidth; })
           .map((one) => one.textContent.trim())"""
    )
    assert cut == []

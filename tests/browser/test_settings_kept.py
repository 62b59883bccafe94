"""What was chosen holds for the whole visit, whatever happens to the server, and not longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from .restarting import AWAY, RestartableKiosk, restartable_kiosk
from .test_settings import attribute, choose
from .watching import Watcher, count, touch, turn_to, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
CHOSEN = {"text_size": "4", "theme": "yellow", "access": "one-switch"}
PREFER = """async (choices) => {
  const { prefer } = await ownModule("page/preference");
  await Promise.all(Object.entries(choices).map(([name, value]) => prefer(name, value)));
}"""
FORGET = """async () => (await ownModule("page/preference")).forgetSettings()"""
FINISH = """async () => { await fetch("/finish", { method: "POST" }); }"""
# What the finger does; where the whole glass is a switch it would be one.
PRESS = """(action) => document.querySelector(`[data-action="${action}"]:not(:disabled)`).click()"""


@pytest.fixture(scope="module")
def own_kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RestartableKiosk]:
    data = tmp_path_factory.mktemp("restartable")
    with restartable_kiosk(data, KIOSK_IDLE_SECONDS="3600") as kiosk:
        yield kiosk


def worn(page: Page) -> dict[str, str | None]:
    """Of what is chosen in these tests, how the screen has it."""
    return {name: attribute(page, name) for name in CHOSEN}


def go(page: Page, action: str) -> None:
    """Press that button; wait for the screen that it leads to."""
    shown = count(page, "screen-shown")
    page.evaluate(PRESS, action)
    wait_for_event(page, "screen-shown", after=shown)


def test_a_restart_of_the_server_forgets_nothing(
    open_page: Watcher, own_kiosk: RestartableKiosk
) -> None:
    """Who can only use a switch, or see only the largest print, isn't stranded by a power cut."""
    open_page.allow(AWAY)
    page = open_page("/home", address=own_kiosk.address)
    for name, value in CHOSEN.items():
        page.goto(f"/settings/{name}?from=/home")
        choose(page, name, value)
    assert worn(page) == CHOSEN
    own_kiosk.restart()
    go(page, "home")
    assert worn(page) == CHOSEN
    page.reload()
    assert worn(page) == CHOSEN


def test_settings_can_be_changed_while_the_server_is_away(
    open_page: Watcher, own_kiosk: RestartableKiosk
) -> None:
    """The page needs no answer to set what it can show by itself, and forgets it no more."""
    open_page.allow(AWAY)
    page = open_page("/settings/theme?from=/home", address=own_kiosk.address)
    own_kiosk.kill()
    page.locator("form[data-value=yellow] button").click()
    page.locator("#screen[data-theme=yellow]").wait_for()
    pressed = page.locator("[data-action=choose][aria-pressed=true]")
    assert pressed.inner_text().strip() == "Yellow on black"
    own_kiosk.start()
    go(page, "home")
    assert attribute(page, "theme") == "yellow"


def test_three_settings_at_once_are_all_kept(open_page: Watcher) -> None:
    """Quick presses can't undo each other."""
    page = open_page("/home")
    page.evaluate(PREFER, CHOSEN)
    go(page, "settings")
    assert worn(page) == CHOSEN


def test_three_quick_presses_are_all_kept(open_page: Watcher) -> None:
    """Who changes speed and volume one after the other gets both, also on the next screens."""
    page = open_page(SCREEN)
    touch(page, "read", ["reading-started"])
    page.evaluate(PRESS, "sound")
    for action in ("faster", "louder", "faster"):
        page.evaluate(PRESS, action)
    go(page, "next")
    assert (attribute(page, "speed"), attribute(page, "volume")) == ("1.6", "0.8")


def test_three_choices_pressed_before_the_screen_comes_anew(open_page: Watcher) -> None:
    """The last press wins, however the answers come; what was chosen before it isn't lost."""
    page = open_page("/settings/theme?from=/home", text_size="3")
    page.evaluate(
        """() => ["dark", "soft", "yellow"].forEach((value) =>
             document.querySelector(`form[data-value=${value}] button`).click())"""
    )
    wait_for_event(page, "screen-shown", after=1)
    assert attribute(page, "theme") == "yellow"
    pressed = page.locator("[data-action=choose][aria-pressed=true]")
    assert pressed.count() == 1 and pressed.inner_text().strip() == "Yellow on black"
    go(page, "home")
    assert (attribute(page, "theme"), attribute(page, "text_size")) == ("yellow", "3")


def test_an_answer_that_was_asked_for_before_a_change_does_not_undo_it(open_page: Watcher) -> None:
    """A press while the next screen is still on its way counts too."""
    page = open_page(SCREEN)
    held = []
    page.route("**/guide/**", lambda route: held.append(route))
    page.evaluate(PRESS, "next")
    while not held:
        page.evaluate("() => new Promise(requestAnimationFrame)")
    page.evaluate(PREFER, {"theme": "dark"})
    held[0].continue_()
    wait_for_event(page, "screen-shown", after=1)
    assert attribute(page, "theme") == "dark"


def test_cookies_that_are_cleared_late_are_written_again(open_page: Watcher) -> None:
    """The end of the visit before, answered late, takes nothing from the next person."""
    page = open_page("/home")
    page.evaluate(PREFER, CHOSEN)
    page.evaluate(FINISH)
    assert page.context.cookies() == []
    go(page, "settings")
    assert worn(page) == CHOSEN
    assert len(page.context.cookies()) == len(CHOSEN)


def test_the_page_ends_a_visit_without_the_server(
    open_page: Watcher, own_kiosk: RestartableKiosk
) -> None:
    """The next person finds the kiosk as it is for everybody, though the server was away."""
    open_page.allow(AWAY)
    usual = worn(open_page("/home", address=own_kiosk.address))
    page = open_page("/home", address=own_kiosk.address, **CHOSEN)
    assert worn(page) == CHOSEN
    own_kiosk.kill()
    page.evaluate(FORGET)
    assert worn(page) == usual
    assert page.context.cookies() == []
    own_kiosk.start()
    go(page, "settings")
    assert worn(page) == usual
    assert page.context.cookies() == []


def test_a_choice_keeps_the_place_and_the_way_back(open_page: Watcher) -> None:
    """Who tries the prints on the third book page isn't sent to the first each time."""
    page = open_page("/settings/speed?from=/guide/ivig", (768, 1024), text_size="4")
    assert attribute(page, "page") == "1"
    button = page.locator("[data-action=choose]").last
    turn_to(page, button)
    place = attribute(page, "page")
    assert place != "1"
    button.click()
    wait_for_event(page, "screen-shown", after=1)
    assert attribute(page, "speed") == "2"
    assert attribute(page, "page") == place
    assert page.evaluate("document.activeElement.closest('form').dataset.value") == "2"
    go_back = page.locator("[data-action=back]")
    while attribute(page, "page") != "1":
        go_back.click()
    touch(page, "back", ["screen-shown"])
    assert page.url.endswith("/settings?from=%2Fguide%2Fivig")

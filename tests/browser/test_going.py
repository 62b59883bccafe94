"""From one screen to the next: late answers, answers that never come, and a kiosk that is away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import KioskStarter
from .running import running_kiosk
from .watching import Watcher, count, events, pass_time, touch, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
NOTICE = "#wait-notice:popover-open"
AWAY = "ERR_INTERNET_|ERR_CONNECTION_|ERR_FAILED|ERR_EMPTY|status of 50|kept|htmx:"


@pytest.fixture(scope="module")
def hasty_kiosk(start_kiosk: KioskStarter) -> str:
    """A kiosk that asks after two seconds and waits two."""
    return start_kiosk(KIOSK_IDLE_SECONDS="2", KIOSK_WARNING_SECONDS="2")


def notice(page: Page) -> str:
    return page.locator(f"{NOTICE} [data-wait-words]").inner_text()


def title(page: Page) -> str:
    return page.locator("#screen [data-title]").inner_text().replace("\u00ad", "").strip()


def test_of_two_presses_in_flight_the_last_one_wins(open_page: Watcher, hasty_kiosk: str) -> None:
    """What is shown is one screen, the one asked for last, and the visit still comes to its end."""
    page = open_page("/home", address=hasty_kiosk)
    held: list[Route] = []
    page.route("**/guide/ivig", lambda route: held.append(route))
    page.locator("[href='/guide/ivig']").click()
    page.locator("[data-action=settings]").click()
    wait_for_event(page, "screen-shown", name="settings")
    for route in held:
        route.abort()
    assert page.url.endswith("/settings?from=%2Fhome") or "/settings" in page.url
    assert title(page) in page.title()
    wait_for_event(page, "idle")
    assert [one["detail"]["name"] for one in events(page, "screen-shown")] == ["home", "settings"]


def test_a_late_answer_is_told(open_page: Watcher) -> None:
    """Who presses sees and hears that it was felt, also where the screen takes long."""
    page = open_page("/home")
    held: list[Route] = []
    page.route("**/guide/ivig", lambda route: held.append(route))
    page.locator("[href='/guide/ivig']").click()
    expect(page.locator(NOTICE)).to_be_visible()
    assert notice(page) == "One moment."
    page.wait_for_function("() => window.kioskSounds.some((one) => one.src)")
    held[0].continue_()
    wait_for_event(page, "screen-shown", name="section")
    expect(page.locator(NOTICE)).to_be_hidden()


def test_while_the_kiosk_is_away_the_last_press_waits_and_then_is_done(open_page: Watcher) -> None:
    """Nobody has to know that the kiosk starts again, or to press twice."""
    open_page.allow(AWAY)
    page = open_page("/home", text_size="3")
    page.context.set_offline(True)
    page.locator("[href='/guide/ivig']").click()
    expect(page.locator(NOTICE)).to_be_visible()
    page.locator("[data-action=settings]").click()
    page.wait_for_function(
        """() => document.querySelector("#wait-notice").dataset.kind === "starting" """
    )
    assert "starting again" in notice(page)
    assert page.locator("[data-screen=home]").count() == 1
    page.context.set_offline(False)
    wait_for_event(page, "screen-shown", name="settings")
    expect(page.locator(NOTICE)).to_be_hidden()
    pass_time(page, 1)
    assert [one["detail"]["name"] for one in events(page, "screen-shown")] == ["home", "settings"]
    assert page.locator("#screen").get_attribute("data-text-size") == "3"


def test_an_answer_that_is_no_screen_takes_no_screens_place(open_page: Watcher) -> None:
    """What one is at stays, and can be pressed, where the kiosk answers nonsense."""
    open_page.allow(AWAY)
    page = open_page("/home")
    page.route("**/guide/ivig", lambda route: route.fulfill(status=502, body="<p>Bad gateway</p>"))
    page.locator("[href='/guide/ivig']").click()
    page.wait_for_function(
        """() => document.querySelector("#wait-notice").dataset.kind === "failed" """
    )
    assert "press again" in notice(page)
    touch(page, "settings", ["screen-shown"])
    assert page.locator("[data-screen=settings]").count() == 1
    expect(page.locator(NOTICE)).to_be_hidden()


def test_a_request_that_never_ends_holds_no_visit(open_page: Watcher, hasty_kiosk: str) -> None:
    """An answer that never comes must not keep a screen for who has walked away."""
    open_page.allow("htmx:timeout")
    page = open_page("/home", address=hasty_kiosk)
    page.route("**/guide/ivig", lambda route: None)
    page.locator("[href='/guide/ivig']").click()
    wait_for_event(page, "visit-ended", timeout=60_000)  # 20 s, and the visit's own 4
    page.locator("[data-screen=attract]").wait_for()
    expect(page.locator(NOTICE)).to_be_hidden()


def test_a_visit_ends_without_a_kiosk(
    open_page: Watcher, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where the kiosk's program has died, the next person still finds the attract screen, in the
    print and colors of a new visit, and a press there is done as soon as it is back."""
    open_page.allow(AWAY)
    data = tmp_path_factory.mktemp("away")
    hasty = {"KIOSK_IDLE_SECONDS": "3", "KIOSK_WARNING_SECONDS": "2", "KIOSK_PREPARE": "false"}
    with running_kiosk(data, **hasty) as kiosk:
        page = open_page(SCREEN, address=kiosk.address, text_size="4", theme="yellow")
        wait_for_event(page, "screen-shown")
        page.wait_for_load_state("networkidle")
        kiosk.process.kill()
        kiosk.process.wait()
        wait_for_event(page, "visit-ended")
        page.locator("[data-screen=attract]").wait_for()
        shown = page.locator("#screen")
        assert shown.get_attribute("data-text-size") == "1"
        assert shown.get_attribute("data-theme") == "light"
        assert page.evaluate("location.pathname") == "/"
        page.locator("[data-action=start]").click()
        expect(page.locator(NOTICE)).to_be_visible()
        assert page.locator("[data-screen=attract]").count() == 1


def test_a_module_that_is_broken_stops_no_other(open_page: Watcher) -> None:
    """One damaged file costs one behaviour: turning, reading and the visit's end still work."""
    open_page.allow("few.js|idle|Failed to load|404|Unexpected")
    page = open_page("/home")
    page.route("**/js/page/few.js", lambda route: route.fulfill(status=404, body="gone"))
    page.route(
        "**/js/reading/line_focus.js",
        lambda route: route.fulfill(body="not a module (", content_type="text/javascript"),
    )
    open_page.allow("line_focus.js")
    page.goto(SCREEN)
    wait_for_event(page, "screen-shown")
    touch(page, "read", ["sound-started"])
    touch(page, "settings", ["screen-shown"])
    page.get_by_role("button", name="I am finished").click()
    page.locator("[data-screen=attract]").wait_for()


def test_a_mouse_that_jitters_keeps_no_visit_open(open_page: Watcher, hasty_kiosk: str) -> None:
    """A mouse on a desk that shakes is nobody."""
    page = open_page(SCREEN, address=hasty_kiosk)
    page.mouse.move(300, 300)
    for step in range(1000):
        page.mouse.move(300 + step % 3, 300 + step % 2)
        if count(page, "idle"):
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError("the question didn't come while the mouse jittered")


def test_a_stuck_key_keeps_no_visit_open(open_page: Watcher, hasty_kiosk: str) -> None:
    """A key that something lies on repeats for ever: that is nobody."""
    page = open_page(SCREEN, address=hasty_kiosk)
    wait_for_event(page, "screen-shown")
    page.evaluate(
        """() => setInterval(() => document.body.dispatchEvent(
             new KeyboardEvent("keydown", { key: "a", repeat: true, bubbles: true })), 100)"""
    )
    wait_for_event(page, "visit-ended")


def test_the_browsers_back_leads_to_the_screen_before(open_page: Watcher) -> None:
    """Within a visit Back of a keyboard is Back; no page is loaded anew for it."""
    page = open_page(SCREEN)
    touch(page, "settings", ["screen-shown"])
    page.evaluate("() => { window.same = true; }")
    page.evaluate("history.back()")
    wait_for_event(page, "screen-shown", after=2, name="page")
    assert page.url.endswith(SCREEN)
    assert page.evaluate("window.same")

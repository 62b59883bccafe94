"""What the browser tests themselves would notice."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .conftest import KioskStarter
from .watching import Watcher, count, touch


def ask(page: Page, address: str) -> None:
    """The page asks for it; returns when the browser has said something about that."""
    with page.expect_console_message():
        page.evaluate("(address) => { fetch(address).catch(() => {}); }", address)


def test_a_request_of_the_kiosks_page_is_a_fault(browser: Browser, kiosk_address: str) -> None:
    """Also to another program on this machine, as another kiosk would be: the policy forbids it."""
    watcher = Watcher(browser, kiosk_address)
    page = watcher("/home")
    assert watcher.unexpected() == []
    ask(page, "http://127.0.0.1:1/x")
    assert "Content Security Policy" in " ".join(watcher.unexpected())
    watcher.close()


@pytest.mark.parametrize("address", ["http://192.0.2.1/x", "http://example.org/x"])
def test_a_request_that_no_policy_forbids_is_a_fault(
    browser: Browser, kiosk_address: str, address: str
) -> None:
    watcher = Watcher(browser, kiosk_address)
    page = watcher("/home").context.new_page()
    ask(page, address)
    assert "ERR_NAME_NOT_RESOLVED" in " ".join(watcher.unexpected())
    watcher.close()


def test_to_go_to_another_kiosk_is_a_fault(
    browser: Browser, kiosk_address: str, start_kiosk: KioskStarter
) -> None:
    other = start_kiosk(KIOSK_IDLE_SECONDS="2", KIOSK_WARNING_SECONDS="3")
    watcher = Watcher(browser, kiosk_address)
    watcher("/home").goto(f"{other}/home")
    assert f"page off the kiosk: {other}/home" in watcher.unexpected()
    watcher.close()


def test_a_visit_finds_nothing_of_the_one_before(browser: Browser, kiosk_address: str) -> None:
    """The page is the same; its settings, memory, answers and way back are not."""
    watcher = Watcher(browser, kiosk_address)
    before = watcher("/home", (800, 600), theme="dark", text_size="3")
    before.route("**/help*", lambda route: route.abort())
    before.evaluate("sessionStorage.setItem('a', 'b'); window.name = 'c'")
    touch(before, "settings", ["screen-shown"])
    watcher.close()
    page = watcher("/home")
    assert page is before
    assert page.context.cookies() == []
    assert page.evaluate("[sessionStorage.getItem('a'), window.name]") == [None, ""]
    assert page.evaluate("[innerWidth, innerHeight]") == [1080, 1920]
    assert page.evaluate("navigation.entries().length") == 1
    assert page.locator("#screen").get_attribute("data-theme") == "light"
    assert count(page, "screen-shown") == 1
    touch(page, "help", ["screen-shown"])
    watcher.close()
    assert watcher.unexpected() == []


CHANGES: dict[str, Callable[[Page], Any]] = {
    "a script of its own": lambda page: page.add_init_script("window.mine = true"),
    "a listener": lambda page: page.on("request", lambda _: None),
    "no network": lambda page: page.context.set_offline(True),
    "a clock": lambda page: page.clock.install(),
    "a button held": lambda page: page.mouse.down(),
    "a second page": lambda page: page.context.new_page(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_is_changed_for_good_is_left_to_nobody(
    browser: Browser, kiosk_address: str, change: str
) -> None:
    watcher = Watcher(browser, kiosk_address)
    before = watcher("/home")
    CHANGES[change](before)
    watcher.close()
    assert before.is_closed()
    assert watcher("/home") is not before
    watcher.close()

"""What the browser tests themselves would notice."""

import pytest
from playwright.sync_api import Browser, Page

from .conftest import KioskStarter
from .watching import Watcher


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

"""What the browser tests themselves would notice."""

from playwright.sync_api import Browser

from .watching import Watcher


def test_a_request_off_the_kiosk_is_a_fault(browser: Browser, kiosk_address: str) -> None:
    """Also one that no content security policy forbids."""
    watcher = Watcher(browser, kiosk_address)
    page = watcher("/home")
    assert watcher.unexpected() == []
    page.context.new_page().goto("about:blank")
    bare = page.context.pages[-1]
    bare.evaluate("() => fetch('http://192.0.2.1/x').catch(() => {})")
    bare.evaluate("() => fetch('http://example.org/x').catch(() => {})")
    found = watcher.unexpected()
    watcher.close()
    assert sum("ERR_NAME_NOT_RESOLVED" in one for one in found) == 2, found

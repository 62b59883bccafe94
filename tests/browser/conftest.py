"""One kiosk and one Chromium for all browser tests; a fresh visit for each.

A test fails at its end on any console error, page error, violation of the content security
policy, or request off the kiosk's own origin, unless it allowed it (`open_page.allow`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from . import own_time
from .fixtures import KioskStarter
from .measuring import SharedVisit
from .talking import PAGE, StandIn, Talk, chromium_with_microphone
from .visits import TIMEOUT
from .watching import KIOSK_SCREEN, Size, Watcher

__all__ = ["KioskStarter"]

expect.set_options(timeout=TIMEOUT)  # its own 5 s are too few on a busy machine


@pytest.fixture
def open_page(browser: Browser, kiosk_address: str) -> Iterator[Watcher]:
    """open_page(path, size=(1080, 1920), **preferences) -> the page, in a visit of its own."""
    watcher = Watcher(browser, kiosk_address)
    yield watcher
    watcher.close()
    assert watcher.unexpected() == []


@pytest.fixture(scope="module")
def show(browser: Browser, kiosk_address: str) -> Iterator[SharedVisit]:
    """show(path, size=(1080, 1920), **preferences) -> a page that the file's tests share."""
    watcher = Watcher(browser, kiosk_address)
    yield SharedVisit(watcher)
    watcher.close()
    assert watcher.unexpected() == []


@pytest.fixture
def timed_page(
    request: pytest.FixtureRequest, browser: Browser, kiosk_address: str
) -> Iterator[Watcher]:
    """As open_page, with the page's time and sound in the test's hands: own_time.py says how.

    A test that is marked `alone` has Chromium's own sound, in real time.
    """
    alone = request.node.get_closest_marker("alone") is not None
    watcher = Watcher(browser, kiosk_address, own=not (alone or own_time.REAL))
    yield watcher
    watcher.close()
    assert watcher.unexpected() == []


@pytest.fixture(scope="session")
def chromium_that_hears(browser: Browser) -> Iterator[Browser]:
    """With a microphone that beeps."""
    with chromium_with_microphone(browser) as launched:
        yield launched


@pytest.fixture
def talk_watcher(chromium_that_hears: Browser, kiosk_address: str) -> Iterator[Watcher]:
    """What `talk` opens its pages with."""
    watcher = Watcher(chromium_that_hears, kiosk_address)
    yield watcher
    watcher.close()
    assert watcher.unexpected() == []


@pytest.fixture
def talk(talk_watcher: Watcher) -> Talk:
    """talk(path, size, **preferences) -> a page that listens, and the kiosk's side of it."""

    def begin(
        path: str = PAGE, size: Size = KIOSK_SCREEN, before: str = "", **more: str
    ) -> tuple[Page, StandIn]:
        page = talk_watcher(path, size, **more)
        kiosk = StandIn(page)
        if before:
            page.add_init_script(before)
            page.reload()
        # In very large print it stands on a later book page of home.
        page.locator("[data-action=listen]").first.evaluate("(one) => one.click()")
        return page, kiosk

    return begin

"""One kiosk and one Chromium for all browser tests; a fresh visit for each.

A test fails at its end on any console error, page error, violation of the content security
policy, or request off the kiosk's own origin, unless it allowed it (`open_page.allow`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .fixtures import KioskStarter
from .talking import PAGE, StandIn, Talk, chromium_with_microphone
from .watching import KIOSK_SCREEN, TIMEOUT, Size, Watcher

__all__ = ["KioskStarter"]

HERE = Path(__file__).parent
expect.set_options(timeout=TIMEOUT)  # its own 5 s are too few on a busy machine
# What sounds, is spoken or is pressed in real time is not tried beside other tests: on a small
# machine the sound falters, and a hand comes late.
ALONE = {
    "test_listening",
    "test_natural_voice",
    "test_read_aloud",
    "test_read_aloud_stops",
    "test_reading_ways",
    "test_reel",
    "test_speaks_by_itself",
    "test_touch",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark these files' tests for `make test`."""
    for item in items:
        if item.path.parent == HERE and item.path.stem in ALONE:
            item.add_marker(pytest.mark.alone)


@pytest.fixture
def open_page(browser: Browser, kiosk_address: str) -> Iterator[Watcher]:
    """open_page(path, size=(1080, 1920), **preferences) -> the page, in a visit of its own."""
    watcher = Watcher(browser, kiosk_address)
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

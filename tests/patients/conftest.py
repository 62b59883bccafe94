"""The kiosk and the Chromium of the browser tests, with time in our hands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import browser, kiosk_address, start_kiosk
from tests.browser.watching import Watcher

__all__ = ["browser", "kiosk_address", "start_kiosk"]


@pytest.fixture
def watcher(browser: Browser, kiosk_address: str) -> Iterator[Watcher]:  # noqa: F811
    """Opens pages of the shared kiosk; any fault in them fails the test."""
    made = Watcher(browser, kiosk_address)
    yield made
    made.close()
    assert made.unexpected() == []

"""The kiosk and the Chromium of the browser tests, with their pages' time in our hands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.watching import Watcher


@pytest.fixture
def watcher(browser: Browser, kiosk_address: str) -> Iterator[Watcher]:
    """Opens pages of the shared kiosk; any fault in them fails the test."""
    made = Watcher(browser, kiosk_address, own=True)
    yield made
    made.close()
    assert made.unexpected() == []

"""One kiosk and one Chromium for all browser tests; a fresh visit for each.

A test fails at its end on any console error, page error, violation of the content security
policy, or request off the kiosk's own origin, unless it allowed it (`open_page.allow`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from .fixtures import KioskStarter
from .watching import Watcher

__all__ = ["KioskStarter"]


@pytest.fixture
def open_page(browser: Browser, kiosk_address: str) -> Iterator[Watcher]:
    """open_page(path, size=(1080, 1920), **preferences) -> the page, in a visit of its own."""
    watcher = Watcher(browser, kiosk_address)
    yield watcher
    watcher.close()
    assert watcher.unexpected() == []

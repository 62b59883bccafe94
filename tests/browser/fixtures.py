"""One kiosk and one Chromium for every test that needs them: browser/ and patients/ share them.

They stand in tests/conftest.py, because a second Playwright can't run beside the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from .running import launch_chromium, running_kiosk

KioskStarter = Callable[..., str]


@pytest.fixture(scope="session")
def start_kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskStarter]:
    """start_kiosk(KIOSK_IDLE_SECONDS="2", ...) -> its address; equal settings share a kiosk."""
    with ExitStack() as stack:
        running: dict[tuple[tuple[str, str], ...], str] = {}

        def start(**variables: str) -> str:
            key = tuple(sorted(variables.items()))
            if key not in running:
                data = tmp_path_factory.mktemp("kiosk")
                wanted = {"KIOSK_PREPARE": "false", **variables}
                running[key] = stack.enter_context(running_kiosk(data, **wanted)).address
            return running[key]

        yield start


@pytest.fixture(scope="session")
def kiosk_address(start_kiosk: KioskStarter) -> str:
    """The shared kiosk: the real guide, clips on demand, no end of the visit within a test."""
    return start_kiosk(KIOSK_IDLE_SECONDS="3600")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright)
        yield chromium
        chromium.close()

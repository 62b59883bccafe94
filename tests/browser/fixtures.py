"""One kiosk and one Chromium for every test that needs them: browser/ and patients/ share them.

They stand in tests/conftest.py, because a second Playwright can't run beside the first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from .running import launch_chromium, running_kiosk

KioskStarter = Callable[..., str]
# What of a kiosk's settings changes nothing of what it says, and how.
_SAY_THE_SAME = ("IDLE_SECONDS", "WARNING_SECONDS", "KEYPAD", "LISTENING", "SCREEN_WIDTH_PX")
SAY_THE_SAME = {f"KIOSK_{name}" for name in (*_SAY_THE_SAME, "SCREEN_HEIGHT_PX")}


@pytest.fixture(scope="session")
def start_kiosk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KioskStarter]:
    """start_kiosk(KIOSK_IDLE_SECONDS="2", ...) -> its address; equal settings share a kiosk.

    Those that say the same share their clips, of all workers: each is rendered once.
    """
    clips = _of_all_workers(tmp_path_factory) / "clips"
    clips.mkdir(exist_ok=True)
    meter = request.config.pluginmanager.get_plugin("processor_meter")
    with ExitStack() as stack:
        running: dict[tuple[tuple[str, str], ...], str] = {}

        def start(**variables: str) -> str:
            key = tuple(sorted(variables.items()))
            if key not in running:
                data = tmp_path_factory.mktemp("kiosk")
                if variables.keys() <= SAY_THE_SAME:
                    (data / "clips").symlink_to(clips)
                wanted = {"KIOSK_PREPARE": "false", **variables}
                with meter.of_all():
                    running[key] = stack.enter_context(running_kiosk(data, **wanted)).address
            return running[key]

        yield start


def _of_all_workers(factory: pytest.TempPathFactory) -> Path:
    """This run's folder for temporary files; a worker's own stands in it."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


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

"""Who can only speak gets there, though every seventh word is taken for another.

By default one person a task; more: KIOSK_SPEAKERS=30 python -m pytest tests/patients/test_voice.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from statistics import mean

import pytest
from playwright.sync_api import Browser, Page

from kiosk.listening.service import missing_parts
from tests.browser.talking import StandIn, chromium_with_microphone
from tests.browser.watching import Watcher

from .switches import TASKS
from .voice import mean_share

PEOPLE = int(os.environ.get("KIOSK_SPEAKERS", "1"))
MOST = 1.6  # times the least utterances

pytestmark = pytest.mark.skipif(bool(missing_parts()), reason="The extra `voice` is not installed.")


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Iterator[Browser]:
    with chromium_with_microphone(browser) as launched:
        yield launched


def test_tasks_are_done_by_voice_in_few_words(chromium: Browser, kiosk_address: str) -> None:
    """Every task is done by everybody, with at most 1.6 times the least utterances on average."""
    watcher = Watcher(chromium, kiosk_address)

    def begin() -> tuple[Page, StandIn]:
        watcher.close()
        page = watcher("/home")
        kiosk = StandIn(page)
        page.locator("[data-action=listen]").first.click()
        kiosk.goes_on()
        return page, kiosk

    shares = {name: mean_share(begin, make, PEOPLE) for name, make in TASKS.items()}
    watcher.close()
    print(shares)
    assert watcher.unexpected() == []
    assert mean(mean(one) for one in shares.values()) <= MOST, shares

"""The guide can be reached and read with one switch alone, with dwell alone, with a keypad alone.

The first or the last section, its first and last page, and one page's further screens. By
`make prove PART=crawls` every page of every section, and the further screens of one in each.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page

from tests.browser.watching import Watcher

from .crawl import crawl, guide
from .routes import HAPPENED, PENDING, Dwell, Keypad, OneSwitch, Route

FULL = os.environ.get("KIOSK_CRAWL") == "full"


def attract(watcher: Watcher, **preferences: str) -> Page:
    page = watcher("/", **preferences)
    page.context.add_init_script(PENDING + HAPPENED)
    page.goto("/")
    return page


@pytest.mark.parametrize(("way", "place"), [(OneSwitch, 0), (Dwell, -1), (Keypad, -1)])
def test_every_screen_is_reached_and_read_by_one_way_alone(
    watcher: Watcher, way: type[Route], place: int
) -> None:
    every = list(guide().sections)
    sections = every if FULL else [every[place]]
    page = attract(watcher, scan_step="0.5", dwell_time="0.5", switch_repeat="0.3")
    route = way(page)
    route.begin()
    assert route.screen()["access"] == way.access
    seen = crawl(route, sections, FULL)
    pages = {f"/guide/{one.slug}/{page.slug}" for one in sections for page in one.pages}
    if FULL:
        assert pages <= seen.read
    else:
        assert {path.split("/")[2] for path in seen.read & pages} == {one.slug for one in sections}

"""Words that must be heard while the kiosk is away are kept with their sound."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from .watching import Watcher

pytestmark = pytest.mark.alone  # what is heard takes its real time

WORDS = "[data-guidance=dwell]"
KEEP = """async (ids) => {
  const { keepClips } = await ownModule("reading/clips");
  await keepClips(ids);
}"""
SAY = """async (ids) => {
  const { say } = await ownModule("reading/say");
  window.lengths = [];
  await say(ids, { began: (seconds) => window.lengths.push(seconds) });
}"""


def words(page: Page) -> list[str]:
    return (page.locator(WORDS).text_content() or "").split()


def away(route: Route) -> None:
    route.abort()


def test_kept_words_are_heard_without_the_kiosk(open_page: Watcher) -> None:
    """Who can't see hears what happens, though the kiosk starts anew."""
    open_page.allow("ERR_FAILED")
    page = open_page("/home")
    ids = words(page)
    page.evaluate(KEEP, ids)
    page.route("**/speech/**", away)
    page.evaluate(SAY, ids)
    lengths = page.evaluate("window.lengths")
    assert len(lengths) == len(ids)
    assert min(lengths) > 0.5


def test_in_another_voice_it_is_heard_all_the_same(open_page: Watcher) -> None:
    """Better the other voice than none."""
    open_page.allow("ERR_FAILED")
    page = open_page("/home")
    ids = words(page)
    page.evaluate(KEEP, ids)
    page.route("**/speech/**", away)
    page.evaluate("document.getElementById('screen').dataset.voice = 'other'")
    page.evaluate(SAY, ids)
    assert len(page.evaluate("window.lengths")) == len(ids)


def test_what_could_not_be_kept_is_asked_for_again(open_page: Watcher) -> None:
    """A kiosk that was away as the page began is asked until it is back."""
    open_page.allow("ERR_FAILED")
    page = open_page("/home")
    ids = words(page)
    page.clock.install()
    page.route("**/speech/**", away)
    page.evaluate(KEEP, ids)
    page.unroute_all()
    with page.expect_response(lambda answer: "/speech/clips/" in answer.url):
        page.clock.run_for(5000)

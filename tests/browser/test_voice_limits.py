"""Whatever becomes of a clip, the reading ends, says so, and the next press tries again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, Request, Route

from .hearing import sounding
from .watching import Watcher, count, touch, wait_for_event

pytestmark = pytest.mark.alone  # what is heard takes its real time

SCREEN = "/guide/symptoms/cramps-and-twitches"
NEXT = "/guide/symptoms/fatigue"
SOUNDS = re.compile(r"/speech/clips/")
MARKS = re.compile(r"/speech/(?!clips/)")


def never(route: Route) -> None:
    """It is asked for, and no answer comes."""


def sentence(page: Page, index: int) -> re.Pattern[str]:
    """The address of the clip of the sentence at that place."""
    one = page.locator("#screen [data-sentence]:visible").nth(index)
    return re.compile(rf"/speech/{one.get_attribute('data-sentence')}(\?|$)")


def is_ahead(request: Request) -> bool:
    return parse_qs(urlparse(request.url).query).get("ahead") == ["1"]


def reading(page: Page) -> str | None:
    return page.locator("#screen").get_attribute("data-reading")


def assert_told_and_tried_again(page: Page) -> None:
    """The note stands there, the screen is quiet; one press reads, and the note is gone."""
    wait_for_event(page, "voice-failed")
    assert reading(page) == "idle"
    assert count(page, "voice-failed") == 1
    assert page.locator("[data-voice-missing]").is_visible()
    assert not sounding(page)
    page.unroute_all()
    touch(page, "read", ["sound-started"])
    assert page.locator("[data-voice-missing]").is_hidden()


@pytest.mark.parametrize("address", [MARKS, SOUNDS], ids=["words", "sound"])
def test_a_clip_that_never_answers_ends_the_reading(
    open_page: Watcher, address: re.Pattern[str]
) -> None:
    """Who waits in silence learns that nothing will come, and the visit can end."""
    page = open_page("/home")
    page.route(address, never)
    page.goto(SCREEN)
    touch(page, "read", ["reading-started"])
    assert_told_and_tried_again(page)


def test_a_sentence_in_the_middle_that_never_answers_ends_the_reading(open_page: Watcher) -> None:
    """The reading isn't silent for ever after the first sentences."""
    page = open_page(SCREEN)
    page.route(sentence(page, 1), never)
    page.reload()
    touch(page, "read", ["sound-started"])
    assert_told_and_tried_again(page)


STAND_STILL = """() => {
  for (const one of window.kioskSounds) if (!one.paused) one.pause();
}"""


def test_a_sound_that_stands_still_ends_the_reading(open_page: Watcher) -> None:
    """A loudspeaker that goes away leaves nobody before a screen that seems to read."""
    page = open_page(SCREEN)
    touch(page, "read", ["sound-started"])
    wait_for_event(page, "word-boxed", word=1)
    page.evaluate(STAND_STILL)  # as a browser does that has lost its loudspeaker
    assert_told_and_tried_again(page)


def broken(route: Route) -> None:
    """A file whose later part is no sound."""
    sound = route.fetch().body()
    kept = len(sound) * 2 // 3
    route.fulfill(body=sound[:kept] + b"\xff" * (len(sound) - kept), content_type="audio/flac")


def test_a_broken_sound_does_not_leave_the_screen_reading(open_page: Watcher) -> None:
    """A clip that was half written is heard as far as it goes; then it goes on, or says so."""
    page = open_page(SCREEN)
    page.route(SOUNDS, broken)
    page.reload()
    touch(page, "read", ["reading-started"])
    page.wait_for_function(
        """() => window.kioskEvents.some(({ name, detail }) =>
             name === "voice-failed" || (name === "sentence-began" && detail.index > 0))"""
    )


def busy(times: int) -> Callable[[Route], None]:
    """Answers so many times that too many ask; then as usual."""
    left = [times]

    def answer(route: Route) -> None:
        if left[0] == 0:
            return route.continue_()
        left[0] -= 1
        body = json.dumps({"error": "busy", "reason": "too many ask"})
        route.fulfill(status=503, body=body, headers={"Retry-After": "1"})

    return answer


def test_a_busy_voice_is_asked_once_more(open_page: Watcher) -> None:
    """A crowd of a second isn't told to anybody as a voice that does not work today."""
    open_page.allow(r"503 \(Service Unavailable\).*/speech/")
    page = open_page(SCREEN)
    first = sentence(page, 0)
    page.route(re.compile(r"ahead=1"), never)
    page.reload()
    page.route(first, busy(1))
    touch(page, "read", ["sound-started"])
    assert count(page, "voice-failed") == 0


def test_what_is_asked_ahead_keeps_no_press_waiting(open_page: Watcher) -> None:
    """A touched sentence is heard, however long the rest of the screen takes."""
    page = open_page("/home")
    page.route(lambda address: "ahead=1" in address, never)
    with page.expect_request(is_ahead):
        page.goto(SCREEN)
    page.locator("#screen [data-sentence]:visible").nth(2).click()
    wait_for_event(page, "sound-started", index=2)


def test_what_was_asked_for_a_screen_ends_with_it(open_page: Watcher) -> None:
    """The next screen's first words don't stand in a queue behind the last one's."""
    page = open_page("/home")
    page.route(re.compile(r"/speech/"), never)
    ids = re.findall(r'data-sentence="([^"]+)"', page.request.get(SCREEN).text())
    with page.expect_request(lambda one: f"/speech/{ids[0]}" in one.url) as asked:
        page.goto(SCREEN)
    before = asked.value.url
    with page.expect_event("requestfailed", lambda one: one.url == before):
        touch(page, "next", ["screen-shown"])


CLIPS = """async (ids) => {
  const { clipOf } = await ownModule("reading/clips");
  for (const id of ids) await clipOf(id).catch(() => {});
}"""


def test_few_clips_are_remembered_and_no_failures(open_page: Watcher) -> None:
    """After days of visits the page is as quick as on the first; what failed may work now."""
    open_page.allow(r"503")
    page = open_page("/home")
    asked: list[str] = []
    fails = {"failing"}

    def answer(route: Route) -> None:
        name = urlparse(route.request.url).path.split("/")[-1]
        asked.append(name)
        if name in fails:
            route.fulfill(status=503, json={"error": "no voice", "reason": "-"})
        else:
            route.fulfill(json={"id": name, "clip": "", "duration": 1, "words": []})

    page.route(re.compile(r"/speech/(clip\d+|failing)"), answer)
    page.evaluate(CLIPS, ["failing", "failing"])
    assert asked == ["failing", "failing"]
    asked.clear()
    page.evaluate(CLIPS, [f"clip{one}" for one in range(600)])
    assert len(asked) == 600
    asked.clear()
    page.evaluate(CLIPS, ["clip599", "clip0", "clip598"])
    assert asked == ["clip0"]

"""Fit to my hand and "fewer, bigger", with real touches on the kiosk's own pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .fingers import send, tap
from .test_touch import PIXELS, middle, open_touched
from .watching import Watcher, events, pass_time, wait_for_event

MOST = 4


def decided(page: Page, number: int) -> None:
    """Wait until the layer has decided so many presses."""
    page.wait_for_function(
        "wanted => kioskEvents.filter(e => e.name === 'press-decided').length >= wanted",
        arg=number,
    )


def press_three(page: Page, session: Any, shift: tuple[float, float] = (0, 0)) -> None:
    x, y = middle(page, ".hand-mark")
    for number in range(3):
        send(session, tap((x + shift[0], y + shift[1]), 150, number=number), PIXELS)
        if number < 2:
            decided(page, number + 1)
            page.wait_for_function(
                "dots => document.querySelectorAll('[data-hand-count] .done').length === dots",
                arg=number + 1,
            )
            # The next press must not pass for a repeat of this one (600 ms).
            began = page.evaluate("performance.now()")
            page.wait_for_function("began => performance.now() - began > 1100", arg=began)


def test_three_presses_fit_the_layer_and_are_said_in_plain_words(open_page: Watcher) -> None:
    """Nobody needs to know what settle time is to have the right one."""
    page, session = open_touched(open_page, "/hand")
    press_three(page, session)
    page.wait_for_selector("#screen[data-screen='hand-chosen']")
    expect(page.locator(".list li").first).to_be_visible()
    assert page.evaluate("kioskEvents.some(e => e.name === 'hand-fitted')")
    page.click("[data-action=good]")
    page.wait_for_selector("#screen[data-screen='home']")


def test_a_hand_whose_presses_come_twice_is_fitted_as_one(timed_page: Watcher) -> None:
    """The second tap is ignored, and tells of the hand all the same."""
    page, session = open_touched(timed_page, "/hand")
    at = middle(page, ".hand-mark")
    for number in range(2):
        twice = [*tap(at, 150, 0, number), *tap(at, 150, 650, number + 10)]
        send(session, twice, PIXELS)
        wait_for_event(page, "press-repeated", after=number)
        # A hand that is known to double waits longer until its next press is another one.
        pass_time(page, 2.5)
    send(session, tap(at), PIXELS)
    fitted = wait_for_event(page, "hand-fitted")["detail"]["parameters"]
    assert fitted["doubles"] == pytest.approx(2 / 3)
    assert len(events(page, "press-decided")) == 3
    page.wait_for_url(re.compile(r"/hand/chosen\?.*repeats=again"))


def test_a_mouse_or_a_switch_has_no_hand_to_fit_and_goes_home(open_page: Watcher) -> None:
    page = open_page("/hand")
    page.click("[data-action=fit-press]")
    page.wait_for_selector("#screen[data-screen='home']")


def test_a_complaint_changes_the_layer_and_says_so(open_page: Watcher) -> None:
    page = open_page("/hand/change")
    for action in ("too-fast", "too-slow", "by-mistake"):
        before = page.evaluate("kioskEvents.filter(e => e.name === 'hand-fitted').length")
        page.click(f"[data-action={action}]")
        after = page.evaluate("kioskEvents.filter(e => e.name === 'hand-fitted').length")
        assert after == before + 1
        expect(page.locator("[data-hand-said]")).to_have_text(re.compile("^Changed"))


def targets(page: Page) -> list[str]:
    """The buttons in sight that can be pressed now: what each does and says."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('#screen [data-action]:not(:disabled)')]
             .filter(one => one.checkVisibility({visibilityProperty: true}))
             .filter(one => { const b = one.getBoundingClientRect();
                              return b.left >= -1 && b.right <= innerWidth + 1 && b.width > 0; })
             .map(one => `${one.dataset.action} ${one.dataset.speak}`)"""
    )
    return found


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800)])
@pytest.mark.parametrize(
    "path", ["/home", "/guide/ivig", "/guide/ivig/how-it-is-given", "/settings"]
)
def test_fewer_shows_four_targets_at_most_and_more_brings_all(
    open_page: Watcher, path: str, size: tuple[int, int]
) -> None:
    """A hand that scatters meets no more than four targets, and can still do everything."""
    every = set(targets(open_page(path, size)))
    page = open_page(path, size, targets="fewer")
    wait_for_event(page, "screen-shown")
    first, seen = targets(page), set()
    for _ in range(9):
        now = targets(page)
        assert 1 <= len(now) <= MOST and any(one.startswith("more") for one in now)
        seen |= set(now)
        page.click("[data-action=more]")
        if targets(page) == first:
            break
    # On the first book page Back has nowhere to turn; tiles of later pages come with Next.
    later = ("open", "next", "back") + (("finish", "listen") if path == "/home" else ())
    assert {one for one in every - seen if not one.startswith(later)} == set()


def test_a_sentence_is_no_target_where_targets_are_few(open_page: Watcher) -> None:
    page, session = open_touched(open_page, "/guide/symptoms/where-it-starts", targets="fewer")
    box = page.locator("[data-flow] p [data-sentence]").first.bounding_box()
    assert box is not None
    send(session, tap(((box["x"] + 60) / PIXELS, (box["y"] + 20) / PIXELS)), PIXELS)
    decided(page, 1)
    assert page.locator("#screen").get_attribute("data-reading") in {None, "idle"}

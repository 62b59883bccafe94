"""Seen before meant, pure: taps at one place, and what comes to lie there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.patients.evaluate import layer_page_in


@pytest.fixture(scope="module")
def layer(browser: Browser) -> Iterator[Page]:
    page = layer_page_in(browser)
    yield page
    page.close()


SEEN = """async ({ taps, meanings, parameters, changes }) => {
  const { changed, close, createPress, decide, feed, newScreen } = await import("/touch/press.js");
  const box = { x: 20, y: 100, width: 81, height: 40 };
  const finger = { id: 0, x: 60, y: 121, radius: 5 };
  const screen = (meaning) => [{ key: meaning, meaning, ...box }];
  let state = createPress(parameters ?? {});
  let [shown, acted] = [0, []];
  for (let time = 0; time < 12000; time += 4) {
    for (const [start, end] of taps) {
      if (time === start) state = feed(state, { ...finger, type: "down", time });
      if (time === end) state = feed(state, { ...finger, type: "up", time });
    }
    const decision = decide(state, time, screen(meanings[shown]));
    if (["idle", "wait"].includes(decision.kind)) continue;
    state = close(state, time, decision);
    if (decision.kind !== "act") continue;
    acted.push(meanings[shown]);
    shown = Math.min(shown + 1, meanings.length - 1);
    if (changes ?? true) state = newScreen(state, time, screen(meanings[shown]));
    state = changed(state, time + 30, screen(meanings[shown]));
  }
  return acted;
}"""


def seen(layer: Page, taps: list[tuple[int, int]], *meanings: str, **more: Any) -> list[str]:
    acted: list[str] = layer.evaluate(SEEN, {"taps": taps, "meanings": meanings, **more})
    return acted


@pytest.mark.parametrize("gap", [152, 300, 500, 640, 780, 900])
def test_a_second_light_tap_does_nothing_to_what_has_just_come(layer: Page, gap: int) -> None:
    """Settings and then a color that was never seen; "I am finished", then "Touch to start"."""
    taps = [(0, 32), (32 + gap, 64 + gap), (64 + 2 * gap, 96 + 2 * gap)]
    assert seen(layer, taps, "open settings", "open colors") == ["open settings"]


def test_what_was_seen_is_pressed_at_the_same_place(layer: Page) -> None:
    """A steady hand goes on after 0.7 s of looking."""
    taps = [(0, 120), (1080, 1200)]
    assert seen(layer, taps, "open one", "open two", "open three") == ["open one", "open two"]


def test_next_after_next_is_always_taken(layer: Page) -> None:
    """Ten Nexts 0.6 s apart turn ten pages, whether the page turns or a new screen comes."""
    taps = [(600 * n, 600 * n + 120) for n in range(10)]
    assert seen(layer, taps, "next") == ["next"] * 10
    assert seen(layer, taps, "next", changes=False) == ["next"] * 10


def test_back_after_back_is_taken_only_from_a_hand_without_doubles(layer: Page) -> None:
    """Who taps twice goes back once."""
    taps = [(0, 120), (720, 840)]
    assert seen(layer, taps, "back") == ["back", "back"]
    assert seen(layer, taps, "back", parameters={"doubles": 0.6}) == ["back"]


def test_who_never_stops_tapping_is_heard_again(layer: Page) -> None:
    """Deafness to repeats ends, whatever the hand goes on doing."""
    taps = [(800 * n, 800 * n + 80) for n in range(12)]
    acted = seen(layer, taps, "open one", "open two", parameters={"doubles": 0.9})
    assert acted[:2] == ["open one", "open two"]

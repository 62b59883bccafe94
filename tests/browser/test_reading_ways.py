"""Ways of reading along: sentence by sentence, a few lines at a time, paragraph by paragraph."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .watching import Watcher, count, events, touch, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
LINES = """() => {
  const glass = document.querySelector("[data-window]").getBoundingClientRect();
  const [above, below] = [...document.querySelectorAll(".line-shade")]
    .map((one) => one.getBoundingClientRect());
  const said = document.querySelector(".said").getBoundingClientRect();
  const height = parseFloat(getComputedStyle(document.querySelector(".reading")).lineHeight);
  return {
    lines: (below.top - above.bottom) / height,
    inside: said.top >= above.bottom - 1 && said.bottom <= below.top + 1,
    whole: above.top <= glass.top + 1 && below.bottom >= glass.bottom - 1,
  };
}"""


def index(page: Page) -> int:
    """The sentence that was begun last."""
    found: int = events(page, "sentence-began")[-1]["detail"]["index"]
    return found


def test_it_reads_one_sentence_and_waits(timed_page: Watcher) -> None:
    """Who needs time to take it in has it: the next sentence is marked, and waits."""
    page = timed_page(SCREEN, speed="2", reading_stops="yes")
    touch(page, "read", ["reading-started"])
    wait_for_event(page, "reading-paused")
    assert index(page) == 0
    marked = page.evaluate(
        """() => [...document.querySelectorAll("#screen [data-sentence]")]
             .findIndex((one) => one.classList.contains("reading"))"""
    )
    assert marked == 1
    assert page.locator("[data-action=read] [data-label]").inner_text().strip() == "Go on"
    touch(page, "read", ["sound-started"])
    assert index(page) == 1


def test_after_the_last_sentence_it_ends(timed_page: Watcher) -> None:
    """There is nothing to wait for."""
    page = timed_page(SCREEN, speed="2", reading_stops="yes")
    last = page.locator("#screen [data-sentence]:visible").last
    last.click()
    wait_for_event(page, "reading-ended")
    assert count(page, "reading-paused") == 0


@pytest.mark.parametrize("lines", ["1", "3", "5"])
def test_so_many_lines_stand_out(timed_page: Watcher, lines: str) -> None:
    """The eye finds its line, and the rest is still there, dimmed."""
    page = timed_page(SCREEN, (1280, 800), line_focus=lines, text_size="2")
    page.locator("#screen p [data-sentence]:visible").first.click()
    wait_for_event(page, "word-boxed", word=3)
    touch(page, "read", ["reading-paused"])
    found = page.evaluate(LINES)
    assert found["inside"] and found["whole"]
    # At the window's edge there are fewer.
    assert 0.5 < found["lines"] <= float(lines) + 0.1
    touch(page, "read-done", ["reading-ended"])
    assert page.locator(".line-shade").count() == 0


def test_the_shades_follow_the_word(timed_page: Watcher) -> None:
    """On every word that is said."""
    page = timed_page(SCREEN, (1280, 800), line_focus="1", speed="2", text_size="2")
    page.evaluate(
        """() => {
             window.dimmed = [];
             document.addEventListener("kiosk:word-boxed", ({ target }) => {
               const box = target.getBoundingClientRect();
               const shades = [...document.querySelectorAll(".line-shade")]
                 .map((one) => one.getBoundingClientRect());
               const covered = shades.some((one) =>
                 one.top < box.bottom - box.height / 2 && one.bottom > box.top + box.height / 2);
               if (covered || shades.length !== 2) window.dimmed.push(target.textContent);
             });
           }"""
    )
    touch(page, "read", ["reading-started"])
    wait_for_event(page, "reading-ended", timeout=90_000)
    assert page.evaluate("window.dimmed") == []


def test_skipping_by_paragraph(timed_page: Watcher) -> None:
    """One touch goes over a whole paragraph, and back to its beginning."""
    page = timed_page(SCREEN, skip="paragraph")
    starts = page.evaluate(
        """() => {
             const all = [...document.querySelectorAll("#screen [data-sentence]")]
               .filter((one) => one.getClientRects().length);
             const block = (one) => one.closest("p, li, h1, h2, h3, figcaption") ?? one;
             return all.flatMap((one, place) =>
               place === 0 || block(one) !== block(all[place - 1]) ? [place] : []);
           }"""
    )
    assert len(starts) >= 3
    touch(page, "read", ["sound-started"])
    for wanted in (starts[1], starts[2]):
        touch(page, "paragraph-forward", ["sound-started"])
        assert index(page) == wanted
    touch(page, "paragraph-back", ["sound-started"])
    assert index(page) == starts[1]


def test_the_page_turns_before_its_first_word(timed_page: Watcher) -> None:
    """When a word begins to be said it is in sight already."""
    page = timed_page(SCREEN, (1280, 800), text_size="4", speed="1.6")
    page.evaluate(
        """() => {
             window.late = [];
             window.addEventListener("kiosk:word-boxed", ({ target }) => {
               const glass = document.querySelector("[data-window]").getBoundingClientRect();
               const box = target.getClientRects()[0];
               const inside = box.left >= glass.left - 1 && box.right <= glass.right + 1;
               if (!inside) window.late.push(target.textContent);
             }, { capture: true });
           }"""
    )
    touch(page, "read", ["reading-started"])
    wait_for_event(page, "reading-ended", timeout=90_000)
    turned = [one for one in events(page, "page-turned") if one["detail"]["by"] == "reading"]
    assert len(turned) >= 3
    assert page.evaluate("window.late") == []

"""Listen to it all: one touch, and a whole section is read, screen after screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kiosk.config import Settings
from kiosk.guide import Section, load_guide

from .fixtures import KioskStarter
from .watching import Watcher, count, events, pass_time, touch, wait_for_event

GUIDE = load_guide(Settings().place)
SECTION = "about"
# Every word whose box comes while its page isn't the one that is seen.
OUT_OF_SIGHT = """() => {
  window.outOfSight = [];
  document.addEventListener("kiosk:word-boxed", ({ target }) => {
    const box = target.getBoundingClientRect();
    const glass = document.querySelector("[data-window]").getBoundingClientRect();
    const seen = box.left >= glass.left - 1 && box.left < glass.right;
    if (!seen) window.outOfSight.push(target.textContent);
  });
}"""
LONGEST = 120.0  # s of the page's own time, for one screen


def section_of(slug: str) -> Section:
    found = GUIDE.section(slug)
    assert found is not None
    return found


def begin(page: Page) -> None:
    touch(page, "listen-all")
    wait_for_event(page, "reading-started")


def paths_shown(page: Page) -> list[str]:
    return [one["detail"]["path"] for one in events(page, "screen-shown")]


def boxed(page: Page) -> list[tuple[str, int]]:
    return [(one["detail"]["id"], one["detail"]["word"]) for one in events(page, "word-boxed")]


def test_one_touch_reads_every_word_of_a_section_and_turns_by_itself(timed_page: Watcher) -> None:
    """Who can't lift an arm again hears it all."""
    page = timed_page(f"/guide/{SECTION}", size=(1280, 800))
    page.evaluate(OUT_OF_SIGHT)
    begin(page)
    pages = section_of(SECTION).pages
    for number in range(1, len(pages)):
        wait_for_event(page, "screen-shown", after=number + 1, timeout=LONGEST * 1000)
    wait_for_event(page, "reading-ended", after=len(pages) - 1, timeout=LONGEST * 1000)
    base = f"/guide/{SECTION}"
    assert paths_shown(page)[-len(pages) :] == [f"{base}/{one.slug}" for one in pages]
    wanted = page_words(page, [f"{base}/{one.slug}" for one in pages])
    assert boxed(page) == wanted
    assert page.evaluate("window.outOfSight") == []
    assert count(page, "action") == 1
    # It stays where it has ended, and reads no more.
    pass_time(page, 8)
    assert paths_shown(page)[-1] == f"{base}/{pages[-1].slug}"
    expect(page.locator("[data-listen-place]")).to_be_hidden()


def page_words(page: Page, paths: list[str]) -> list[tuple[str, int]]:
    """Each word that these screens show, in the order of reading."""
    found: list[list[Any]] = page.evaluate(
        """async (paths) => {
          const words = [];
          for (const path of paths) {
            const text = await (await fetch(path)).text();
            const screen = new DOMParser().parseFromString(text, "text/html");
            for (const sentence of screen.querySelectorAll("#screen [data-sentence]"))
              if (!sentence.closest(".review-in-text"))
                for (const word of sentence.querySelectorAll("[data-word]"))
                  words.push([sentence.dataset.sentence, Number(word.dataset.word)]);
          }
          return words;
        }""",
        paths,
    )
    return [(sentence, word) for sentence, word in found]


def test_it_says_where_it_is_and_one_touch_ends_it(timed_page: Watcher) -> None:
    page = timed_page(f"/guide/{SECTION}")
    begin(page)
    expect(page.locator("[data-listen-place]")).to_have_text(f"Listen to it all: 1 of {pages()}")
    wait_for_event(page, "screen-shown", after=2)
    wait_for_event(page, "sentence-began", after=1)
    touch(page, "next", ["screen-shown"])
    shown = paths_shown(page)
    pass_time(page, 20)
    assert paths_shown(page) == shown
    assert page.locator("#screen").get_attribute("data-reading") in (None, "idle")


def pages() -> int:
    return len(section_of(SECTION).pages)


def test_it_goes_on_by_read_aloud_and_says_which_screen_that_is(timed_page: Watcher) -> None:
    page = timed_page(f"/guide/{SECTION}")
    begin(page)
    touch(page, "next", ["screen-shown"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    touch(page, "read", ["reading-started"])
    place = page.locator("[data-listen-place]").get_attribute("data-speak")
    wait_for_event(page, "sound-started", after=0)
    assert any(f"/speech/{place}" in url for url in asked)
    before = len(paths_shown(page))
    wait_for_event(page, "screen-shown", after=before, timeout=LONGEST * 1000)
    assert paths_shown(page)[-1].endswith(section_of(SECTION).pages[2].slug)


@pytest.mark.parametrize("rest", ["2", "5"])
def test_between_two_screens_it_rests_as_long_as_was_chosen(timed_page: Watcher, rest: str) -> None:
    page = timed_page(f"/guide/{SECTION}", listen_rest=rest)
    begin(page)
    wait_for_event(page, "screen-shown", after=2, timeout=LONGEST * 1000)
    turned = events(page, "screen-shown")[-1]["time"]
    last = max(one["time"] for one in events(page, "word-boxed") if one["time"] < turned)
    assert float(rest) <= (turned - last) / 1000 <= float(rest) + 3


def test_it_waits_for_who_wants_to_be_waited_for(timed_page: Watcher) -> None:
    page = timed_page(f"/guide/{SECTION}", listen_rest="wait")
    begin(page)
    wait_for_event(page, "reading-paused", timeout=LONGEST * 1000)
    shown = len(paths_shown(page))
    pass_time(page, 10)
    assert len(paths_shown(page)) == shown
    touch(page, "read", ["screen-shown"])
    wait_for_event(page, "sentence-began", after=0)
    assert paths_shown(page)[-1].endswith(section_of(SECTION).pages[1].slug)


def test_a_pause_in_the_rest_holds_it_until_it_is_resumed(timed_page: Watcher) -> None:
    page = timed_page(f"/guide/{SECTION}", listen_rest="5")
    begin(page)
    words = len(page_words(page, [f"/guide/{SECTION}/{section_of(SECTION).pages[0].slug}"]))
    wait_for_event(page, "word-boxed", after=words - 1, timeout=LONGEST * 1000)
    pass_time(page, 2.5)  # its sound has ended, too
    touch(page, "read", ["reading-paused"])
    pass_time(page, 12)
    assert len(paths_shown(page)) == 2
    touch(page, "read", ["screen-shown"])
    wait_for_event(page, "reading-started", after=1)


def test_another_screen_leaves_it(timed_page: Watcher) -> None:
    """Read aloud on a screen elsewhere reads that screen alone."""
    page = timed_page(f"/guide/{SECTION}")
    begin(page)
    touch(page, "home", ["screen-shown"])
    page.locator('[href="/guide/questions"]').click()
    wait_for_event(page, "screen-shown", after=3)
    touch(page, "open", ["screen-shown"])
    shown = len(paths_shown(page))
    touch(page, "read", ["reading-started"])
    wait_for_event(page, "reading-ended", after=1, timeout=LONGEST * 1000)
    pass_time(page, 6)
    assert len(paths_shown(page)) == shown
    expect(page.locator("[data-listen-place]")).to_be_hidden()


def in_the_rest(page: Page) -> None:
    """The first screen has been read, and the next one waits."""
    first = f"/guide/{SECTION}/{section_of(SECTION).pages[0].slug}"
    words = len(page_words(page, [first]))
    wait_for_event(page, "word-boxed", after=words - 1, timeout=LONGEST * 1000)
    pass_time(page, 2.5)


def test_repeat_in_the_rest_is_heard_to_its_end(timed_page: Watcher) -> None:
    """Who has missed the last sentence is not carried off in the midst of it."""
    page = timed_page(f"/guide/{SECTION}", listen_rest="5")
    begin(page)
    in_the_rest(page)
    before = count(page, "sentence-began")
    touch(page, "repeat", ["sentence-began"])
    wait_for_event(page, "screen-shown", after=2, timeout=LONGEST * 1000)
    repeated = events(page, "sentence-began")[before]
    words = [
        one
        for one in events(page, "word-boxed")
        if one["time"] >= repeated["time"] and one["detail"]["id"] == repeated["detail"]["id"]
    ]
    number = page.evaluate(
        "async (id) => (await (await fetch(`/speech/${id}`)).json()).words.length",
        repeated["detail"]["id"],
    )
    assert len(words) == number


def test_more_in_fewer_bigger_ends_nothing(timed_page: Watcher) -> None:
    page = timed_page(f"/guide/{SECTION}", targets="fewer", listen_rest="5")
    touch_until(page, "listen-all")
    wait_for_event(page, "reading-started")
    touch(page, "more")
    in_the_rest(page)
    touch(page, "more")
    wait_for_event(page, "screen-shown", after=2, timeout=LONGEST * 1000)
    assert count(page, "voice-failed") == 0


def touch_until(page: Page, action: str) -> None:
    """Press More until the button is there, then the button."""
    for _ in range(8):
        if page.locator(f"[data-action={action}]").first.is_visible():
            break
        touch(page, "more")
    touch(page, action)


def test_who_presses_in_the_rest_is_waited_for(timed_page: Watcher) -> None:
    page = timed_page(f"/guide/{SECTION}", listen_rest="2")
    begin(page)
    first = f"/guide/{SECTION}/{section_of(SECTION).pages[0].slug}"
    words = len(page_words(page, [first]))
    wait_for_event(page, "word-boxed", after=words - 1, timeout=LONGEST * 1000)
    shown = len(paths_shown(page))
    for _ in range(6):
        pass_time(page, 1)
        page.mouse.click(2, 2)
    assert len(paths_shown(page)) == shown
    wait_for_event(page, "screen-shown", after=2, timeout=LONGEST * 1000)


def test_an_answer_that_means_it_begins_it(timed_page: Watcher) -> None:
    """A doubtful touch beside another tile is asked about; the answer presses the tile."""
    page = timed_page(f"/guide/{SECTION}")
    page.evaluate(
        """() => {
          const [first, second] = ["open", "listen-all"].map((action) =>
            document.querySelector(`[data-action="${action}"]`));
          const detail = { first, second };
          document.dispatchEvent(new CustomEvent("kiosk:press-unsure", { detail }));
        }"""
    )
    page.locator("[data-answer='1']").click()
    wait_for_event(page, "reading-started")
    wait_for_event(page, "screen-shown", after=2, timeout=LONGEST * 1000)


def test_the_time_for_an_answer_does_not_run_meanwhile(
    timed_page: Watcher, start_kiosk: KioskStarter
) -> None:
    """A section takes minutes, and nobody has to touch the glass in them."""
    address = start_kiosk(KIOSK_IDLE_SECONDS="3", KIOSK_WARNING_SECONDS="30")
    page = timed_page(f"/guide/{SECTION}", address=address)
    begin(page)
    for number in range(pages()):
        wait_for_event(page, "reading-ended", after=number, timeout=LONGEST * 1000)
    assert count(page, "idle") == 0
    wait_for_event(page, "idle")


def test_what_is_said_in_the_rest_neither_reads_again_nor_skips_a_screen(
    timed_page: Watcher,
) -> None:
    """How loud it is, for instance: that takes the loudspeaker for a moment."""
    page = timed_page(f"/guide/{SECTION}", listen_rest="5")
    begin(page)
    touch(page, "sound")
    first = f"/guide/{SECTION}/{section_of(SECTION).pages[0].slug}"
    words = len(page_words(page, [first]))
    wait_for_event(page, "word-boxed", after=words - 1, timeout=LONGEST * 1000)
    pass_time(page, 2.5)
    touch(page, "louder", ["setting-changed"])
    wait_for_event(page, "screen-shown", after=2, timeout=LONGEST * 1000)
    turned = events(page, "screen-shown")[-1]["time"]
    assert len([one for one in events(page, "word-boxed") if one["time"] < turned]) == words
    pass_time(page, 6)
    assert paths_shown(page)[-1].endswith(section_of(SECTION).pages[1].slug)

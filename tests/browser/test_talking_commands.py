"""The page that listens: numbers on what can be pressed, and doing what was said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from kiosk.listening.recognizer import RATE
from kiosk.listening.service import missing_parts
from tests.pairs import grouped, spread

from .colours import contrast
from .conftest import KioskStarter
from .talking import PAGE, THREE, THREE_OR_FOUR, Talk, heard, numbers, sign, unsure
from .test_contrast import THEMES, wear
from .watching import KIOSK_SCREEN, Size, count, pass_time, wait_for_event

pytestmark = pytest.mark.skipif(bool(missing_parts()), reason="The extra `voice` is not installed.")


# Numbers ----------------------------------------------------------------------------------------


def test_every_target_gets_a_number_nine_at_a_time(talk: Talk) -> None:
    """First what has no name that could be said; with "show numbers" the next nine."""
    page, kiosk = talk("/guide/ivig")
    kiosk.goes_on()
    first = numbers(page)
    assert list(first) == [str(number) for number in range(1, 10)]
    assert first["1"] == "Do you need treatment?"
    seen = set(first.values())
    for _ in range(4):
        kiosk.hears(heard("show-numbers"))
        seen |= set(numbers(page).values())
    assert {"What IVIg is", "It wears off", "Back", "Settings"} <= seen
    kiosk.hears(heard("hide-numbers"))
    assert numbers(page) == {}
    kiosk.goes_on()
    assert kiosk.asked[-1]["numbers"] == "0"
    kiosk.hears(heard("show-numbers"))
    assert numbers(page) == first
    kiosk.hears(heard("number", number=4))
    page.wait_for_url(f"**{PAGE}*")


BOXES = """() => [...document.querySelectorAll("#screen .button, #screen [data-word]")]
  .map((one) => { const b = one.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"""
BADGES = """() => [...document.querySelectorAll("[data-number]")].map((one) => {
  const style = getComputedStyle(one, "::after");
  const box = one.getBoundingClientRect();
  const border = parseFloat(getComputedStyle(one).borderLeftWidth);
  const left = box.left + border + parseFloat(style.left);
  const top = box.top + border + parseFloat(style.top);
  const words = [...one.querySelectorAll("[data-word], [data-label]")].flatMap((part) => {
    const range = document.createRange();
    if (!part.firstChild) return [];
    range.selectNodeContents(part.firstChild);
    return [...range.getClientRects()];
  });
  const right = left + parseFloat(style.width);
  const badge = { left, top, right, bottom: top + parseFloat(style.height) };
  const covers = words.filter((text) => text.width > 1 &&
    Math.min(badge.right, text.right) - Math.max(badge.left, text.left) > 1 &&
    Math.min(badge.bottom, text.bottom) - Math.max(badge.top, text.top) > 3);
  return { name: one.textContent.trim(), covers: covers.length, over: Math.max(-left, -top),
    color: style.color, ground: style.backgroundColor, height: parseFloat(style.height) };
})"""


@pytest.mark.parametrize(
    ("path", "sizes"),
    grouped(spread([(KIOSK_SCREEN, "1"), ((1280, 800), "1"), ((768, 1024), "4")], ["/home", PAGE])),
    ids=["home", "page"],
)
def test_numbers_move_nothing_and_can_be_read(
    talk: Talk, path: str, sizes: list[tuple[Size, str]]
) -> None:
    """They lie on a corner, over no word of the button, at 7:1 or more in every theme."""
    for size, text_size in sizes:
        page, kiosk = talk(path, size, text_size=text_size)
        kiosk.goes_on()
        badges = page.evaluate(BADGES)
        assert badges
        assert [one for one in badges if one["covers"] or one["over"] > 0] == [], (size, text_size)
        with_numbers = page.evaluate(BOXES)
        for theme in THEMES:
            wear(page, theme)
            colours = page.evaluate(BADGES)[0]
            assert contrast(colours["color"], [colours["ground"]]) >= 7, theme
        kiosk.hears(heard("hide-numbers"))
        assert page.evaluate(BOXES) == with_numbers


# Doing what was said ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "path"),
    [
        (heard("home"), "/home"),
        (heard("settings"), "/settings"),
        (heard("section", section="support"), "/guide/support"),
        (heard("number", number=2), f"{PAGE}/sources"),
    ],
)
def test_back_takes_back_what_was_said(talk: Talk, said: dict[str, object], path: str) -> None:
    """Also from home, where Back leads nowhere else; by voice and by touch."""
    page, kiosk = talk()
    kiosk.goes_on()
    kiosk.hears(said)
    page.wait_for_url(f"**{path}*")
    kiosk.hears(heard("back"))
    page.wait_for_url(f"**{PAGE}*")
    kiosk.hears(said)
    page.wait_for_url(f"**{path}*")
    page.locator("[data-action=back]:not([disabled])").click()
    page.wait_for_url(f"**{PAGE}*")


def test_back_takes_back_a_setting_too(talk: Talk) -> None:
    page, kiosk = talk()
    kiosk.hears(heard("bigger"))
    page.locator("#screen[data-text-size='2']").wait_for()
    kiosk.hears(heard("back"))
    page.locator("#screen[data-text-size='1']").wait_for()
    assert PAGE in page.url
    kiosk.hears(heard("louder"))
    assert page.locator("#screen").get_attribute("data-volume") == "0.8"
    kiosk.hears(heard("back"))
    page.locator("#screen[data-volume='0.6']").wait_for()
    assert PAGE in page.url


def test_twice_undone_the_wake_word_is_proposed(talk: Talk) -> None:
    """Perhaps the room talks, not the person: it asks once, and a word settles it."""
    page, kiosk = talk()
    for _ in range(2):
        kiosk.hears(heard("home"))
        page.wait_for_url("**/home*")
        kiosk.hears(heard("back"))
        page.wait_for_url(f"**{PAGE}*")
    expect(page.locator("#ask[open]")).to_contain_text("only after you say")
    kiosk.goes_on()
    assert kiosk.asked[-1]["question"] == "1"
    kiosk.hears(heard("yes"))
    page.locator("#screen[data-wake-word=yes]").wait_for()
    sign(page, "Say “computer” first")
    kiosk.goes_on()
    assert kiosk.asked[-1]["wake"] == "1"
    kiosk.hears({**heard("wake"), "kind": "woken"})
    sign(page, "Listening")


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ([heard("yes")], "/guide/ivig/what-ivig-is"),
        ([heard("number", number=4)], PAGE),
        ([heard("no")], "/guide/ivig"),
        ([], "/guide/ivig/what-ivig-is"),
    ],
    ids=["yes", "number", "no", "touch"],
)
def test_what_was_not_sure_is_asked(talk: Talk, answer: list[object], path: str) -> None:
    page, kiosk = talk("/guide/ivig")
    kiosk.hears(THREE_OR_FOUR)
    sign(page, "Did you mean 3 or 4?")
    expect(page.locator("[data-answer='1']")).to_have_text("4: How it is given")
    assert page.url.endswith("/guide/ivig")
    if answer:
        kiosk.hears(*answer)  # type: ignore[arg-type]
    else:
        page.locator("[data-answer='0']").click()
    expect(page.locator("#ask[open]")).to_have_count(0)
    page.wait_for_url(re.compile(re.escape(path) + r"(\?|$)"))


@pytest.mark.parametrize(
    ("answer", "path"),
    [("yes", "/guide/ivig/what-ivig-is"), ("no", "/guide/ivig")],
)
def test_one_command_that_was_not_sure_is_asked(talk: Talk, answer: str, path: str) -> None:
    """No other is likely: it is that one, or none."""
    page, kiosk = talk("/guide/ivig")
    kiosk.hears(THREE)
    sign(page, "Did you mean 3?")
    expect(page.locator("#ask-question")).to_have_text("Did you mean this?")
    expect(page.locator("[data-answer]:visible")).to_have_count(1)
    kiosk.hears(heard(answer))
    expect(page.locator("#ask[open]")).to_have_count(0)
    page.wait_for_url(re.compile(re.escape(path) + r"(\?|$)"))


def test_a_doubt_beside_a_question_says_so_and_asks_nothing(talk: Talk) -> None:
    page, kiosk = talk("/guide/ivig")
    kiosk.hears(THREE_OR_FOUR)
    sign(page, "Did you mean 3 or 4?")
    kiosk.hears(unsure(heard("yes")))
    sign(page, "I did not hear a command")
    expect(page.locator("[data-answer]:visible")).to_have_count(2)


def test_a_word_for_a_screen_that_was_left_does_nothing(talk: Talk) -> None:
    """Who touches while the kiosk still thinks is not moved on twice."""
    page, kiosk = talk("/guide/ivig")
    kiosk.goes_on()
    kiosk.holding = True
    kiosk.waiting = [heard("number", number=1)]
    kiosk.wait_until(lambda: bool(kiosk.held))
    page.locator("[data-action=open]").nth(2).click()
    page.wait_for_url(f"**{PAGE}*")
    kiosk.release()
    kiosk.goes_on()
    assert PAGE in page.url
    assert count(page, "command") == 0


def test_what_a_busy_kiosk_could_not_take_at_once_comes_late_not_never(talk: Talk) -> None:
    """Two seconds wait; each piece is told of as of the screen that it was heard on."""
    page, kiosk = talk("/guide/ivig")
    sign(page, "Listening")
    kiosk.goes_on()
    kiosk.holding = True
    kiosk.wait_until(lambda: bool(kiosk.held))
    posts = len(kiosk.asked)
    # No more than two seconds are kept: on a busy machine the setting itself takes long.
    pass_time(page, 0.4)
    prefer_no_numbers(page)
    pass_time(page, 1.6)
    kiosk.release()
    kiosk.wait_until(lambda: sum(kiosk.sizes[posts:]) >= 2 * RATE)
    told = [one["numbers"] for one in kiosk.asked[posts:]]
    assert told == sorted(told, reverse=True)
    with_numbers = told.count("9")
    assert sum(kiosk.sizes[posts:][:with_numbers]) > RATE / 4
    assert sum(kiosk.sizes[posts:][with_numbers:]) > 0
    assert max(kiosk.sizes) <= RATE


def prefer_no_numbers(page: Page) -> None:
    """As "hide numbers" does, which can't be heard now."""
    page.evaluate("ownModule('page/preference').then((one) => one.prefer('numbers', 'no'))")
    page.wait_for_function("() => !document.querySelector('[data-number]')")


def test_speech_holds_up_the_end_of_the_visit(talk: Talk, start_kiosk: KioskStarter) -> None:
    """A time limit never runs while someone speaks, not even the one of the question."""
    hasty = start_kiosk(KIOSK_IDLE_SECONDS="2.0", KIOSK_WARNING_SECONDS="3.0")
    page, kiosk = talk(address=hasty)
    kiosk.always = [{**heard(""), "kind": "speech", "command": None}]
    kiosk.goes_on(20)  # more than the two seconds
    assert count(page, "idle") == 0
    kiosk.always = []
    wait_for_event(page, "idle")
    kiosk.always = [{**heard(""), "kind": "speech", "command": None}]
    kiosk.goes_on(28)  # more than the three
    assert count(page, "visit-ended") == 0
    kiosk.hears(heard("yes"))
    wait_for_event(page, "more-time")

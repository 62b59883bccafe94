"""The page that listens: its sign, its numbers, its questions, and what it does with a command.

What was understood is said by the test (talking.py); test_listening.py goes through the recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.listening.service import missing_parts

from .colours import contrast
from .conftest import KioskStarter
from .measuring import SIZES, control_faults, go, measure, walk_faults
from .talking import QUIET, StandIn, chromium_with_microphone, heard, refused, sign, unsure
from .test_axe import faults, with_axe
from .test_contrast import THEMES, text_faults, wear
from .watching import KIOSK_SCREEN, Size, Watcher, count, wait_for_event

pytestmark = pytest.mark.skipif(
    bool(missing_parts()), reason="The extra `voice` is not installed."
)
PAGE = "/guide/ivig/how-it-is-given"
Open = Callable[..., tuple[Page, StandIn]]


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Iterator[Browser]:
    with chromium_with_microphone(browser) as launched:
        yield launched


@pytest.fixture
def watcher(chromium: Browser, kiosk_address: str) -> Iterator[Watcher]:
    made = Watcher(chromium, kiosk_address)
    yield made
    made.close()
    assert made.unexpected() == []


@pytest.fixture
def talk(watcher: Watcher) -> Open:
    """talk(path, size, **preferences) -> a page that listens, and the kiosk's side of it."""

    def begin(
        path: str = PAGE, size: Size = KIOSK_SCREEN, before: str = "", **more: str
    ) -> tuple[Page, StandIn]:
        page = watcher(path, size, **more)
        kiosk = StandIn(page)
        if before:
            page.add_init_script(before)
            page.reload()
        # In very large print it stands on a later book page of home.
        page.locator("[data-action=listen]").first.evaluate("(one) => one.click()")
        return page, kiosk

    return begin


def numbers(page: Page) -> dict[str, str]:
    """What carries a number now: number -> the words on it."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-number]")]
             .map((one) => [one.dataset.number, one.textContent.trim().replace(/\\s+/g, " ")]))"""
    )
    return found


KEEP_MICROPHONE = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
  window.wanted = wanted;
  window.microphone = await ask(wanted);
  return window.microphone;
};
"""
STATE = "() => window.microphone.getTracks().map((one) => one.readyState)"


def test_one_button_turns_it_on_and_off_and_frees_the_microphone(talk: Open) -> None:
    """Nothing is heard before it is asked for, nor after it was ended."""
    page, kiosk = talk(before=KEEP_MICROPHONE)
    sign(page, "Listening")
    kiosk.goes_on()
    assert page.evaluate("wanted.audio.noiseSuppression") is False
    assert page.evaluate("wanted.audio.echoCancellation") is True
    button = page.locator("[data-action=listen]")
    expect(button).to_have_text(re.compile("Stop listening"))
    button.click()
    expect(page.locator("#listening-sign")).to_be_hidden()
    assert page.evaluate(STATE) == ["ended"]
    assert numbers(page) == {}
    posts = len(kiosk.asked)
    button.click()
    kiosk.goes_on()
    kiosk.hears(heard("stop-listening"))
    expect(page.locator("#ask[open]")).to_contain_text("Shall I stop listening?")
    kiosk.waiting = [heard("yes")]
    expect(button).to_have_text(re.compile("Talk to me"))
    assert len(kiosk.asked) > posts


def test_the_sound_is_posted_as_it_comes(talk: Open) -> None:
    """Pieces of 128 ms at 16 kHz, and what the screen is: numbers, question, what is read."""
    page, kiosk = talk()
    kiosk.goes_on()
    began, samples = page.evaluate("performance.now()"), kiosk.samples
    kiosk.goes_on(20)
    seconds = (page.evaluate("performance.now()") - began) / 1000
    assert (kiosk.samples - samples) / 16000 == pytest.approx(seconds, abs=0.5)
    assert kiosk.samples % 2048 == 0
    assert kiosk.asked[-1] == {"numbers": "9", "reading": "", "question": "0", "wake": "0"}
    page.locator("[data-action=read]").click()
    sentence = wait_for_event(page, "sound-started")["detail"]["id"]
    kiosk.goes_on()
    assert kiosk.asked[-1]["reading"] == sentence


def test_the_end_of_a_visit_ends_it(talk: Open) -> None:
    page, kiosk = talk("/home")
    kiosk.hears(heard("finish"))
    expect(page.locator("#ask[open]")).to_contain_text("Are you finished?")
    expect(page.locator("[data-action=neither]")).to_be_hidden()
    kiosk.hears(heard("no"))
    expect(page.locator("#ask[open]")).to_have_count(0)
    assert page.url.endswith("/home")
    kiosk.hears(heard("finish"))
    kiosk.waiting = [heard("yes")]
    page.locator("[data-screen=attract]").wait_for()
    assert page.locator("#screen").get_attribute("data-listening") == "off"
    expect(page.locator("#listening-sign")).to_be_hidden()


# Numbers ----------------------------------------------------------------------------------------


def test_every_target_gets_a_number_nine_at_a_time(talk: Open) -> None:
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
    kiosk.hears(heard("number", number=3))
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
  const badge = { left, top, right: left + parseFloat(style.width), bottom: top + parseFloat(style.height) };
  const covers = words.filter((text) => text.width > 1 &&
    Math.min(badge.right, text.right) - Math.max(badge.left, text.left) > 1 &&
    Math.min(badge.bottom, text.bottom) - Math.max(badge.top, text.top) > 3);
  return { name: one.textContent.trim(), covers: covers.length, over: Math.max(-left, -top),
    color: style.color, ground: style.backgroundColor, height: parseFloat(style.height) };
})"""


@pytest.mark.parametrize("path", ["/home", PAGE])
def test_numbers_move_nothing_and_can_be_read(talk: Open, path: str) -> None:
    """They lie on a corner, over no word of the button, at 7:1 or more in every theme."""
    for size, text_size in ((KIOSK_SCREEN, "1"), ((1280, 800), "1"), ((768, 1024), "4")):
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


# The sign ---------------------------------------------------------------------------------------

SIGN_FITS = """() => {
  const sign = document.getElementById("listening-sign");
  const words = sign.querySelector("[data-sign-words]");
  const hint = sign.querySelector("[data-sign-hint]");
  const outer = sign.getBoundingClientRect();
  const long = [...sign.querySelectorAll("[data-sign-text]")].filter((one) => {
    const key = one.dataset.signText;
    if (key.startsWith("question") || key.startsWith("answer")) return false;
    const trouble = ["loud", "missing", "blocked", "dead", "broken"].includes(key);
    sign.dataset.kind = trouble ? key : "listening";
    words.textContent = key.startsWith("hint") ? "Listening" : one.textContent;
    hint.textContent = key.startsWith("hint") ? one.textContent : trouble ? "" : "Say a number";
    return [words, hint].some((part) => {
      const box = part.getBoundingClientRect();
      return part.textContent && (box.top < outer.top || box.bottom > outer.bottom ||
        part.scrollWidth > part.clientWidth + 1);
    });
  });
  const screen = document.getElementById("screen").getBoundingClientRect();
  return { long: long.map((one) => one.textContent), below: screen.top - outer.bottom };
}"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("text_size", ["1", "4"])
def test_the_sign_covers_nothing_and_cuts_nothing(talk: Open, size: Size, text_size: str) -> None:
    """It has a place of its own on every screen; all that can be on it fits."""
    page, kiosk = talk("/home", size, text_size=text_size)
    kiosk.goes_on()
    for path in ("/home", PAGE, "/settings/text_size", "/guide/ivig"):
        go(page, path)
        found = control_faults(measure(page, "controls")) + walk_faults(measure(page, "walk"))
        assert found == [], path
    fits = page.evaluate(SIGN_FITS)
    assert fits["long"] == []
    assert fits["below"] >= -0.5
    kiosk.hears(heard("what-can-i-say"))
    assert control_faults(measure(page, "controls")) == []
    assert page.evaluate(
        """() => [...document.querySelectorAll("#what-to-say > *, .what-entry:not([hidden])")]
             .filter((one) => one.scrollWidth > one.clientWidth + 1 ||
               one.getBoundingClientRect().bottom > innerHeight + 1 ||
               one.scrollHeight > one.clientHeight + 2).map((one) => one.textContent.trim())"""
    ) == []


def test_what_was_heard_is_shown_and_so_is_what_was_not(talk: Open) -> None:
    page, kiosk = talk()
    sign(page, "Listening")
    expect(page.locator("[data-sign-hint]")).to_have_text("Say a number, Next, or What can I say?")
    kiosk.hears(heard("number", number=2))
    sign(page, "2: Where this comes from")
    page.locator("[data-screen=sources]").wait_for()
    kiosk.hears(refused("not a command"))
    sign(page, "I did not hear a command")
    sign(page, "Listening")  # after a while, by itself
    kiosk.hears(refused("noise"))
    sign(page, "Listening")
    kiosk.level = {**QUIET, "loud": True}
    sign(page, "It is too loud here. You can touch or use a switch.")
    kiosk.level = QUIET
    sign(page, "Listening")


def test_what_can_be_said_here_is_shown_large_and_read_aloud(talk: Open) -> None:
    page, kiosk = talk()
    kiosk.hears(heard("what-can-i-say"))
    entries = page.locator(".what-entry:not([hidden])").all_text_contents()
    assert {"Next", "Go back", "Home", "Number two", "Stop listening"} <= set(entries)
    assert "I am finished" not in entries  # no such button on this screen
    page.wait_for_function("() => window.kioskSounds.some((one) => !one.paused)")
    assert "What you say is never kept." in page.locator("#what-to-say").inner_text()
    kiosk.hears(heard("back"))
    expect(page.locator("#what-to-say")).to_be_hidden()
    assert PAGE in page.url


@pytest.mark.parametrize(
    ("error", "words"),
    [("NotAllowedError", "I may not use the microphone"), ("NotFoundError", "I can't find a")],
)
def test_without_a_microphone_it_says_so_and_names_another_way(
    talk: Open, error: str, words: str
) -> None:
    refusing = f"""navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("none", "{error}"));"""
    page, kiosk = talk(before=refusing)
    expect(page.locator("[data-sign-words]")).to_contain_text(words)
    expect(page.locator("[data-sign-words]")).to_contain_text("touch or use a switch")
    assert kiosk.asked == []


def test_a_microphone_that_dies_is_told_and_one_that_comes_is_used(talk: Open) -> None:
    page, kiosk = talk(before=KEEP_MICROPHONE)
    kiosk.goes_on()
    page.evaluate("microphone.getTracks()[0].dispatchEvent(new Event('ended'))")
    sign(page, "The microphone has stopped. You can touch or use a switch.")
    page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
    sign(page, "Listening")
    kiosk.goes_on()


def test_a_kiosk_that_ends_the_stream_or_breaks_is_asked_again(
    talk: Open, watcher: Watcher
) -> None:
    """410: a new stream. 503: it says so, and tries again. Loading: it says so."""
    watcher.allow("410|503")
    page, kiosk = talk()
    kiosk.goes_on()
    kiosk.status = 410
    starts = kiosk.starts
    kiosk.wait_until(lambda: kiosk.starts > starts)
    kiosk.status = 200
    kiosk.goes_on()
    kiosk.status = 503
    sign(page, "I can't listen right now. You can touch or use a switch.")
    kiosk.loading = 2
    kiosk.status = 200
    sign(page, "Getting ready")
    sign(page, "Listening")


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
def test_back_takes_back_what_was_said(talk: Open, said: dict[str, object], path: str) -> None:
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


def test_back_takes_back_a_setting_too(talk: Open) -> None:
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


def test_twice_undone_the_wake_word_is_proposed(talk: Open) -> None:
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


TWO_OR_THREE = unsure(heard("number", number=2), heard("number", number=3))


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ([heard("yes")], "/guide/ivig/what-ivig-is"),
        ([heard("number", number=3)], PAGE),
        ([heard("no")], "/guide/ivig"),
        ([], "/guide/ivig/what-ivig-is"),
    ],
    ids=["yes", "number", "no", "touch"],
)
def test_what_was_not_sure_is_asked(talk: Open, answer: list[object], path: str) -> None:
    page, kiosk = talk("/guide/ivig")
    kiosk.hears(TWO_OR_THREE)
    sign(page, "Did you mean 2 or 3?")
    expect(page.locator("[data-answer='1']")).to_have_text("3: How it is given")
    assert page.url.endswith("/guide/ivig")
    if answer:
        kiosk.hears(*answer)  # type: ignore[arg-type]
    else:
        page.locator("[data-answer='0']").click()
    expect(page.locator("#ask[open]")).to_have_count(0)
    page.wait_for_url(re.compile(re.escape(path) + r"(\?|$)"))


def test_a_word_for_a_screen_that_was_left_does_nothing(talk: Open) -> None:
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


def test_speech_holds_up_the_end_of_the_visit(
    talk: Open, start_kiosk: KioskStarter
) -> None:
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


# Who it is for ----------------------------------------------------------------------------------


def test_axe_and_contrast_find_nothing(talk: Open) -> None:
    page, kiosk = talk("/home")
    kiosk.goes_on()
    with_axe(page)
    for path in ("/home", PAGE, "/settings/listening"):
        go(page, path)
        assert faults(page, THEMES[:1]) == {}, path
        assert text_faults(page) == [], path
    for event in (TWO_OR_THREE, heard("what-can-i-say")):
        kiosk.hears(event)
        assert faults(page, THEMES[:1]) == {}
        kiosk.hears(heard("no"))


def test_where_staff_turned_it_off_nothing_is_shown(
    open_page: Watcher, start_kiosk: KioskStarter
) -> None:
    page = open_page("/home", address=start_kiosk(KIOSK_LISTENING="false"))
    assert page.locator("[data-action=listen]").count() == 0
    assert page.locator("#listening-sign").count() == 0
    assert page.request.get("/settings/listening").status == 404

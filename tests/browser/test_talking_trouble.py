"""The page that listens, where something is missing or breaks: it says so and goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kiosk.listening.service import missing_parts

from .hearing import sounding
from .talking import KEEP_MICROPHONE, PAGE, Talk, heard, sign
from .watching import Watcher, count, wait_for_event

pytestmark = pytest.mark.skipif(bool(missing_parts()), reason="The extra `voice` is not installed.")

# What would be waited for for eight seconds is waited for for 0.4.
SHORT_LIMITS = """(() => {
  const limit = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (time) => limit(time / 20);
})();"""


@pytest.mark.parametrize(
    ("error", "words"),
    [("NotAllowedError", "I may not use the microphone"), ("NotFoundError", "I can't find a")],
)
def test_without_a_microphone_it_says_so_and_names_another_way(
    talk: Talk, error: str, words: str
) -> None:
    refusing = f"""navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("none", "{error}"));"""
    page, kiosk = talk(before=refusing)
    expect(page.locator("[data-sign-words]")).to_contain_text(words)
    expect(page.locator("[data-sign-words]")).to_contain_text("touch or use a switch")
    assert kiosk.asked == []


def test_a_microphone_that_dies_is_told_and_one_that_comes_is_used(talk: Talk) -> None:
    page, kiosk = talk(before=KEEP_MICROPHONE)
    kiosk.goes_on()
    page.evaluate("microphone.getTracks()[0].dispatchEvent(new Event('ended'))")
    sign(page, "The microphone has stopped. You can touch or use a switch.")
    page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
    sign(page, "Listening")
    kiosk.goes_on()


def test_a_kiosk_that_ends_the_stream_or_breaks_is_asked_again(
    talk: Talk, talk_watcher: Watcher
) -> None:
    """410: a new stream. 503: it says so, and tries again. Loading: it says so."""
    talk_watcher.allow("410|503")
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


def test_an_answer_that_never_comes_is_waited_for_only_so_long(talk: Talk) -> None:
    """Or it would show "Listening" for ever and hear nothing. Twice in turn, it says so."""
    page, kiosk = talk(before=SHORT_LIMITS)
    kiosk.goes_on()
    kiosk.holding, starts = True, kiosk.starts
    kiosk.wait_until(lambda: kiosk.starts > starts + 1)
    sign(page, "I can't listen right now. You can touch or use a switch.")
    kiosk.holding = False
    sign(page, "Listening")
    kiosk.goes_on()


@pytest.mark.parametrize("by", ["touch", "voice"])
def test_back_that_takes_back_silences_at_once(talk: Talk, by: str) -> None:
    """What is being said belongs to the screen that is left, however late the other comes."""
    page, kiosk = talk()
    kiosk.goes_on()
    kiosk.hears(heard("home"))
    page.wait_for_url("**/home*")
    page.evaluate(
        """() => { const { sentence } = document.querySelector("[data-sentence]").dataset;
             ownModule("reading/say").then(({ say }) => say([sentence, sentence])); }"""
    )
    page.wait_for_function("() => window.kioskSounds.some((one) => !one.paused)")
    page.route(f"**{PAGE}*", lambda route: None)
    if by == "voice":
        kiosk.hears(heard("back"))
    else:
        page.locator("[data-action=back]:not([disabled])").click()
    wait_for_event(page, "going", after=count(page, "going-ended"))
    assert not sounding(page)
    assert page.locator("[data-screen=home]").count() == 1

"""The natural voice in the page: in step with its words, and exchanged for the clear one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kiosk.speech.voices.registry import available_voices

from ..waiting import wait_until as wait_here_until
from .conftest import KioskStarter
from .hearing import sample_errors, samples, start_sampling
from .test_read_aloud import IN_STEP, SCREEN, read
from .watching import Watcher, touch, wait_for_event, wait_until

pytestmark = pytest.mark.skipif(
    "natural" not in available_voices(), reason="the extra `natural` is not installed"
)


@pytest.fixture(scope="module")
def natural_kiosk(start_kiosk: KioskStarter) -> str:
    return start_kiosk(KIOSK_VOICE="natural", KIOSK_PREPARE="false", KIOSK_IDLE_SECONDS="3600")


@pytest.mark.parametrize("speed", ["0.5", pytest.param("1", marks=pytest.mark.alone), "2"])
def test_the_boxed_word_is_the_word_being_said(
    timed_page: Watcher, natural_kiosk: str, speed: str
) -> None:
    """As with the clear voice, at every speed."""
    page = timed_page(SCREEN, address=natural_kiosk, speed=speed)
    start_sampling(page)
    read(page)
    wait_for_event(page, "sentence-began", index=2)
    errors = sample_errors(page, [one for one in samples(page) if one["rate"] == float(speed)])
    assert len(errors) >= 50
    assert max(map(abs, errors)) <= IN_STEP


def test_another_voice_speaks_as_soon_as_it_is_chosen(
    timed_page: Watcher, natural_kiosk: str
) -> None:
    """Each name is said in its own voice, and the page goes on in the one that was chosen."""
    page = timed_page(SCREEN, address=natural_kiosk)
    natural = clip_in(page, "natural")  # there before a person wants it, on a busy machine too
    assert sounding_clip(page) == natural
    touch(page, "settings", ["screen-shown"])
    page.click('a[href^="/settings/voice?"]')
    page.click('form[action*="/voice/clear"] button')
    wait_until(page, """() => document.querySelector("#screen[data-voice='clear']")""")
    page.goto(SCREEN)
    assert sounding_clip(page) == clip_in(page, "clear") != natural


def sounding_clip(page: Page) -> str:
    """Read the screen; the clip that is heard first."""
    read(page)
    clip: str = page.evaluate(
        """() => window.kioskSounds.filter((one) => !one.paused)
             .map((one) => one.dataset.clip ?? new URL(one.src).pathname)[0]"""
    )
    return clip


def clip_in(page: Page, voice: str) -> str:
    """The clip of the screen's first sentence in that voice."""
    first = page.locator("#screen [data-sentence]").first.get_attribute("data-sentence")
    found: dict[str, str] = {}

    def rendered() -> bool:
        """A voice that is late is spoken for by the other one."""
        answer = page.request.get(f"/speech/{first}?voice={voice}&ahead=1")
        found.update(answer.json() if answer.ok else {})
        return found.get("voice") == voice

    wait_here_until(rendered)
    return found["clip"]

"""Spoken to, in a real Chromium with a microphone, through the real recogniser.

Half an hour's proofs in little: KIOSK_NOISE=600 is the time in seconds for which noise is heard.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from kiosk.listening.service import missing_parts

from .hearing import sounding
from .sound_files import Sound, conversation, quiet, spoken, write
from .talking import chromium_with_microphone, sign
from .watching import EVENT_LOG, events, wait_for_event

pytestmark = pytest.mark.skipif(
    bool(missing_parts()), reason="The extra `voice` is not installed."
)

NOISE_SECONDS = float(os.environ.get("KIOSK_NOISE", "30"))
COMMANDS = """
window.commands = [];
document.addEventListener("kiosk:command", ({ detail }) => window.commands.push(
  [detail.command, detail.number, detail.section, document.getElementById("screen").dataset.screen]));
"""
Talk = Callable[[Sound], Page]


@pytest.fixture
def talk(browser: Browser, kiosk_address: str, tmp_path: Path) -> Iterator[Talk]:
    """talk(sound) -> the home screen of a new visit, to which that sound is said."""
    with ExitStack() as stack:

        def begin(sound: Sound) -> Page:
            file = write(tmp_path / "said.wav", sound)
            option = f"--use-file-for-fake-audio-capture={file}%noloop"
            chromium = stack.enter_context(chromium_with_microphone(browser, option))
            context = chromium.new_context(
                base_url=kiosk_address, viewport={"width": 1080, "height": 1920}
            )
            context.set_default_timeout(60_000)
            context.add_init_script(EVENT_LOG + COMMANDS)
            # The models first: the sound runs from the moment at which the microphone opens.
            while not context.request.post("/listening/start").json()["ready"]:
                pass
            page = context.new_page()
            page.goto("/home")
            page.locator("[data-action=listen]").click()
            sign(page, "Listening")
            return page

        yield begin


def test_a_visit_by_voice_alone(talk: Talk) -> None:
    """From home to a sentence about IVIg, a foundation's contact, settings, and back."""
    words = ("treatment", "number three", "main menu", "support", "two", "open settings", "go back")
    page = talk(conversation(words, gap=2.5))
    page.wait_for_url("**/guide/ivig")
    page.wait_for_url("**/guide/ivig/how-it-is-given*")
    page.get_by_text("goes into a vein through a thin tube").wait_for()
    page.wait_for_url("**/home*")
    page.wait_for_url("**/guide/support")
    page.wait_for_url("**/guide/support/*")
    contact = page.url
    page.get_by_text("Phone:").first.wait_for()
    page.wait_for_url("**/settings?*")
    page.locator("[data-screen=page]").wait_for()
    assert page.url.split("?")[0] == contact.split("?")[0]
    done = [name for name, *_ in page.evaluate("commands")]
    assert done == ["section", "number", "home", "section", "number", "settings", "back"]

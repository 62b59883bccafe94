"""A kiosk whose voice can't be had still shows everything, and says so once in plain words."""

import os
from pathlib import Path

import pytest

from .conftest import KioskStarter
from .watching import Watcher, count, touch, wait_for_event, wait_until

GONE_ON = """(before) => kioskEvents.filter(({ name }) =>
  ["screen-shown", "page-turned"].includes(name)).length > before"""
NOTE = "The voice does not work today. You can read every screen."


# Python reads a sitecustomize before anything else: to this kiosk no voice is installed.
WITHOUT_VOICES = """
import importlib.util

find_spec = importlib.util.find_spec
VOICES = {"pyttsx3", "hibari"}
importlib.util.find_spec = lambda name, package=None: (
    None if name.partition(".")[0] in VOICES else find_spec(name, package)
)
"""


@pytest.fixture(scope="module")
def silent_kiosk(start_kiosk: KioskStarter, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("without_voices")
    Path(folder, "sitecustomize.py").write_text(WITHOUT_VOICES, encoding="utf-8")
    places = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return start_kiosk(
        KIOSK_VOICE="natural",
        KIOSK_PREPARE="true",
        KIOSK_IDLE_SECONDS="3600",
        PYTHONPATH=os.pathsep.join(places),
    )


@pytest.fixture
def open_silent(open_page: Watcher) -> Watcher:
    """The answer 503 of a kiosk without a voice is no fault of the page."""
    open_page.allow(r"503 \(SERVICE UNAVAILABLE\).*/speech/")
    return open_page


def test_health_says_it(open_silent: Watcher, silent_kiosk: str) -> None:
    """Staff learn of it, with the reason."""
    page = open_silent("/home", address=silent_kiosk)
    health = page.request.get("/health").json()
    assert health["status"] == "degraded"
    assert health["voice"]["available"] is False
    assert "not installed" in health["voice"]["reason"]


@pytest.mark.parametrize(
    "path", ["/home", "/guide/symptoms", "/guide/symptoms/pain", "/help", "/settings"]
)
def test_every_screen_is_there_and_says_it_once(
    open_silent: Watcher, silent_kiosk: str, path: str
) -> None:
    """Who asks for the voice is told once, and can go on reading."""
    page = open_silent(path, address=silent_kiosk)
    title = page.locator("[data-title]").inner_text()
    touch(page, "read", ["voice-failed"])
    page.wait_for_function("(note) => document.body.innerText.includes(note)", arg=NOTE)
    assert page.locator("#screen").inner_text().count(NOTE) == 1
    assert page.locator("#screen").get_attribute("data-reading") == "idle"
    assert page.locator("[data-title]").inner_text() == title


def test_home_says_it_before_anyone_asks(open_silent: Watcher, silent_kiosk: str) -> None:
    """Nobody looks for what isn't there."""
    page = open_silent("/", address=silent_kiosk)
    touch(page, "start", ["screen-shown"])
    touch(page, "skip", ["screen-shown"])
    assert page.locator("#screen").inner_text().count(NOTE) == 1


def test_all_ways_work_without_a_voice(open_silent: Watcher, silent_kiosk: str) -> None:
    """The guide can be read from one end to the other."""
    page = open_silent("/home", address=silent_kiosk, auto_read="yes", speak_touch="yes")
    page.get_by_role("link", name="What MMN is").click()
    wait_for_event(page, "screen-shown", name="section")
    for _ in range(3):
        before = count(page, "screen-shown") + count(page, "page-turned")
        touch(page, "next")
        wait_until(page, GONE_ON, before)
    assert page.locator("#screen").get_attribute("data-screen") == "page"
    touch(page, "settings", ["screen-shown"])
    touch(page, "back", ["screen-shown"])

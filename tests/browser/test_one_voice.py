"""One voice at a time, whoever speaks; and the box of scanning waits for what is said."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import KioskStarter
from .hearing import samples, start_sampling
from .watching import Watcher, touch, wait_for_event

pytestmark = pytest.mark.alone  # what is heard takes its real time

SCREEN = "/guide/symptoms/cramps-and-twitches"
# What happens, in its order, and which sounds begin and end.
DIARY = """
(() => {
  window.diary = [];
  const write = (name, detail = {}) => window.diary.push({ name, ...detail });
  for (const name of ["guidance-started", "guidance-ended", "scan-moved", "scan-chosen",
    "reading-started", "reading-paused", "reading-ended", "sound-started", "word-boxed", "idle",
    "speaking-started", "speaking-ended"]) {
    const keep = ({ detail }) => write(name, detail);
    document.addEventListener(`kiosk:${name}`, keep, { capture: true });
  }
  document.addEventListener("DOMContentLoaded", async () => {
    const { saying } = await ownModule("reading/say");
    for (const sound of window.kioskSounds) {
      let id = ""; // where one is said and not read
      sound.addEventListener("playing", () => write("playing", { id: (id = saying()) }));
      sound.addEventListener("ended", () => write("ended", { id }));
    }
  });
})();
"""


def diary(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("window.diary")
    return found


def wait_for(page: Page, name: str, after: int = 0) -> int:
    """The place in the diary of the first such entry after the first `after`."""
    found = page.wait_for_function(
        """([name, after]) => {
          const place = window.diary.findIndex((one, i) => i >= after && one.name === name);
          return place >= 0 && place + 1;
        }""",
        arg=[name, after],
    )
    return int(found.json_value()) - 1


def names(page: Page, begin: int = 0, end: int | None = None) -> list[str]:
    return [one["name"] for one in diary(page)[begin:end]]


def with_diary(open_page: Watcher, path: str, **more: Any) -> Page:
    page = open_page(path, **more)
    page.add_init_script(DIARY)
    page.reload()
    return page


@pytest.mark.parametrize("key", ["Space", "F1"], ids=["one-switch", "keypad"])
def test_guidance_is_heard_first_and_then_the_screen(open_page: Watcher, key: str) -> None:
    """Who begins with a switch, where screens read themselves, can understand both."""
    page = with_diary(open_page, "/", auto_read="yes", speed="2")
    start_sampling(page)
    page.keyboard.press(key)
    guided = wait_for(page, "guidance-ended")
    began = wait_for(page, "sound-started")
    assert guided < began
    wait_for(page, "word-boxed", began)
    taken = samples(page)
    assert {one["voices"] for one in taken} == {1}
    assert "scan-moved" not in names(page)
    assert names(page).count("speaking-started") == 1
    assert "speaking-ended" not in names(page)


def test_the_box_moves_again_after_the_last_voice(open_page: Watcher) -> None:
    """A press quiets what is said, and then everything can be reached."""
    page = with_diary(open_page, "/", auto_read="yes")
    page.keyboard.press("Space")
    wait_for(page, "guidance-started")
    page.wait_for_function(
        "() => window.kioskSounds.some((one) => !one.paused && one.currentTime > 0.2)"
    )
    assert not page.locator("#scan-frame:popover-open").count()
    page.keyboard.press("Space")
    ended = wait_for(page, "speaking-ended")
    first = wait_for(page, "scan-moved", ended)
    wait_for(page, "scan-moved", first + 1)
    assert "scan-chosen" not in names(page)
    assert page.locator("#screen").get_attribute("data-reading") == "paused"


def test_a_way_chosen_while_something_is_said_waits_for_it(open_page: Watcher) -> None:
    """What begins to scan in the middle of a reading doesn't scan over it."""
    page = with_diary(open_page, SCREEN)
    touch(page, "read", ["sound-started"])
    page.evaluate(
        """async () => {
          const { prefer } = await ownModule("page/preference");
          await prefer("access", "one-switch");
        }"""
    )
    wait_for_event(page, "sentence-began", index=1)
    assert "scan-moved" not in names(page)
    page.keyboard.press("Space")
    paused = wait_for(page, "reading-paused")
    wait_for(page, "scan-moved", paused)


def test_louder_by_keypad_is_said_between_and_the_reading_goes_on(open_page: Watcher) -> None:
    """How loud it is now is heard by itself, and nothing of the text is lost under it."""
    page = open_page(SCREEN, access="keypad")
    touch(page, "read", ["sound-started"])
    wait_for_event(page, "word-boxed", word=1)
    start_sampling(page)
    # "Louder. 4 of 5": its last sentence, the voice's own clip.
    levels = page.locator("[data-volume-words]").get_attribute("data-louder-4") or ""
    louder = levels.split()[-1]
    page.keyboard.press("F3")
    page.wait_for_function(
        """(id) => window.kioskSounds.some((one) => !one.paused && one.src.includes(`/${id}-`))""",
        arg=louder,
    )
    wait_for_event(page, "sentence-began", index=1)
    assert max(one["voices"] for one in samples(page)) == 1
    assert page.locator("#screen").get_attribute("data-reading") == "reading"


def test_a_question_is_heard_to_its_end_before_the_names_of_answers(
    open_page: Watcher, start_kiosk: KioskStarter
) -> None:
    """Who can't see the question hears it, and not only the name of the button."""
    address = start_kiosk(KIOSK_IDLE_SECONDS="2", KIOSK_WARNING_SECONDS="60")
    page = with_diary(
        open_page, "/help", address=address, access="one-switch", scan_voice="yes", scan_step="1"
    )
    question = page.locator("[data-idle-speech]").text_content()
    last = (question or "").split()[-1]
    # The box goes round three times, and rests.
    idle = wait_for(page, "idle")
    page.wait_for_function(
        """([id, after]) => window.diary.slice(after).some(
             (one) => one.name === "ended" && one.id === id)""",
        arg=[last, idle],
        timeout=60_000,
    )
    name = page.locator("[data-action=more-time]").get_attribute("data-speak")
    page.wait_for_function(
        """([id, after]) => window.diary.slice(after).some(
             (one) => one.name === "playing" && one.id === id)""",
        arg=[name, idle],
    )


def test_silence_between_is_counted_too(open_page: Watcher) -> None:
    """Who waits for the end of all speech isn't told of it between two sentences."""
    page = with_diary(open_page, SCREEN)
    touch(page, "read", ["sound-started"])
    wait_for_event(page, "sentence-began", index=2)
    assert names(page).count("speaking-started") == 1
    assert "speaking-ended" not in names(page)
    touch(page, "read", ["reading-paused"])
    wait_for(page, "speaking-ended")

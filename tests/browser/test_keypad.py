"""A keypad goes where Tab goes, says what it comes to, and acts once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from .watching import Watcher, events, wait_for_event

# What every clip that is asked for says, and every keypad event, in order.
LOG = """
(() => {
  window.saidIds = [];
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    window.saidIds.push(this.src.split("/").at(-1).replace(/-[^-]*$/, ""));
    return play.call(this);
  };
})();
"""
KEYS = st.sampled_from(["ArrowDown"] * 3 + ["ArrowUp"] * 2)


def focused(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("({...document.activeElement.dataset})")
    return found


def keypad(open_page: Watcher, path: str, **preferences: str) -> Page:
    page = open_page(path, access="keypad", **preferences)
    page.evaluate(LOG)
    return page


def wait_said(page: Page, sentence_id: str) -> None:
    page.wait_for_function("(id) => window.saidIds.includes(id)", arg=sentence_id)


@pytest.mark.parametrize("path", ["/home", "/guide/ivig/how-it-is-given", "/settings"])
def test_down_goes_where_tab_goes(open_page: Watcher, path: str) -> None:
    page = keypad(open_page, path)
    names = "(one) => one.outerHTML.slice(0, 120)"
    wanted = page.evaluate(f"async () => (await ownModule('choosing/items')).items().map({names})")

    def walked(key: str) -> list[str]:
        found = []
        for _ in wanted:
            page.keyboard.press(key)
            found.append(page.evaluate(f"({names})(document.activeElement)"))
        return found

    assert walked("ArrowDown") == wanted
    page.evaluate("document.querySelector('[data-title]').focus()")
    assert walked("Tab") == wanted


def test_the_box_of_scanning_goes_the_same_way_as_tab(open_page: Watcher) -> None:
    page = open_page("/guide/ivig")
    same = page.evaluate("""async () => {
      const { groups, items } = await ownModule("choosing/items");
      const scanned = groups().flatMap((one) => one.elements);
      const sizes = groups().map((one) => one.elements.length);
      return [items().filter((one) => scanned.includes(one)).every((one, i) => one === scanned[i]),
        Math.max(...sizes)];
    }""")
    assert same[0] is True
    assert same[1] <= 6


def test_each_step_says_the_choice(open_page: Watcher) -> None:
    page = keypad(open_page, "/guide/ivig/how-it-is-given")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        wait_said(page, focused(page)["speak"])


def test_up_undoes_down_wherever_one_is(open_page: Watcher) -> None:
    page = keypad(open_page, "/home")
    page.keyboard.press("ArrowDown")
    first = focused(page)

    @settings(max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(st.lists(KEYS, min_size=1, max_size=20))
    def undoes(keys: list[str]) -> None:
        for key in keys:
            page.keyboard.press(key)
        for key in reversed(keys):
            page.keyboard.press("ArrowUp" if key == "ArrowDown" else "ArrowDown")
        assert focused(page) == first

    undoes()


def test_select_acts_once_however_often_it_is_pressed(timed_page: Watcher) -> None:
    page = keypad(timed_page, "/guide/ivig/how-it-is-given", switch_repeat="2")
    for key in ("ArrowDown", "Enter", "Enter", "Enter"):
        page.keyboard.press(key)
    assert len(events(page, "action")) == 1


def test_with_press_twice_select_speaks_first(open_page: Watcher) -> None:
    page = keypad(open_page, "/home", press_twice="yes", switch_repeat="0.3")
    page.clock.install()
    page.locator("[data-action=help]").focus()
    page.keyboard.press("Enter")
    wait_said(page, focused(page)["speak"])
    assert events(page, "action") == []
    page.clock.run_for(500)
    page.keyboard.press("Enter")
    wait_for_event(page, "action", action="help")


def test_with_press_twice_a_click_speaks_first(open_page: Watcher) -> None:
    page = open_page("/home", press_twice="yes")
    page.evaluate(LOG)
    button = page.locator("[data-action=help]")
    button.click()
    wait_said(page, button.get_attribute("data-speak") or "")
    assert events(page, "action") == []
    page.locator("[data-action=settings]").click()  # another button: it speaks, too
    assert events(page, "action") == []
    button.click()
    button.click()
    wait_for_event(page, "action", action="help")


@pytest.mark.parametrize(("key", "path"), [("Escape", "/guide/ivig"), ("F1", "/help")])
def test_back_and_help(open_page: Watcher, key: str, path: str) -> None:
    page = keypad(open_page, "/guide/ivig/do-you-need-treatment", switch_repeat="0.3")
    page.clock.install()
    page.keyboard.press(key)
    page.clock.run_for(400)
    if key == "F1":
        page.keyboard.press(key)  # the first said how the keypad works
    page.wait_for_url(f"**{path}**", wait_until="commit")


def test_louder_is_louder_on_any_screen(open_page: Watcher) -> None:
    page = keypad(open_page, "/home")
    page.keyboard.press("F3")
    page.locator('#screen[data-volume="0.8"]').wait_for()


def press(page: Page, key: str) -> None:
    """A key that Playwright has no name for."""
    page.evaluate(
        """(key) => document.activeElement.dispatchEvent(
             new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))""",
        key,
    )


def test_another_makers_keys(open_page: Watcher, start_kiosk: Any) -> None:
    address = start_kiosk(KIOSK_IDLE_SECONDS="3600", KIOSK_KEYPAD="down=F13 select=F14")
    page = open_page("/home", address=address, access="keypad")
    press(page, "F13")
    assert focused(page)["action"] == "open"
    press(page, "F14")
    page.locator('[data-screen="section"]').wait_for()

"""What is hidden can't be chosen, by any way that goes from one choice to the next."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from .watching import Watcher, wait_for_event

LIST = "/guide/ivig"
# Whether a person can see it where it stands, told without the page's own modules.
SEEN = """(one) => {
  const box = one.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return one.checkVisibility({ visibilityProperty: true })
    && one.contains(document.elementFromPoint(x, y));
}"""


def choices(page: Page) -> list[list[bool]]:
    """Of each group of choices, of each of its elements: whether it is seen."""
    found: list[list[bool]] = page.evaluate(
        f"""async () => {{
              const {{ groups }} = await ownModule("choosing/items");
              return groups().map((group) => group.elements.map({SEEN}));
            }}"""
    )
    return found


def few(open_page: Watcher, path: str = LIST, **preferences: str) -> Page:
    page = open_page(path, targets="fewer", **preferences)
    page.locator("[data-resting]").first.wait_for(state="attached")
    return page


@pytest.mark.parametrize("path", ["/home", LIST, "/settings/speed"])
def test_the_box_of_scanning_stands_on_what_is_seen(open_page: Watcher, path: str) -> None:
    """No press of a switch is waited for, or spent, on an empty place."""
    page = few(open_page, path, access="one-switch")
    page.wait_for_selector("#scan-frame:popover-open")
    for _ in range(4):  # the tiles' turn, and the turns in which they rest
        (group,) = choices(page)
        assert group and all(group)
        assert len(group) <= 4
        page.evaluate("document.querySelector('[data-action=more]').click()")


@pytest.mark.parametrize("path", ["/home", LIST, "/settings/speed"])
def test_each_down_of_a_keypad_comes_to_another_choice(open_page: Watcher, path: str) -> None:
    """The key never sticks: once round is as many presses as there are buttons in sight."""
    page = few(open_page, path, access="keypad")
    steps: list[dict[str, Any]] = []
    for _ in range(6):
        page.keyboard.press("ArrowDown")
        steps.append(
            page.evaluate(
                f"""() => {{
                      const one = document.activeElement;
                      return {{ name: one.textContent.trim(), seen: ({SEEN})(one) }};
                    }}"""
            )
        )
    assert all(step["seen"] for step in steps)
    names = [step["name"] for step in steps]
    round_ = len(set(names))
    assert round_ <= 4
    assert names == [names[place % round_] for place in range(len(names))]
    assert all(one != other for one, other in zip(names, names[1:], strict=False))


def test_what_is_not_in_its_turn_comes_with_more(open_page: Watcher) -> None:
    """Hidden is put off, not lost: by the keypad alone to a button of a later turn."""
    page = few(open_page, access="keypad", switch_repeat="0.3")
    page.clock.install()
    for _ in range(20):
        for _ in range(4):
            page.keyboard.press("ArrowDown")
            if page.evaluate("document.activeElement.dataset.action === 'settings'"):
                page.keyboard.press("Enter")
                wait_for_event(page, "action", action="settings")
                return
        page.locator("[data-action=more]").focus()
        page.keyboard.press("Enter")
        page.clock.run_for(400)
    raise AssertionError("Settings never came")


@pytest.mark.parametrize(
    ("how", "change"),
    [
        ("invisible", "one.style.visibility = 'hidden'"),
        ("gone", "one.style.display = 'none'"),
        ("inert", "one.closest('nav').inert = true"),
        ("resting", "one.dataset.resting = ''"),
        ("disabled", "one.outerHTML = '<button data-action=home disabled>Home</button>'"),
        (
            "elsewhere",
            "document.querySelector('[data-flow]').append(one); one.style.left = '300vw'",
        ),
    ],
)
def test_what_can_not_be_pressed_is_no_choice(open_page: Watcher, how: str, change: str) -> None:
    """One answer to "can this be pressed now?", whatever it is that hides a button."""
    page = open_page("/home")
    usable = """async () => {
      const { usable } = await ownModule("choosing/items");
      return usable(document.querySelector("[data-action=home]"));
    }"""
    assert page.evaluate(usable) is True
    if how == "elsewhere":
        change += "; one.style.position = 'absolute'"
    page.evaluate(
        f"() => {{ const one = document.querySelector('[data-action=home]'); {change}; }}"
    )
    assert page.evaluate(usable) is False

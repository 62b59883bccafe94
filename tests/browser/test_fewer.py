""" "Fewer, bigger": two targets, More and Help now, whatever the size of the screen and the print.

KIOSK_GEOMETRY=full tries every size with every print and every kind of screen (some minutes);
else those alone that once went wrong, and one of each kind.
"""

from __future__ import annotations

import os
from itertools import product
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from .measuring import TEXT_SIZES, control_faults, go, measure
from .watching import Size, Watcher, touch, wait_for_event

UPRIGHT, LYING, SMALL, TALL, TABLET = (
    (1080, 1920),
    (1920, 1080),
    (1280, 800),
    (800, 1280),
    (768, 1024),
)
LIST, LONG, PICTURE = "/guide/ivig", "/guide/ivig/under-the-skin", "/guide/symptoms/one-side"
SCREENS = [
    "/home",
    LIST,
    LONG,
    PICTURE,
    "/settings",
    "/settings/text_size",
    "/settings/access",
    "/help",
    "/hand/change",
]
MORE = "document.querySelector('[data-action=more]').click()"
# As what is said, or a keypad's own key, presses a button: whether it is its turn or not.
OTHER_WAY = """async (action) => {
  const { activate } = await ownModule("page/presses");
  activate(document.querySelector(`[data-action="${action}"]:not(:disabled)`));
}"""
MOST = 24  # presses on More; there are 7 turns where there are most


class Layout(NamedTuple):
    """A screen that stands on a glass of that size, with its print and the place of the band."""

    size: Size
    text_size: str
    path: str
    band: str = "full"


# Here More never left some turn, or left out what it should have come to.
ONCE_LOST = [
    Layout(UPRIGHT, "4", LIST),
    Layout(UPRIGHT, "4", "/settings/text_size"),
    Layout(LYING, "4", LIST),
    Layout(SMALL, "3", "/settings"),
    Layout(SMALL, "4", LIST),
    Layout(SMALL, "4", "/settings/access"),
    Layout(TALL, "3", LIST),
    Layout(TALL, "3", "/settings/text_size"),
    Layout(TALL, "4", "/settings"),
    Layout(TALL, "4", "/settings/text_size"),
    Layout(TABLET, "3", LIST),
    Layout(TABLET, "3", "/settings"),
    Layout(TABLET, "3", "/settings/text_size"),
    Layout(TABLET, "4", "/settings/text_size"),
]
ONE_OF_EACH = [
    Layout(UPRIGHT, "1", "/home"),
    Layout(SMALL, "1", PICTURE),
    Layout(TABLET, "4", LONG),
    Layout(UPRIGHT, "2", LIST, "left"),
    Layout(SMALL, "4", "/help", "right"),
    Layout(TABLET, "4", "/home", "left"),
]
ALL = [
    Layout(*one, path, band)
    for one, path in product(product((UPRIGHT, LYING, SMALL, TALL, TABLET), TEXT_SIZES), SCREENS)
    for band in (["full", "left", "right"] if path in (LIST, PICTURE) else ["full"])
]
FULL = os.environ.get("KIOSK_GEOMETRY") == "full"
LAYOUTS = ALL if FULL else [*ONCE_LOST, *ONE_OF_EACH]
BY_GLASS = {
    (one.size, one.text_size, one.band): [
        other.path for other in LAYOUTS if other._replace(path="") == one._replace(path="")
    ]
    for one in LAYOUTS
}


def faults(page: Page) -> list[str]:
    """What is wrong with the turns of the screen that is shown, from its first turn on."""
    found = measure(page, "more", MOST)
    groups: list[dict[str, Any]] = found["groups"]
    wrong = [] if found["again"] else [f"after {MOST} presses the first turn didn't come again"]
    seen = [one for group in groups for one in group["targets"]]
    wrong += [f"never: {one}" for one in found["all"] if one not in seen]
    for number, group in enumerate(groups, 1):
        others = [one for one in group["actions"] if one not in ("more", "help")]
        if not len(others) <= 2 or not {"more", "help"} <= set(group["actions"]):
            wrong.append(f"turn {number} has {group['actions']}")
        if group["height"] != groups[0]["height"] or group["page"] != groups[0]["page"]:
            wrong.append(f"turn {number} moves the text")
        if not all(inside(group[one], groups[0][one]) for one in ("more", "help")):
            wrong.append(f"turn {number} moves More or Help: {group}, {groups[0]}")
    actions = {one for group in groups for one in group["actions"]}
    return wrong + [f"no {one}" for one in ("help", "home", "settings") if one not in actions]


def inside(one: list[float], other: list[float]) -> bool:
    """Whether the middle of the smaller button is on the larger: a press there means the same."""
    small, large = sorted((one, other), key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    x, y = (small[0] + small[2]) / 2, (small[1] + small[3]) / 2
    return large[0] <= x <= large[2] and large[1] <= y <= large[3]


@pytest.mark.parametrize(
    ("glass", "paths"),
    BY_GLASS.items(),
    ids=[f"{size[0]}x{size[1]}-{print_}-{band}" for size, print_, band in BY_GLASS],
)
def test_more_comes_to_everything_and_help_is_always_there(
    open_page: Watcher, glass: tuple[Size, str, str], paths: list[str]
) -> None:
    """Whoever meets four targets can do what all can do, and never looks for help.

    In each turn no label is cut or divided, and nothing lies over another.
    """
    size, text_size, band = glass
    page = open_page("/home", size, targets="fewer", text_size=text_size, band=band)
    found = {}
    for path in paths:
        go(page, path)
        wrong = faults(page)
        for _ in range(len(measure(page, "more", MOST)["groups"])):
            wrong += control_faults(measure(page, "controls"))
            page.evaluate(MORE)
        if wrong:
            found[path] = wrong
    assert found == {}


@pytest.mark.parametrize("size", [UPRIGHT, TABLET], ids=["kiosk", "tablet"])
def test_while_it_reads_more_comes_to_what_steers_the_reading(
    open_page: Watcher, size: Size
) -> None:
    """Pause is where Read aloud was; Repeat, Done and the sound are further on."""
    page = open_page(PICTURE, size, targets="fewer", text_size="3", reading_stops="yes")
    touch(page, "read", ["reading-started"])
    assert page.locator("[data-action=read]").is_visible()
    wait_for_event(page, "reading-paused")  # after its first sentence, as was set: nothing moves
    assert faults(page) == []


def test_a_new_size_of_the_glass_leaves_the_turn(open_page: Watcher) -> None:
    """Only what a person turns to begins anew: not a window that is a little lower."""
    page = open_page(LIST, UPRIGHT, targets="fewer", text_size="3")
    for turned in range(3):
        page.evaluate(OTHER_WAY, "next")
        wait_for_event(page, "page-turned", after=turned, by="button")
    page.evaluate(MORE)
    before = measure(page, "more", 1)["groups"][0]["actions"]
    assert "open" not in before
    page.set_viewport_size({"width": 1080, "height": 1300})
    wait_for_event(page, "page-turned", by="resize")
    assert measure(page, "more", 1)["groups"][0]["actions"] == before


def test_few_needs_no_answer_of_the_server(open_page: Watcher) -> None:
    """A person who chooses it as the server is away has More, and so everything, at once."""
    page = open_page(PICTURE)
    assert not page.locator("[data-action=more]").is_visible()
    page.evaluate(
        """async () => {
             const { prefer } = await ownModule("page/preference");
             prefer("targets", "fewer");
           }"""
    )
    assert faults(page) == []


def test_what_is_said_needs_no_turn(open_page: Watcher) -> None:
    """ "Next", said or a key of its own, is no press that slipped: it works in every turn."""
    page = open_page(PICTURE, targets="fewer")
    page.evaluate(MORE)
    assert not page.locator("[data-action=next]").is_visible()
    page.evaluate(OTHER_WAY, "next")
    wait_for_event(page, "screen-shown", after=1)

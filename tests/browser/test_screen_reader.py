"""What a screen reader makes of the pages, by Chromium's own accessibility tree."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from .watching import Watcher, count, touch, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
BUTTONS = {"button", "link", "ToggleButton"}
Node = dict[str, Any]


@pytest.fixture
def reader(open_page: Watcher) -> Any:
    """reader(path, **preferences) -> the page, and the session that its tree is asked of."""

    def begin(path: str, **preferences: str) -> tuple[Page, CDPSession]:
        page = open_page(path, **preferences)
        session = page.context.new_cdp_session(page)
        session.send("Accessibility.enable")
        return page, session

    return begin


def tree(session: CDPSession) -> list[Node]:
    """Every node that is there for a screen reader."""
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node.get("ignored")]


def value(node: Node, name: str) -> Any:
    """A property of a node, None where it has none of that name."""
    found = (one["value"].get("value") for one in node.get("properties", []) if one["name"] == name)
    return next(found, None)


def named(node: Node) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def heard(session: CDPSession) -> list[str]:
    """What is said of a change: what has the focus now, and what stands in the live regions."""
    nodes = tree(session)
    by_id = {node["nodeId"]: node for node in nodes}

    def texts(node: Node) -> str:
        if node["role"]["value"] == "StaticText":
            return named(node)
        inner = (by_id[one] for one in node.get("childIds", []) if one in by_id)
        return " ".join(filter(None, map(texts, inner)))

    focused = [
        named(node)
        for node in nodes
        if value(node, "focused") and node["role"]["value"] != "RootWebArea"
    ]
    live = [texts(node) for node in nodes if node["role"]["value"] == "status"]
    return [one for one in focused + live if one]


def title(page: Page) -> str:
    return page.locator("[data-title], [role=heading]").first.inner_text().strip()


def test_a_new_screen_says_its_title_once(reader: Any) -> None:
    """Who can't see hears where one is, and not twice over."""
    page, session = reader("/home")
    page.get_by_role("link", name="What MMN is").click()
    wait_for_event(page, "screen-shown", after=1)
    for action in ("next", "next", "help", "back", "settings", "home"):
        touch(page, action, ["screen-shown"])
        assert heard(session) == [title(page)], action


def test_the_first_screen_says_its_title_once(reader: Any) -> None:
    """Its title is a part of the big button, which takes no focus by itself: it is announced."""
    page, session = reader("/home")
    page.evaluate("htmx.ajax('GET', '/', { target: '#screen', swap: 'outerHTML' })")
    wait_for_event(page, "screen-shown", after=1)
    assert heard(session) == [title(page)]


def test_a_choice_says_itself_and_not_the_title_again(reader: Any) -> None:
    """Who tries one color after the other hears the color."""
    page, session = reader("/settings?from=/home")
    page.locator("a[href^='/settings/theme?']").click()
    wait_for_event(page, "screen-shown", after=1)
    assert heard(session) == [title(page)]
    for shown, choice in enumerate(("Light on dark", "Soft"), start=2):
        page.get_by_role("button", name=choice).click()
        wait_for_event(page, "screen-shown", after=shown)
        assert heard(session) == [choice]


def toggles(session: CDPSession, seen: dict[int, set[tuple[str, Any]]]) -> None:
    """Adds of each button, by its element, its name and whether it is told to be pressed."""
    for node in tree(session):
        if node["role"]["value"] in BUTTONS:
            seen[node["backendDOMNodeId"]].add((named(node), value(node, "pressed")))


def test_a_button_has_a_name_that_stays_or_a_state_never_both(reader: Any) -> None:
    """ "Pause, pressed" tells nobody whether it is paused."""
    page, session = reader(SCREEN, access="dwell")
    seen: dict[int, set[tuple[str, Any]]] = defaultdict(set)
    toggles(session, seen)
    for _ in range(3):
        before = count(page, "reading-started") + count(page, "reading-paused")
        touch(page, "read")
        page.wait_for_function(
            """(before) => window.kioskEvents.filter(({ name }) =>
                 ["reading-started", "reading-paused"].includes(name)).length > before""",
            arg=before,
        )
        toggles(session, seen)
    page.locator("[data-action=rest]").click()
    toggles(session, seen)
    names = {frozenset(name for name, _ in states) for states in seen.values()}
    assert {"Read aloud", "Pause", "Go on"} in names
    both = [
        states
        for states in seen.values()
        if len({name for name, _ in states}) > 1 and any(pressed for _, pressed in states)
    ]
    assert both == []


def test_the_chosen_one_is_told_to_be_pressed(reader: Any) -> None:
    """The choices keep their names; which of them holds is a state."""
    page, session = reader("/settings/theme?from=/home", theme="soft")
    states = {
        named(node): value(node, "pressed")
        for node in tree(session)
        if value(node, "pressed") is not None
    }
    assert page.locator("[data-action=choose]").count() == len(states) == 4
    assert [name for name, pressed in states.items() if pressed == "true"] == ["Soft"]

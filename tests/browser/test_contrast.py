"""Contrast, measured from the colours that Chromium computes: WCAG 1.4.6 and 1.4.11."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kiosk.rooms.preferences import CHOICES
from tests.pairs import grouped, spread

from .colours import contrast
from .measuring import SharedVisit, go, measure, pages_with_pictures
from .test_paging import named
from .watching import Watcher, touch, wait_for_event

TEXT = 7.0  # WCAG 1.4.6
SHAPE = 3.0  # WCAG 1.4.11
SCREENS = [
    "/",
    "/home",
    "/guide/ivig",
    "/guide/symptoms/one-side",
    "/guide/symptoms/feeling/words",
    "/guide/symptoms/feeling/sources",
    "/settings",
    "/settings/speed",
    "/help",
    "/nowhere",
]
THEMES = CHOICES["theme"]

each_theme = pytest.mark.parametrize("theme", THEMES)


def wear(page: Page, theme: str) -> None:
    page.evaluate("(theme) => { document.getElementById('screen').dataset.theme = theme; }", theme)


def text_faults(page: Page) -> list[str]:
    texts = measure(page, "texts")
    assert texts
    return [
        f"{one['text']!r} {one['colour']} on {one['grounds']}: {value:.2f}"
        for one in texts
        if not one["label"] and (value := contrast(one["colour"], one["grounds"])) < TEXT
    ]


def edge_faults(page: Page) -> list[str]:
    return [
        f"{one['name']!r} {one['any']} on {one['around']}"
        for one in measure(page, "edges")
        if max(contrast(colour, [one["around"]]) for colour in one["any"]) < SHAPE
    ]


def faults_in_every_theme(page: Page) -> dict[str, list[str]]:
    faults = {}
    for theme in THEMES:
        wear(page, theme)
        if found := text_faults(page) + edge_faults(page):
            faults[theme] = found
    return faults


@each_theme
def test_text_and_buttons_stand_out(show: SharedVisit, theme: str) -> None:
    """Who sees little, or only in some light, can read every text and find every button."""
    show.allow("404.*/nowhere")
    page = show("/", theme=theme)
    for address in SCREENS:
        go(page, address)
        assert page.locator("#screen").get_attribute("data-theme") == theme
        assert text_faults(page) == [], address
        assert edge_faults(page) == [], address


def test_what_cannot_be_touched_can_be_read(show: SharedVisit) -> None:
    """A button that leads nowhere is told by its edge, not by pale letters."""
    page = show("/home")
    disabled = page.locator(".button:disabled")
    assert disabled.count() == 2
    assert faults_in_every_theme(page) == {}


@pytest.mark.parametrize("path", ["/guide/symptoms/one-side", "/home"])
def test_what_is_read_aloud_stands_out(open_page: Watcher, path: str) -> None:
    """The tinted sentence and the boxed word can be read, in text as on a tile."""
    page = open_page(path, speed="2")
    touch(page, "read", ["reading-started"])
    wait_for_event(page, "word-boxed", after=8)
    touch(page, "read", ["reading-paused"])
    assert page.locator(".word.said").count() == 1
    assert page.locator(".tile .sentence.reading").count() == (path == "/home")
    assert faults_in_every_theme(page) == {}


def test_the_question_wears_the_visitors_colours(open_page: Watcher) -> None:
    """Someone who chose dark colours isn't dazzled by "Do you need more time?"."""
    page = open_page("/home")
    page.evaluate("document.getElementById('idle').showModal()")
    assert faults_in_every_theme(page) == {}
    wear(page, "yellow")
    ground = page.locator("#idle").evaluate("(one) => getComputedStyle(one).backgroundColor")
    assert ground == "rgb(0, 0, 0)"


def test_a_choice_that_is_made_is_told_by_more_than_colour(show: SharedVisit) -> None:
    """The chosen setting carries a mark and a broad edge, for who can't tell colours apart."""
    page = show("/settings/theme")
    chosen = page.locator("[aria-pressed='true']")
    assert chosen.locator("svg.icon").count() == 1
    other = page.locator(".tile[aria-pressed='false']").first
    width = "(one) => parseFloat(getComputedStyle(one).borderTopWidth)"
    assert chosen.evaluate(width) > 2 * other.evaluate(width)


@pytest.mark.parametrize(
    ("theme", "screens"),
    grouped(spread(["/home", "/settings/theme", "/guide/symptoms/one-side", "/"], THEMES)),
    ids=named,
)
def test_the_focus_is_seen(open_page: Watcher, theme: str, screens: list[str]) -> None:
    """Who uses a keyboard or a switch sees where they are: a whole ring, 2 px or more, at 3:1."""
    page = open_page("/home", theme=theme)
    for address in screens:
        go(page, address)
        page.locator("body").press("Tab")
        names = set()
        for _ in range(25):
            ring = measure(page, "focus")
            if ring["control"]:
                names.add(ring["name"])
                assert ring["style"] == "solid", ring
                assert ring["width"] >= 2, ring
                assert ring["cut"] <= 1, ring
                assert contrast(ring["colour"], [ring["around"]]) >= SHAPE, ring
            page.keyboard.press("Tab")
        assert names, address


@each_theme
def test_pictures_stand_out(open_page: Watcher, theme: str) -> None:
    """What a drawing means is carried by lines and signs that can be seen on all its tints."""
    page = open_page("/home", theme=theme)
    for address in pages_with_pictures():
        go(page, address)
        colours = measure(page, "drawing")
        for tint in {colours["paper"], *colours["tints"]}:
            for line in {*colours["ink"], *colours["signs"]}:
                if line != tint:
                    assert contrast(line, [tint]) >= SHAPE, (address, line, tint)
            for label in set(colours["labels"]):
                assert contrast(label, [tint]) >= TEXT, (address, label, tint)

"""axe-core finds no fault on any screen in any theme.

Every rule runs, also those that axe leaves off by itself (AAA, target size, deprecated ones) and
the experimental ones; none is switched off. On one screen of every kind, and in every state, all
rules run in every theme. On the guide's screens themes take turns, and a page itself, its words
and its sources do, of every fourth page; on the settings' choices themes take turns. Nothing but
colours depends on the theme, so in `make prove`, on each of the guide's screens, all rules run in
the first theme and those about colour in the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kiosk.rooms.preferences import CHOICES
from tests.pairs import FULL, cases, grouped

from .measuring import SharedVisit, go, measure, the_guide
from .test_contrast import THEMES
from .watching import Watcher, touch, wait_for_event

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
COLOUR_RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
KINDS = ("", "/words", "/sources")
SCREENS = [
    "/",
    "/home",
    "/guide/ivig",
    "/guide/symptoms/one-side",
    "/guide/support/gbs-cidp-foundation",
    "/guide/symptoms/feeling/words",
    "/guide/symptoms/feeling/sources",
    "/settings",
    *[f"/settings/{name}" for name in CHOICES],
    "/hand",
    "/hand/chosen?pace=calm&repeats=again&band=right&layout=fewer&proposal=scanning",
    "/hand/change",
    "/help",
    "/nowhere",
]


def faults(
    page: Page, themes: Sequence[str] = THEMES, rules: list[str] | None = None
) -> dict[str, list[str]]:
    """What axe objects to, by theme; `rules` are all of them, or those named."""
    found = measure(page, "axe", {"themes": themes, "names": rules})
    assert len(found) == len(themes)
    assert all(one["passes"] for one in found), "axe found nothing to look at"
    return {one["theme"]: one["violations"] for one in found if one["violations"]}


def with_axe(page: Page) -> Page:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page


def test_no_screen_has_a_fault(show: SharedVisit) -> None:
    """One screen of every kind can be used by whoever can't see it or can't touch it."""
    show.allow("404.*/nowhere")
    page = with_axe(show("/"))
    for number, address in enumerate(SCREENS):
        go(page, address)
        one = number % len(THEMES)
        turns = address.startswith("/settings/") and not FULL
        assert faults(page, THEMES[one : one + 1] if turns else THEMES) == {}, address


@pytest.mark.parametrize("section", [section.slug for section in the_guide().sections])
def test_no_page_of_the_guide_has_a_fault(show: SharedVisit, section: str) -> None:
    """The section, and every page, its words and its sources, in every theme."""
    page = with_axe(show("/home"))
    found = the_guide().section(section)
    assert found is not None
    screens = [[f"/guide/{section}/{one.slug}{kind}" for kind in KINDS] for one in found.pages]
    if not FULL:
        screens = [[three[number % 3]] for number, three in enumerate(screens[::4])]
    for number, address in enumerate([f"/guide/{section}", *chain(*screens)]):
        go(page, address)
        theme = 0 if FULL else number % len(THEMES)
        assert faults(page, THEMES[theme : theme + 1]) == {}, address
        if FULL:
            assert faults(page, THEMES[1:], COLOUR_RULES) == {}, address


def test_reading_has_no_fault(show: SharedVisit) -> None:
    """While a screen is read, and while its speed and sound are set."""
    page = with_axe(show("/guide/symptoms/one-side"))
    touch(page, "read", ["reading-started"])
    wait_for_event(page, "word-boxed")
    touch(page, "read", ["reading-paused"])
    assert page.locator(".reading").count() == 1
    assert faults(page) == {}
    touch(page, "sound")
    assert faults(page) == {}


def test_the_question_at_the_end_has_no_fault(open_page: Watcher) -> None:
    """ "Do you need more time?" is a dialog that says what it is."""
    page = with_axe(open_page("/home"))
    page.evaluate("document.getElementById('idle').showModal()")
    assert faults(page) == {}


def test_the_question_about_a_press_has_no_fault(open_page: Watcher) -> None:
    """ "Did you mean this, or that?" """
    page = with_axe(open_page("/home"))
    page.evaluate(
        """() => {
             const [first, second] = document.querySelectorAll("[data-action=open]");
             const detail = { first, second };
             document.dispatchEvent(new CustomEvent("kiosk:press-unsure", { detail }));
           }"""
    )
    page.wait_for_selector("#ask[open]")
    assert faults(page) == {}


def test_fewer_bigger_has_no_fault(show: SharedVisit) -> None:
    """Buttons whose turn it isn't are out of sight for everybody alike."""
    for address in ("/home", "/guide/ivig", "/guide/symptoms/one-side"):
        page = with_axe(show(address, targets="fewer"))
        page.wait_for_selector("[data-resting]", state="attached")
        assert faults(page) == {}, address


def test_side_bands_and_large_print_have_no_fault(show: SharedVisit) -> None:
    """Where the buttons stand and how large the print is changes nothing in that."""
    sizes = ((1080, 1920), (1280, 800), (768, 1024))
    for size, band, themes in grouped(cases(sizes, ("left", "right"), THEMES)):
        page = with_axe(show("/guide/symptoms/one-side", size, band=band, text_size="4"))
        assert faults(page, themes) == {}, (size, band)


def test_axe_would_find_a_fault(open_page: Watcher) -> None:
    """The rules really run: a button without a name and pale text are found."""
    page = with_axe(open_page("/home"))
    page.evaluate(
        """() => {
             document.querySelector("[data-action=settings] .label").remove();
             document.querySelector(".note").style.color = "#999999";
           }"""
    )
    found = " ".join(faults(page, THEMES[:1])[THEMES[0]])
    assert "link-name" in found
    assert "color-contrast" in found

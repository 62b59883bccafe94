"""Sizes on the glass, in millimetres: print, buttons, the gaps between them, the band."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.pairs import cases, grouped, spread

from .conftest import KioskStarter
from .measuring import (
    LANDSCAPE,
    MILLIMETRE,
    SIZES,
    TEXT_SIZES,
    Found,
    SharedVisit,
    control_faults,
    distance,
    go,
    measure,
    pages_of,
    pairs,
    walk,
    walk_faults,
)
from .test_paging import BANDS, each_side, each_size, each_text_size, named
from .watching import KIOSK_SCREEN, Size, Watcher, touch

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
]
PICTURE = "/guide/living/easier-eating"
BUTTONS = ("/home", "/guide/ivig", "/guide/symptoms/one-side", "/settings/speed")
LEAST_CAPITAL = 4.8  # Section 508 402.4
CAPITALS = {"1": 7.5, "2": 10.0, "3": 14.0, "4": 20.0}
LEAST_BUTTON = 20.0
LEAST_TARGET = 44.0  # CSS pixels, WCAG 2.5.5
LONGEST_LINE = 80
# WCAG 1.4.12, as a reader's own style sheet would set it.
TEXT_SPACING = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
document.adoptedStyleSheets = [sheet];
"""

# On a small screen not the largest print: there the buttons' own spaced labels take the room.
SPACED = (
    (KIOSK_SCREEN, "1"),
    (KIOSK_SCREEN, "4"),
    (LANDSCAPE, "2"),
    ((1280, 800), "1"),
    ((768, 1024), "2"),
)

kiosk_screens = pytest.mark.parametrize("size", [KIOSK_SCREEN, LANDSCAPE], ids=["upright", "wide"])


def millimetres(pixels: float) -> float:
    return pixels / MILLIMETRE


def visit(page: Page, address: str) -> Page:
    go(page, address)
    return page


@pytest.mark.parametrize(
    ("size", "text_size", "screens"),
    grouped(cases(SIZES, TEXT_SIZES, [*SCREENS, PICTURE])),
    ids=named,
)
def test_no_capital_is_under_the_least(
    show: SharedVisit, size: Size, text_size: str, screens: list[str]
) -> None:
    """Every text can be read, the small print, buttons and the labels in pictures too (508)."""
    page = show("/", size, text_size=text_size)
    for address in screens:
        texts = measure(visit(page, address), "texts")
        assert texts, address
        small = [(one["text"], one["capital"]) for one in texts if one["capital"] < LEAST_CAPITAL]
        assert small == [], address


@each_side
def test_no_capital_is_under_the_least_beside_the_band(show: SharedVisit, band: str) -> None:
    """Where the buttons take a side, the pictures' labels stay large enough."""
    for size in SIZES:
        page = show(PICTURE, size, band=band)
        capitals = {one["text"]: one["capital"] for one in measure(page, "texts")}
        assert min(capitals.values()) >= LEAST_CAPITAL, (size, capitals)


@each_text_size
@each_size
def test_body_text_has_the_size_that_was_chosen(
    show: SharedVisit, size: Size, text_size: str
) -> None:
    """The text has the promised size, on every screen: the default can be read from 60 cm."""
    page = show("/guide/symptoms/one-side", size, text_size=text_size)
    body = [one["capital"] for one in measure(page, "texts") if one["body"]]
    assert body
    assert body == pytest.approx([CAPITALS[text_size]] * len(body), abs=0.1)
    assert min(body) >= 7.3  # EN 301 549 5.1.4, at 60 cm


def test_the_typeface_is_as_tall_as_is_reckoned(show: SharedVisit) -> None:
    """The height of a capital comes from the typeface itself, not from a number in a file."""
    page = show("/guide/symptoms/one-side")
    measure(page, "still")
    for weight in (400, 700):
        height = page.evaluate(
            """(weight) => {
                 const pen = document.createElement("canvas").getContext("2d");
                 pen.font = `${weight} 1000px "Atkinson Hyperlegible Next"`;
                 return pen.measureText("H").actualBoundingBoxAscent;
               }""",
            weight,
        )
        assert height == pytest.approx(668, abs=8)


def button_faults(controls: Found) -> list[str]:
    """Buttons of a 21.5-inch kiosk that are too small or too near to each other (#3)."""
    faults = []
    for one in controls:
        width, height = millimetres(one["width"]), millimetres(one["height"])
        wide, high = (60, 40) if one["primary"] else (40, 40)
        if width < wide - 0.1 or height < high - 0.1:
            faults.append(f"{one['name']}: {width:.1f} x {height:.1f} mm")
    for one, other in pairs(controls):
        gap = millimetres(distance(one, other))
        if gap < 8 - 0.1:
            faults.append(f"{one['name']} and {other['name']}: {gap:.1f} mm apart")
    return faults


@kiosk_screens
def test_buttons_of_a_kiosk_are_large_and_far_apart(show: SharedVisit, size: Size) -> None:
    """A shaking or weak hand hits the button it means: 60 x 40 mm, 8 mm apart."""
    page = show("/", size)
    for address in SCREENS:
        assert button_faults(measure(visit(page, address), "controls")) == [], address
    visit(page, "/guide/symptoms/one-side")
    touch(page, "read", ["reading-started"])
    assert button_faults(measure(page, "controls")) == []
    touch(page, "sound")
    assert button_faults(measure(page, "controls")) == []


@each_side
@kiosk_screens
def test_the_band_at_a_side_is_as_large(show: SharedVisit, size: Size, band: str) -> None:
    """Who uses one hand has buttons just as large."""
    page = show("/guide/symptoms/one-side", size, band=band)
    assert button_faults(measure(page, "controls")) == []


@pytest.mark.parametrize(
    ("size", "text_size", "band", "screens"),
    grouped(cases(SIZES, TEXT_SIZES, BANDS, BUTTONS)),
    ids=named,
)
def test_no_button_is_under_the_least(
    show: SharedVisit, size: Size, text_size: str, band: str, screens: list[str]
) -> None:
    """On a small screen and in any print too, every button can be hit: 20 mm, 44 pixels."""
    page = show("/home", size, text_size=text_size, band=band)
    for address in screens:
        for one in measure(visit(page, address), "controls"):
            smaller = min(one["width"], one["height"])
            assert millimetres(smaller) >= LEAST_BUTTON - 0.1, (address, one)
            assert smaller >= LEAST_TARGET, (address, one)


@pytest.mark.parametrize(
    ("size", "screens"),
    grouped(spread([*SCREENS[1:], *pages_of("getting-diagnosed")], SIZES)),
    ids=named,
)
def test_lines_are_short_and_apart(show: SharedVisit, size: Size, screens: list[str]) -> None:
    """The eye finds the next line: 80 characters at most, 1.5 times their height apart."""
    page = show("/", size)
    for address in screens:
        lines = measure(visit(page, address), "lines")
        assert lines, address
        assert [one for one in lines if one["most"] > LONGEST_LINE] == [], address
        narrow = [
            one["text"]
            for one in measure(page, "texts")
            if one["spacing"] is not None and one["spacing"] < 1.5 - 0.01
        ]
        assert narrow == [], address


@pytest.mark.parametrize(
    ("size", "text_size", "screens"),
    [(*kind, found) for kind, found in grouped(spread([*SCREENS[1:], PICTURE], SPACED))],
    ids=named,
)
def test_wider_spacing_loses_nothing(
    open_page: Watcher, size: Size, text_size: str, screens: list[str]
) -> None:
    """A reader who needs letters, words and lines further apart still gets everything."""
    page = open_page("/", size, text_size=text_size)
    page.add_init_script(TEXT_SPACING)
    page.reload()
    for address in screens:
        visit(page, address)
        assert page.evaluate("document.adoptedStyleSheets.length") == 1
        assert control_faults(measure(page, "controls")) == [], address
        assert walk_faults(walk(page)) == [], address


@pytest.mark.parametrize("size", [(540, 960), (960, 540)], ids=["upright", "wide"])
def test_zoom_to_twice_the_size_loses_nothing(open_page: Watcher, size: Size) -> None:
    """The browser's own zoom to 200 % enlarges everything and cuts nothing (WCAG 1.4.4)."""
    page = open_page("/", size, context={"device_scale_factor": 2})
    for address in [*SCREENS, PICTURE]:
        visit(page, address)
        assert control_faults(measure(page, "controls")) == [], address
        if address != "/":
            assert walk_faults(walk(page)) == [], address


def test_sizes_follow_the_screen_that_stands_there(
    start_kiosk: KioskStarter, open_page: Watcher
) -> None:
    """On a screen twice as fine, a millimetre has twice the pixels: kiosk.toml says which."""
    fine = start_kiosk(
        KIOSK_IDLE_SECONDS="3600", KIOSK_SCREEN_WIDTH_PX="2160", KIOSK_SCREEN_HEIGHT_PX="3840"
    )
    page = open_page("/guide/symptoms/one-side", (2160, 3840), address=fine)
    twice = measure(page, "texts")[0]["size"]
    usual = measure(open_page("/guide/symptoms/one-side"), "texts")[0]["size"]
    assert twice == pytest.approx(2 * usual, rel=0.01)

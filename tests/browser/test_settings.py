"""Every choice of every setting: made by its button, seen or heard at once, kept for the visit."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Page

from kiosk.rooms.preferences import CHOICES, Preferences
from tests.pairs import ends

from .hearing import sounding
from .measuring import go
from .watching import Watcher, count, events, touch, turn_to, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"


def choose(page: Page, name: str, value: str) -> None:
    """Touch the choice's button, as it stands among its fellows; wait for the new screen."""
    button = page.locator("[data-action=choose]").nth(CHOICES[name].index(value))
    turn_to(page, button)
    shown = count(page, "screen-shown")
    button.click()
    wait_for_event(page, "screen-shown", after=shown)


def all_choices() -> Iterator[tuple[str, str]]:
    for name, values in CHOICES.items():
        # The default last, so that choosing it changes something.
        default = getattr(Preferences(), name)
        for value in sorted(values, key=lambda one: one == default):
            yield name, value


def attribute(page: Page, name: str) -> str | None:
    return page.locator("#screen").get_attribute(f"data-{name.replace('_', '-')}")


# These change how a button is pressed or which can be: test_access, test_keypad and test_hand
# make their choices each in its own way.
OWN_WAY = {"access", "press_twice", "targets"}


@pytest.mark.parametrize("share", range(4))
def test_each_choice_holds_at_once_and_on_the_next_screens(open_page: Watcher, share: int) -> None:
    """A choice is one touch, seen at once, and stays until it is changed: a quarter of them."""
    page = open_page("/home")
    for name in [name for name in CHOICES if name not in OWN_WAY][share::4]:
        assert_each_choice_holds(page, name)


def assert_each_choice_holds(page: Page, name: str) -> None:
    choices = f"/settings/{name}?from=/home"
    # By turns, and all that are tried also after the page was loaded anew.
    for value, action in zip(
        ends([value for setting, value in all_choices() if setting == name]),
        cycle(("home", "settings")),
    ):
        go(page, choices)
        choose(page, name, value)
        assert attribute(page, name) == value
        pressed = page.locator("[data-action=choose][aria-pressed=true]")
        assert pressed.count() == 1
        chosen = page.locator("[data-action=choose]").nth(CHOICES[name].index(value))
        assert chosen.get_attribute("aria-pressed") == "true"
        touch(page, action, ["screen-shown"])
        assert attribute(page, name) == value
    page.goto(choices)
    assert attribute(page, name) == value


def test_each_text_size_is_larger(open_page: Watcher) -> None:
    """The text grows with each choice, to the millimetre."""
    page = open_page("/settings/text_size")
    # Of a capital of 7.5, 10, 14 and 20 mm on the default screen; the font's capital is 0.668 em.
    millimetre = 1080 / 267.7
    for value, capital in zip(CHOICES["text_size"], (7.5, 10, 14, 20), strict=True):
        choose(page, "text_size", value)
        size = page.locator(".sample").evaluate(
            "(one) => parseFloat(getComputedStyle(one).fontSize)"
        )
        assert size * 0.668 / millimetre == pytest.approx(capital, rel=0.02)


def test_each_theme_has_its_own_colours(open_page: Watcher) -> None:
    """Four themes, none like another."""
    page = open_page("/settings/theme")
    seen = set()
    for value in CHOICES["theme"]:
        choose(page, "theme", value)
        colours = page.locator("#screen").evaluate(
            """(one) => {
              const { backgroundColor, color } = getComputedStyle(one);
              return `${color} on ${backgroundColor}`;
            }"""
        )
        seen.add(colours)
    assert len(seen) == len(CHOICES["theme"])


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["upright", "wide"])
def test_the_band_goes_where_the_hand_is(open_page: Watcher, size: tuple[int, int]) -> None:
    """One hand reaches every main button: at its side, or over the whole width."""
    page = open_page("/settings/band", size)
    places = {}
    for value in CHOICES["band"]:
        choose(page, "band", value)
        box = page.locator(".band").bounding_box()
        assert box is not None
        places[value] = (box["x"] / size[0], (box["x"] + box["width"]) / size[0])
    assert places["left"][0] < 0.05 and places["left"][1] < 0.5
    assert places["right"][0] > 0.5 and places["right"][1] > 0.95
    assert places["full"][0] < 0.05 and places["full"][1] > 0.95


@pytest.mark.parametrize(
    ("name", "heard"), [("speed", "playbackRate"), ("volume", "volume")], ids=["speed", "volume"]
)
def test_each_speed_and_volume_is_heard(open_page: Watcher, name: str, heard: str) -> None:
    """What is chosen is what is heard, on the setting's own screen already."""
    page = open_page(f"/settings/{name}")
    for value in CHOICES[name]:
        choose(page, name, value)
        touch(page, "read", ["sound-started"])
        sounds = page.evaluate(
            "(heard) => window.kioskSounds.filter((one) => !one.paused).map((one) => one[heard])",
            heard,
        )
        assert sounds == [float(value)]


def test_reading_by_itself_can_be_chosen_and_left(open_page: Watcher) -> None:
    """Chosen, the next screen speaks; left, it is silent again."""
    page = open_page("/settings/auto_read?from=/home")
    choose(page, "auto_read", "yes")
    touch(page, "home", ["screen-shown", "sound-started"])
    touch(page, "settings", ["screen-shown", "sound-started"])
    page.goto("/settings/auto_read?from=/home")
    choose(page, "auto_read", "no")
    assert not sounding(page)
    before = events(page, "sound-started", "voice-failed")  # on loading it may still have begun
    touch(page, "home", ["screen-shown"])
    assert events(page, "sound-started", "voice-failed") == before


def test_saying_what_is_touched_can_be_chosen_and_left(open_page: Watcher) -> None:
    """Chosen, a button says its words; left, it is silent again."""
    page = open_page("/settings/speak_touch?from=/home")
    choose(page, "speak_touch", "yes")
    touch(page, "home")
    page.wait_for_function("() => window.kioskSounds.some((one) => !one.paused)")
    touch(page, "settings", ["screen-shown"])
    page.goto("/settings/speak_touch?from=/home")
    choose(page, "speak_touch", "no")
    touch(page, "home", ["screen-shown"])
    assert not sounding(page)


def test_settings_show_what_is_chosen(open_page: Watcher) -> None:
    """The list of settings says how each one stands."""
    page = open_page("/settings", theme="dark", speed="1.6")
    listed = page.locator("#screen").inner_text()
    assert "Light on dark" in listed
    assert "Much faster" in listed

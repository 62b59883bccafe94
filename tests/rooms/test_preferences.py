"""What a visitor sets is one of the choices, whatever the cookies hold."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rooms.preferences import CHOICES, Preferences, cookie_of, is_choice


def test_the_defaults_are_choices() -> None:
    for name, value in asdict(Preferences()).items():
        assert value in CHOICES[name]


def test_seven_speeds_from_half_to_double() -> None:
    speeds = [float(value) for value in CHOICES["speed"]]
    assert len(speeds) == 7 and speeds[0] == 0.5 and speeds[-1] == 2 and speeds == sorted(speeds)


@given(st.dictionaries(st.sampled_from([*map(cookie_of, CHOICES), "x"]), st.text()))
def test_no_cookie_can_give_an_unknown_choice(cookies: dict[str, str]) -> None:
    """A cookie can be written by anyone: it is held against the choices each time."""
    for name, value in asdict(Preferences.of(cookies)).items():
        assert value in CHOICES[name]


def test_each_choice_stands_by_itself() -> None:
    """One that can't be read takes no other with it."""
    cookies = {"kiosk_theme": "dark", "kiosk_speed": "2", "kiosk_band": "top", "theme": "soft"}
    assert Preferences.of(cookies) == Preferences(theme="dark", speed="2")


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("colour", "dark"), ("speed", "3")])
def test_what_is_no_choice_is_known(name: str, value: str) -> None:
    assert not is_choice(name, value)
    assert is_choice("theme", "dark")

"""What a visitor sets is one of the choices, whatever the session holds."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.preferences import CHOICES, Preferences, choose

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def test_the_defaults_are_choices() -> None:
    for name, value in asdict(Preferences()).items():
        assert value in CHOICES[name]


def test_seven_speeds_from_half_to_double() -> None:
    speeds = [float(value) for value in CHOICES["speed"]]
    assert len(speeds) == 7 and speeds[0] == 0.5 and speeds[-1] == 2 and speeds == sorted(speeds)


@given(st.dictionaries(st.sampled_from([*CHOICES, "x"]), st.text() | st.integers()))
def test_no_session_content_can_give_an_unknown_choice(values: dict[str, object]) -> None:
    for name, value in asdict(Preferences.of({"preferences": values})).items():
        assert value in CHOICES[name]


@given(ANYTHING)
def test_a_session_of_any_shape_is_survived(stored: object) -> None:
    assert isinstance(Preferences.of({"preferences": stored}), Preferences)


def test_one_choice_leaves_the_others() -> None:
    session: dict[str, object] = {}
    choose(session, "theme", "dark")
    assert choose(session, "speed", "2") == Preferences(theme="dark", speed="2")


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("colour", "dark"), ("speed", "3")])
def test_what_is_no_choice_raises(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="has no choice"):
        choose({}, name, value)

"""fit.js, pure: what three presses on the big button tell of a hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.patients.evaluate import layer_page_in

CLEAN = {
    "contacts": 1,
    "kinds": [],
    "duration": 90,
    "radius": 5,
    "slide": 1,
    "down": 0,
    "gaps": [],
    "palmSide": 0,
    "error": {"x": 0.8, "y": 1.8},
    "rest": None,
}


@pytest.fixture(scope="module")
def layer(browser: Browser) -> Iterator[Page]:
    page = layer_page_in(browser)
    yield page
    page.close()


def fit(layer: Page, *presses: dict[str, Any] | None, least: float = 40) -> dict[str, Any]:
    fitted: dict[str, Any] = layer.evaluate(
        "async ([presses, least]) => (await import('/touch/fit.js')).fit(presses, {}, least)",
        [list(presses), least],
    )
    return fitted


def seen(**changes: Any) -> dict[str, Any]:
    return {**CLEAN, **changes}


def test_clean_brief_presses_need_less_waiting(layer: Page) -> None:
    fitted = fit(layer, CLEAN, CLEAN, CLEAN)
    assert fitted["parameters"]["settleShort"] < 300
    assert fitted["parameters"]["spread"] < 5
    assert (fitted["layout"], fitted["band"], fitted["proposal"]) == ("usual", "bottom", "none")


def test_a_constant_miss_becomes_an_offset_but_not_all_of_it(layer: Page) -> None:
    missed = seen(error={"x": 10, "y": 1.8})
    offset = fit(layer, missed, missed, missed)["parameters"]["offsetX"]
    assert 2 < offset < 8


def test_scattered_presses_ask_for_fewer_and_bigger_buttons(layer: Page) -> None:
    """On buttons that are too low for such a hand, and on no others."""
    wild = [seen(error={"x": x, "y": y}) for x, y in ((-14, 9), (12, -10), (3, 17))]
    assert fit(layer, *wild, least=20)["layout"] == "fewer"
    assert fit(layer, *wild, least=60)["layout"] == "usual"


def test_repeats_make_it_deaf_for_longer(layer: Page) -> None:
    fitted = fit(layer, CLEAN, seen(repeated=True), CLEAN)
    assert fitted["parameters"]["repeatIgnore"] >= 800


def test_the_band_goes_to_the_side_of_the_palm(layer: Page) -> None:
    palm = seen(kinds=["palm"], palmSide=1)
    assert fit(layer, palm, palm, CLEAN)["band"] == "right"


def test_where_presses_come_to_nothing_another_way_is_proposed(layer: Page) -> None:
    assert fit(layer, None, None, None)["proposal"] == "voice"
    assert fit(layer, None, CLEAN, None)["proposal"] == "scanning"


def test_a_sure_press_moves_the_offset_a_little_and_an_unsure_one_not(layer: Page) -> None:
    moved, unmoved = layer.evaluate(
        """async (press) => {
          const { adapt } = await import("/touch/fit.js");
          const { parameters } = await import("/touch/press_parameters.js");
          return [0.99, 0.6].map((sure) => adapt(parameters(), press, sure).offsetX);
        }""",
        seen(error={"x": 6, "y": 1.8}),
    )
    assert 0.8 < moved < 1.5
    assert unmoved == 0.8


def test_the_rhythm_of_a_hand_shortens_or_lengthens_what_must_be_seen(layer: Page) -> None:
    """Clean presses go on sooner; who taps twice isn't led to what has just come."""
    calm = fit(layer, CLEAN, CLEAN, CLEAN)["parameters"]
    doubled = fit(layer, seen(repeated=True), seen(kinds=["repeat"], gaps=[850]), CLEAN)[
        "parameters"
    ]
    assert calm["seen"] < doubled["seen"] and calm["echo"] < 920 < doubled["echo"]
    assert calm["doubles"] == 0 and doubled["doubles"] > 0.5


def test_a_finger_that_was_pulled_on_to_the_button_is_known_for_it(layer: Page) -> None:
    """Its long slides aren't the weight of a hand that must slide farther to call a press off."""
    pulled = seen(pulled=True, slide=90)
    found = fit(layer, pulled, pulled, CLEAN)["parameters"]
    assert found["pulls"] > 0.25
    assert found["callOff"] == fit(layer, CLEAN, CLEAN, CLEAN)["parameters"]["callOff"]

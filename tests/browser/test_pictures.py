"""The drawings stand in the page itself, grow with it, and get in nobody's way."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.pairs import cases, grouped

from .measuring import MILLIMETRE, SIZES, TEXT_SIZES, SharedVisit, go, measure, pages_with_pictures
from .test_paging import named
from .watching import KIOSK_SCREEN, Size

# Millimetres of the drawing itself, without the empty sides that its frame may leave.
LEAST_WIDTH = {KIOSK_SCREEN: 150, (1920, 1080): 140, (1280, 800): 115, (768, 1024): 110}
DRAWN = """
() => [...document.querySelectorAll("svg.picture")].map((picture) => {
  const { width, height } = picture.viewBox.baseVal;
  const scale = picture.getScreenCTM().a;
  // Of a label only the letters count: its box has room for accents and for descenders too.
  const paint = [...picture.querySelectorAll(":not(defs *)")].map((one) => {
    const { left, top, right, bottom, height } = one.getBoundingClientRect();
    const room = one.matches("text, tspan") ? 0.2 * height : 0;
    return { left, top: top + room, right, bottom: bottom - room };
  });
  const frame = picture.getBoundingClientRect();
  return {
    width: width * scale, height: height * scale,
    over: Math.max(...paint.map((box) => Math.max(frame.left - box.left, frame.top - box.top,
      box.right - frame.right, box.bottom - frame.bottom))),
    scaleDown: picture.getScreenCTM().d / scale,
  };
})
"""


def test_there_are_at_least_eight() -> None:
    """The guide explains with pictures too."""
    assert len(pages_with_pictures()) >= 8


@pytest.mark.parametrize(
    ("size", "text_size", "pages"),
    grouped(cases(SIZES, TEXT_SIZES, pages_with_pictures())),
    ids=named,
)
def test_pictures_are_large(
    show: SharedVisit, size: Size, text_size: str, pages: list[str]
) -> None:
    """A picture is drawn whole, undistorted, and as large as the screen lets it be."""
    page = show("/home", size, text_size=text_size)
    for address in pages:
        go(page, address)
        measure(page, "still")
        (drawn,) = page.evaluate(DRAWN)
        assert drawn["width"] / MILLIMETRE >= LEAST_WIDTH[size], address
        assert drawn["scaleDown"] == pytest.approx(1), address
        assert drawn["over"] <= 1, address


@pytest.mark.parametrize("address", pages_with_pictures())
def test_a_picture_is_told_in_words(show: SharedVisit, address: str) -> None:
    """Who can't see the drawing hears, and reads, what it shows; its labels are said once."""
    page = show(address)
    caption = page.locator("figcaption [data-word]")
    assert caption.count() >= 8
    drawing = page.locator(".drawing")
    assert drawing.get_attribute("aria-hidden") == "true"
    assert drawing.locator("svg.picture").count() == 1
    assert drawing.locator("script, a, image, foreignObject, style").count() == 0


@pytest.mark.parametrize("address", pages_with_pictures())
def test_no_name_is_used_twice(show: SharedVisit, address: str) -> None:
    """A drawing's inner names can't be confused with the page's own, nor with another drawing's."""
    page = show(address)
    names = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert [name for name, times in Counter(names).items() if times > 1] == []
    inside = page.evaluate("[...document.querySelectorAll('svg [id]')].map((one) => one.id)")
    assert not set(inside) & {"screen", "announcer", "idle", "idle-question", "finish"}

"""A drawing is a part of the page: it may bring nothing the page forbids."""

from collections.abc import Callable
from pathlib import Path

import pytest

Faults = Callable[[], list[str]]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n{}\n</svg>\n'


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<style>a{}</style>", "hand.svg:2: The drawing holds <style>."),
        ("<script/>", "hand.svg:2: The drawing holds <script>."),
        ("<foreignObject/>", "hand.svg:2: The drawing holds <foreignObject>."),
        ('<g style="fill:red"/>', "hand.svg:2: The drawing holds style=."),
        ('<g onclick="x()"/>', "hand.svg:2: The drawing holds onclick=."),
        ('<a href="http://x.org"/>', "hand.svg:2: The drawing points elsewhere: http://x.org."),
        ('<use xmlns:x="y" x:href="b.svg#a"/>', "hand.svg:2: The drawing points elsewhere"),
        ('<g fill="url(http://x.org/#a)"/>', "hand.svg:2: The drawing points elsewhere"),
        ('<image href="#a"/>', "hand.svg:2: The drawing holds <image>."),
    ],
)
def test_what_a_page_can_not_take_over_is_told(
    small: Path, faults: Faults, inside: str, told: str
) -> None:
    (small / "pictures/hand.svg").write_text(SVG.format(inside))
    (fault,) = faults()
    assert fault.startswith(f"pictures/{told}")


def test_a_sound_drawing_is_clean(small: Path, faults: Faults) -> None:
    inside = '<g id="a" fill="url(#b)"/><use href="#a"/><path class="p-ink" d="M1,1"/>'
    (small / "pictures/hand.svg").write_text(SVG.format(inside))
    assert faults() == []


@pytest.mark.parametrize("svg", ["<svg/>", "<html/>"])
def test_a_drawing_must_scale(small: Path, faults: Faults, svg: str) -> None:
    (small / "pictures/hand.svg").write_text(svg)
    (fault,) = faults()
    assert fault.startswith("pictures/hand.svg:1:")

"""Colours as Chromium computes them, and their contrast (WCAG 2.2, relative luminance)."""

from __future__ import annotations

import re
from collections.abc import Sequence

Colour = tuple[float, float, float, float]


def parse(text: str) -> Colour:
    """`rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`. Raises ValueError on anything else."""
    if not re.fullmatch(r"rgba?\([\d., ]+\)", text):
        raise ValueError(f"This is no colour as Chromium writes it: {text!r}")
    red, green, blue, *alpha = (float(part) for part in re.findall(r"[\d.]+", text))
    return red, green, blue, alpha[0] if alpha else 1.0


def over(upper: Colour, lower: Colour) -> Colour:
    """What is seen where `upper` lies on an opaque `lower`."""
    red, green, blue = (
        upper[3] * above + (1 - upper[3]) * below
        for above, below in zip(upper[:3], lower[:3], strict=True)
    )
    return red, green, blue, 1.0


def flat(grounds: Sequence[str]) -> Colour:
    """The colour of backgrounds that lie on each other, uppermost first; at the bottom white."""
    colour: Colour = (255, 255, 255, 1)
    for one in reversed(grounds):
        colour = over(parse(one), colour)
    return colour


def luminance(colour: Colour) -> float:
    def linear(value: float) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, grounds: Sequence[str]) -> float:
    """From 1, the same, to 21, black on white."""
    below = flat(grounds)
    high, low = sorted((luminance(over(parse(text), below)), luminance(below)), reverse=True)
    return (high + 0.05) / (low + 0.05)

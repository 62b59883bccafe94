"""The glasses that simulated people press: how big they are, and what a kiosk must know of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .strokes import Rect

MILLIMETRES_AN_INCH = 25.4


@dataclass(frozen=True)
class Glass:
    """`width`, `height` in CSS pixels; `inches` across; named by them."""

    width: int
    height: int
    inches: float

    @property
    def name(self) -> str:
        return f"{self.inches:g}"

    @property
    def pixels(self) -> float:
        """CSS pixels to the millimetre."""
        return math.hypot(self.width, self.height) / (self.inches * MILLIMETRES_AN_INCH)

    @property
    def screen(self) -> Rect:
        """In millimetres."""
        return Rect(0, 0, self.width / self.pixels, self.height / self.pixels)

    @property
    def variables(self) -> dict[str, str]:
        """The environment of a kiosk that stands on this glass."""
        return {
            "KIOSK_SCREEN_WIDTH_PX": str(self.width),
            "KIOSK_SCREEN_HEIGHT_PX": str(self.height),
            "KIOSK_SCREEN_DIAGONAL_INCHES": self.name,
        }


KIOSK = Glass(1080, 1920, 21.5)
TABLET = Glass(1280, 800, 10.1)
GLASSES = {glass.name: glass for glass in (KIOSK, TABLET)}

"""A picture of where presses landed against the middle of the button that was meant (SVG)."""

from __future__ import annotations

from collections.abc import Sequence

from .person import Touch
from .tally import Row

COLOURS = {"right": "#1b6e3c", "asked": "#c98a00", "nothing": "#5b6770", "wrong": "#c1121f"}
PANEL = 150  # mm of glass each way
BUTTON = (80, 40)  # mm: the usual tile
PALM = 8.0  # mm: contacts as big as this are drawn as rings


def picture(rows: Sequence[Row], columns: int = 3) -> str:
    """One panel a row: every press by what came of it, its strays as faint rings."""
    lines = -(-len(rows) // columns)
    width, height = columns * PANEL, lines * (PANEL + 14) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        '<g font-family="sans-serif" font-size="7">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for place, row in enumerate(rows):
        left, top = place % columns * PANEL, place // columns * (PANEL + 14)
        parts.append(_panel(row, left, top))
    parts.append(_legend(height - 5))
    return "\n".join([*parts, "</g></svg>\n"])


def _panel(row: Row, left: int, top: int) -> str:
    touches = [touch for _, visit in row.visits for touch in visit.touches if touch.events]
    middle = f"{left + PANEL / 2} {top + 10 + PANEL / 2}"
    title = f"{row.way}: {row.profile}, {len(touches)} presses"
    marks = [
        f'<g transform="translate({middle})">',
        _box(PANEL - 2, PANEL, "#fff", "#ccc"),
        _box(*BUTTON, "#e8f0f8", "#335"),
        *(_strays(touch) for touch in touches),
        *(_press(touch) for touch in sorted(touches, key=lambda one: one.kind != "right")),
        f'<text x="{2 - PANEL / 2}" y="{-PANEL / 2 - 2}">{title}</text>',
        "</g>",
    ]
    return "\n".join(mark for mark in marks if mark)


def _box(width: float, height: float, fill: str, edge: str) -> str:
    place = f'x="{-width / 2}" y="{-height / 2}" width="{width}" height="{height}" rx="3"'
    return f'<rect {place} fill="{fill}" stroke="{edge}" stroke-width="0.5"/>'


def _landings(touch: Touch) -> list[tuple[int, float, float, float]]:
    x, y = touch.target.centre
    return [
        (one.id, one.x - x, one.y - y, one.radius)
        for one in touch.events
        if one.kind == "down" and max(abs(one.x - x), abs(one.y - y)) < PANEL / 2 - 1
    ]


def _press(touch: Touch) -> str:
    """hands.py numbers the contact that was meant 0."""
    colour = COLOURS[touch.kind]
    return "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1" fill="{colour}" fill-opacity="0.7"/>'
        for number, x, y, _ in _landings(touch)
        if number == 0
    )


def _strays(touch: Touch) -> str:
    return "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 if radius > PALM else 0.8}" fill="none" '
        'stroke="#99a" stroke-width="0.25"/>'
        for number, x, y, radius in _landings(touch)
        if number > 0
    )


def _legend(y: int) -> str:
    said = {
        "right": "did what was meant",
        "asked": "asked which was meant",
        "nothing": "did nothing",
        "wrong": "did something else",
    }
    parts = [
        f'<circle cx="{6 + 90 * place}" cy="{y - 2}" r="2" fill="{COLOURS[kind]}"/>'
        f'<text x="{11 + 90 * place}" y="{y}">{text}</text>'
        for place, (kind, text) in enumerate(said.items())
    ]
    rings = f'<text x="371" y="{y}">rings: other contacts</text>'
    return "".join([*parts, rings])

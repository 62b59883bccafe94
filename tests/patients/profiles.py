"""Who presses: the profiles of profiles.json, and one person drawn from each."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from .strokes import Point, lognormal

PROFILES_FILE = Path(__file__).with_name("profiles.json")
PROFILES: dict[str, dict[str, Any]] = json.loads(PROFILES_FILE.read_text("utf-8"))["touch"]
# These six are as the model has them; random mixtures lie between them. The other profiles have
# each a habit of its own, told by a key that no other has: see `_stroke` and `_repeats`.
OF_THE_MODEL = (
    "steady",
    "weak_press",
    "tremor6",
    "claw_palm",
    "double_tapper",
    "severe_mixed",
)


@dataclass(frozen=True)
class Person:
    """A profile with a constant offset and a personal scale of scatter; `name` names it."""

    name: str
    profile: dict[str, Any]
    offset: Point
    scale: float


def person(name: str, seed: int, profile: dict[str, Any] | None = None) -> Person:
    """The same seed gives the same person."""
    chosen = profile or PROFILES[name]
    draw = Random(f"{name}/{seed}/person")
    spread = chosen["user_bias_sd"]
    offset = (
        chosen["bias"][0] + draw.gauss(0, spread),
        chosen["bias"][1] + draw.gauss(0, spread),
    )
    return Person(f"{name}/{seed}", chosen, offset, math.exp(draw.gauss(0, 0.15)))


def random_mixture(seed: int) -> dict[str, Any]:
    """A profile whose every number lies at random between the least and most of OF_THE_MODEL."""
    draw = Random(f"mixture/{seed}")

    def between(values: list[Any]) -> Any:
        if isinstance(values[0], list):
            return [between(list(column)) for column in zip(*values, strict=True)]
        return draw.uniform(min(values), max(values))

    model = [PROFILES[name] for name in OF_THE_MODEL]
    return {key: between([one[key] for one in model]) for key in PROFILES["steady"]}


def think(who: Person, draw: Random) -> float:
    """The pause before the next attempt."""
    return lognormal(draw, *who.profile["think"])

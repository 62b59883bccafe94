"""What the glass reports of one contact: how it moves between landing and leaving."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

SAMPLE = 1000 / 60  # ms between two reports of a moving contact

Point = tuple[float, float]


class Rect(NamedTuple):
    """A target, or the screen."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] - self.x < self.width and 0 <= point[1] - self.y < self.height


class Event(NamedTuple):
    """One report of the touchscreen: `kind` is down, move or up."""

    time: float
    kind: str
    id: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Tremor:
    across: float
    along: float
    hertz: float
    phase: float

    def at(self, time: float) -> Point:
        angle = self.phase + 2 * math.pi * self.hertz * time / 1000
        return self.across * math.sin(angle), self.along * math.sin(angle + 1.1)


@dataclass(frozen=True)
class Slide:
    """From `begin` to `end`, sliding between two moments after landing, shaken by the tremor."""

    begin: Point
    end: Point
    leave: float
    arrive: float
    tremor: Tremor

    def at(self, time: float) -> Point:
        share = min(max((time - self.leave) / max(self.arrive - self.leave, 1), 0), 1)
        eased = share * share * (3 - 2 * share)
        shake = self.tremor.at(time)
        return (
            self.begin[0] + eased * (self.end[0] - self.begin[0]) + shake[0],
            self.begin[1] + eased * (self.end[1] - self.begin[1]) + shake[1],
        )


@dataclass(frozen=True)
class Contact:
    start: float
    duration: float
    path: Slide
    radius: float
    late: float = 0.0  # how far along its path it begins: the second part of a broken press

    def at(self, time: float) -> Point:
        return self.path.at(time - self.start + self.late)

    def events(self, number: int, screen: Rect, shift: float) -> list[Event]:
        moments = [self.start]
        while moments[-1] + SAMPLE < self.start + self.duration:
            moments.append(moments[-1] + SAMPLE)
        kinds = ["down", *("move" for _ in moments[1:]), "up"]
        moments.append(self.start + self.duration)
        return [
            Event(moment + shift, kind, number, *inside(screen, self.at(moment)), self.radius)
            for moment, kind in zip(moments, kinds, strict=True)
        ]


def inside(screen: Rect, point: Point) -> Point:
    return (
        min(max(point[0], screen.x), screen.x + screen.width - 0.1),
        min(max(point[1], screen.y), screen.y + screen.height - 0.1),
    )


def lognormal(draw: Random, median: float, sigma: float) -> float:
    return median * math.exp(draw.gauss(0, sigma))


def drawn_radius(draw: Random, mean_and_spread: tuple[float, float]) -> float:
    return max(draw.gauss(*mean_and_spread), 1.5)


def polar(point: Point, distance: float, angle: float) -> Point:
    return point[0] + distance * math.cos(angle), point[1] + distance * math.sin(angle)

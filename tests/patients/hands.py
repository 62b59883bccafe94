"""Simulated hands: what a person with a weak, shaking or stiff hand does to a touchscreen.

After the model of weak hands and profiles.json, whose last three profiles are our own. All lengths
are millimetres, all times milliseconds; y grows downward. Where the model leaves something open the
harsher reading was taken, and is named where it is used.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random
from typing import Any

from .profiles import OF_THE_MODEL, PROFILES, Person, person, random_mixture, think
from .strokes import (
    Contact,
    Event,
    Point,
    Rect,
    Slide,
    Tremor,
    drawn_radius,
    lognormal,
    polar,
)

__all__ = [
    "OF_THE_MODEL",
    "PROFILES",
    "Contact",
    "Event",
    "Person",
    "Point",
    "Rect",
    "called_off",
    "person",
    "press",
    "random_mixture",
    "think",
]

PALM_RADIUS = (11.0, 2.5)
# Not in the model: the radius that a fingertip, thumb or knuckle reports; our own choice.
FINGER_RADIUS = (4.8, 1.2)


def press(who: Person, target: Rect, screen: Rect, draw: Random) -> list[Event]:
    """One attempt at `target`, from time 0; empty where the press was too light for the glass."""
    if draw.random() < who.profile["p_light"]:
        return []
    contacts = list(_contacts(who, target, screen, draw))
    first = min((contact.start for contact in contacts), default=0.0)
    events: list[Event] = []
    for number, contact in enumerate(contacts):
        # A contact that lands on the frame around the glass isn't felt by it.
        if screen.holds(contact.at(contact.start)):
            events += contact.events(number, screen, -first)
    return sorted(events, key=lambda event: (event.time, event.kind == "down"))


def called_off(who: Person, target: Rect, away: Point, screen: Rect, draw: Random) -> list[Event]:
    """Lands on the target, then slides on purpose to `away` and rests there before letting go."""
    landing = _scattered(who, target.centre, 1.0, draw)
    slide = draw.uniform(250, 600)
    duration = 150 + slide + draw.uniform(150, 500)
    path = Slide(landing, away, 150.0, 150 + slide, _tremor(who, draw))
    return Contact(0, duration, path, drawn_radius(draw, FINGER_RADIUS)).events(0, screen, 0.0)


# What one attempt consists of -------------------------------------------------------------------


def _contacts(who: Person, target: Rect, screen: Rect, draw: Random) -> Iterator[Contact]:
    profile = who.profile
    main = _stroke(who, target, screen, 0.0, draw)
    yield from _broken(main, profile, draw)
    yield from _strays(who, main, draw)
    end = main.start + main.duration
    for bounce in _bounces(main, profile, draw):
        end = bounce.start + bounce.duration
        yield bounce
    for _ in range(_repeats(profile, draw)):
        # Each repeat lands anew: the hand was lifted.
        again = _stroke(who, target, screen, end + _gap(profile, draw), draw)
        yield from _broken(again, profile, draw)
        end = again.start + again.duration


def _stroke(who: Person, target: Rect, screen: Rect, start: float, draw: Random) -> Contact:
    profile, aim = who.profile, target.centre
    radius = drawn_radius(draw, FINGER_RADIUS)
    if "pulled" in profile and draw.random() < profile["pulled"][0]:
        return _pulled(who, target, screen, start, draw)
    if draw.random() < profile["p_correct"]:
        leave = draw.uniform(60, 200)
        arrive = leave + draw.uniform(120, 350)
        seen = (aim[0] + who.offset[0], aim[1] + who.offset[1])
        path = Slide(_scattered(who, aim, 2.0, draw), seen, leave, arrive, _tremor(who, draw))
        return Contact(start, arrive + draw.uniform(150, 400), path, radius)
    wide = 3.0 if draw.random() < profile["p_out"] else 1.0
    landing = _scattered(who, aim, wide, draw)
    if "flung" in profile and draw.random() < profile["flung"][0]:
        far = draw.uniform(*profile["flung"][1:])
        landing = polar(landing, far, draw.uniform(0, 2 * math.pi))
    duration, least = lognormal(draw, *profile["dur"]), 25.0
    if "brief" in profile:
        least = profile["brief"][0]
        duration = draw.uniform(*profile["brief"])
    if draw.random() < profile["p_rest"]:
        duration = draw.uniform(*profile["rest"])
    path = Slide(landing, landing, 0, 1, _tremor(who, draw))
    if draw.random() < profile["p_drag"]:
        path = _dragged(profile, landing, duration, path.tremor, draw)
    return Contact(start, max(duration, least), path, radius)


def _pulled(who: Person, target: Rect, screen: Rect, start: float, draw: Random) -> Contact:
    """A heavy arm: it comes down beside the target, slides on to it, rests there and lifts."""
    end = _scattered(who, target.centre, 1.0, draw)
    landing = _beside(target, draw.uniform(*who.profile["pulled"][1:]), screen, draw)
    # Not in the model, our own choice: how long it lies, slides and rests.
    leave = draw.uniform(60, 250)
    arrive = leave + draw.uniform(300, 900)
    path = Slide(landing, end, leave, arrive, _tremor(who, draw))
    rest = draw.uniform(200, 600)
    return Contact(start, arrive + rest, path, drawn_radius(draw, FINGER_RADIUS))


def _beside(target: Rect, distance: float, screen: Rect, draw: Random) -> Point:
    """So far from the target's edge, in any direction in which there is glass."""
    across, along = target.centre
    while True:
        angle = draw.uniform(0, 2 * math.pi)
        # From the middle through the edge: a point of the edge, then straight on.
        reach = min(
            target.width / 2 / max(abs(math.cos(angle)), 1e-6),
            target.height / 2 / max(abs(math.sin(angle)), 1e-6),
        )
        where = polar((across, along), reach + distance, angle)
        if screen.holds(where):
            return where
        distance *= 0.98  # a small glass has no room for the farthest in most directions


def _dragged(
    profile: dict[str, Any], landing: Point, duration: float, tremor: Tremor, draw: Random
) -> Slide:
    distance = lognormal(draw, *profile["drag"])
    angle = math.radians(draw.gauss(*profile["drag_dir"]))
    end = (landing[0] + distance * math.cos(angle), landing[1] + distance * math.sin(angle))
    # The model doesn't say when in the press it slides: at any time, sometimes with a rest after.
    leave, arrive = duration * draw.uniform(0, 0.4), duration * draw.uniform(0.6, 1.0)
    return Slide(landing, end, leave, arrive, tremor)


def _broken(contact: Contact, profile: dict[str, Any], draw: Random) -> list[Contact]:
    if draw.random() >= profile["p_break"] or contact.duration < 80:
        return [contact]
    gap = draw.uniform(25, 90)
    first = contact.duration * draw.uniform(0.25, 0.75)
    rest = max(contact.duration - first, 25.0)
    again = Contact(contact.start + first + gap, rest, contact.path, contact.radius, first + gap)
    return [Contact(contact.start, first, contact.path, contact.radius), again]


def _bounces(main: Contact, profile: dict[str, Any], draw: Random) -> Iterator[Contact]:
    if draw.random() >= profile["p_bounce"]:
        return
    end = main.start + main.duration
    at = main.at(end)
    for _ in range(draw.choice((1, 2))):
        start = end + draw.uniform(30, 110)
        near = (at[0] + draw.gauss(0, 2), at[1] + draw.gauss(0, 2))
        path = Slide(near, near, 0, 1, main.path.tremor)
        bounce = Contact(start, draw.uniform(25, 80), path, main.radius * draw.uniform(0.6, 1))
        end = bounce.start + bounce.duration
        yield bounce


def _strays(who: Person, main: Contact, draw: Random) -> Iterator[Contact]:
    profile = who.profile
    land = main.path.begin
    if draw.random() < profile["p_palm"]:
        distance, spread, mean, angle_spread = profile["palm_off"]
        angle = math.radians(draw.gauss(mean, angle_spread))
        where = polar(land, abs(draw.gauss(distance, spread)), angle)
        yield _stray(main, where, drawn_radius(draw, PALM_RADIUS), profile, draw)
    if draw.random() < profile["p_finger"]:
        where = polar(land, abs(draw.gauss(*profile["finger_off"])), draw.uniform(0, 2 * math.pi))
        yield _stray(main, where, drawn_radius(draw, FINGER_RADIUS), profile, draw)
    if draw.random() < profile["p_graze"]:
        where = polar(land, abs(draw.gauss(35, 15)), draw.uniform(0, 2 * math.pi))
        path = Slide(where, where, 0, 1, main.path.tremor)
        start = main.start - draw.uniform(120, 400)
        yield Contact(start, draw.uniform(30, 90), path, drawn_radius(draw, FINGER_RADIUS))


def _stray(
    main: Contact, where: Point, radius: float, profile: dict[str, Any], draw: Random
) -> Contact:
    """Lands and leaves about when the main contact does, and drifts with the same hand."""
    start = main.start + draw.gauss(*profile["stray_lead"])
    end = max(start + 40, main.start + main.duration + draw.gauss(0, 90))
    slide = (main.path.end[0] - main.path.begin[0], main.path.end[1] - main.path.begin[1])
    share = draw.uniform(0, 0.6)
    drift = (where[0] + share * slide[0], where[1] + share * slide[1])
    path = Slide(where, drift, main.path.leave, main.path.arrive, main.path.tremor)
    return Contact(start, end - start, path, radius)


def _repeats(profile: dict[str, Any], draw: Random) -> int:
    """How many extra presses: at least one where it repeats, n_repeat on average."""
    if draw.random() >= profile["p_repeat"]:
        return 0
    if "again" in profile:
        return draw.randint(*profile["again"][0])
    count, more = 1, 1 - 1 / profile["n_repeat"]
    while draw.random() < more and count < 5:
        count += 1
    return count


def _gap(profile: dict[str, Any], draw: Random) -> float:
    """From the last leaving to the next landing of a press that is made again."""
    if "again" in profile:
        return draw.uniform(*profile["again"][1])
    return lognormal(draw, *profile["gap"])


# Draws ------------------------------------------------------------------------------------------


def _scattered(who: Person, aim: Point, wide: float, draw: Random) -> Point:
    across, along = who.profile["sd"]
    return (
        aim[0] + who.offset[0] + draw.gauss(0, across * who.scale * wide),
        aim[1] + who.offset[1] + draw.gauss(0, along * who.scale * wide),
    )


def _tremor(who: Person, draw: Random) -> Tremor:
    median, hertz, sigma = who.profile["tremor"]
    along = draw.uniform(0, math.pi / 2)
    size = lognormal(draw, median, sigma)
    phase = draw.uniform(0, 2 * math.pi)
    return Tremor(size * math.cos(along), size * math.sin(along), hertz, phase)

"""All-pairs: few cases in which every value meets every value of every other question.

Most faults come of one or two things that meet (93% in the database that Kuhn, Wallace and Gallo
looked at, 2004): sizes, print, sides and screens are tried so that each two of them meet, not each
product. The products are tried by `make prove PART=geometry`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Any

FULL = os.environ.get("KIOSK_GEOMETRY") == "full"
Case = tuple[Any, ...]


def pairs(*questions: Sequence[Any]) -> list[Case]:
    """Cases, a value of each question, in which every two values of two questions meet.

    Always the same for the same questions. Each case is the one of all products that meets most of
    the pairs still missing (Cohen et al. 1997, AETG).
    """
    missing = {
        (one, other, a, b)
        for one, other in combinations(range(len(questions)), 2)
        for a in range(len(questions[one]))
        for b in range(len(questions[other]))
    }
    places = list(product(*(range(len(values)) for values in questions)))
    if len(questions) < 2:
        return [(value,) for values in questions for value in values]
    chosen: list[Case] = []
    while missing:
        case = max(places, key=lambda place: len(_met(place) & missing))
        missing -= _met(case)
        chosen.append(tuple(values[at] for values, at in zip(questions, case, strict=True)))
    return chosen


def cases(*questions: Sequence[Any]) -> list[Case]:
    """The pairs; in `make prove`, every product."""
    return list(product(*questions)) if FULL else pairs(*questions)


def grouped(found: Iterable[Case], last: int = 1) -> list[tuple[Any, ...]]:
    """Cases that differ in their `last` values only, together: (value, ..., [the last ones]).

    What they have in common is opened once.
    """
    groups: dict[Case, list[Any]] = {}
    for case in found:
        rest = case[-last:] if last > 1 else case[-1]
        groups.setdefault(case[:-last], []).append(rest)
    return [(*common, rest) for common, rest in groups.items()]


def spread(values: Sequence[Any], over: Sequence[Any]) -> list[Case]:
    """(one of `over`, value) for each value: they take turns. In `make prove`, every product.

    For what is too many to meet each other: each value is met, and each of `over`.
    """
    if FULL:
        return list(product(over, values))
    return sorted(
        ((over[place % len(over)], value) for place, value in enumerate(values)),
        key=lambda case: over.index(case[0]),
    )


def ends(values: Sequence[Any]) -> list[Any]:
    """The first and the last; in `make prove`, all."""
    return list(values) if FULL else list(values)[:: max(len(values) - 1, 1)]


def _met(place: tuple[int, ...]) -> set[tuple[int, int, int, int]]:
    return {
        (one, other, place[one], place[other]) for one, other in combinations(range(len(place)), 2)
    }

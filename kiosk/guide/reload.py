"""Keeps the guide as its files are now; while one of them is broken, its last good state."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError
from kiosk.guide.loader import load_guide
from kiosk.guide.model import Guide

# How often the files are looked at, in seconds: staff see a change at the next touch, and a
# visitor's screen costs no more than some thirty file times a second.
LOOK_AGAIN = 1.0

Stamp = frozenset[tuple[str, int, int]]


class GuideKeeper:
    """The guide of one content folder. Raises ContentError where it never could be read."""

    def __init__(self, place: ContentPlace, clock: Callable[[], float] = time.monotonic) -> None:
        self._place = place
        self._clock = clock
        self._lock = threading.Lock()
        self._stamp = _stamp(place)
        self._looked = clock()
        self._guide = load_guide(place)

    @property
    def guide(self) -> Guide:
        """The guide; read again where a file of it has changed."""
        with self._lock:
            if self._clock() - self._looked >= LOOK_AGAIN:
                self._look()
            return self._guide

    def _look(self) -> None:
        self._looked = self._clock()
        stamp = _stamp(self._place)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._guide = _keep_good(load_guide(self._place), self._guide)
        except ContentError as error:
            # Nothing of it can be shown now: what was shown goes on, and the faults are named.
            self._guide = replace(self._guide, problems=error.problems)


def _keep_good(new: Guide, old: Guide) -> Guide:
    """The new guide, with the old state of each section whose file is broken now."""
    broken = {problem.file for problem in new.problems}
    kept = [
        section
        for section in old.sections
        if section.file in broken and new.section(section.slug) is None
    ]
    sections = sorted((*new.sections, *kept), key=lambda section: (section.order, section.slug))
    return replace(new, sections=tuple(sections))


def _stamp(place: ContentPlace) -> Stamp:
    """What tells that a file came, went or changed: names, times of change and sizes."""
    found: set[tuple[str, int, int]] = set()
    folder = place.folder
    for file in (*folder.glob("*"), *folder.glob("pictures/*"), *place.common.glob("*")):
        try:
            status = file.stat()
        except FileNotFoundError:
            continue  # it went while we looked: the next look sees that
        found.add((str(file), status.st_mtime_ns, status.st_size))
    return frozenset(found)

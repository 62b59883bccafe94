"""What came of the tasks: the summary table of prove.py, and the same as JSON."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .crowd import Trial
from .glass import KIOSK
from .person import Touch, Visit

HEADING = (
    f"{'glass':5} {'way':8} {'profile':13} "
    f"{'tasks':>5} {'done %':>6} {'(95%)':>11} {'touches/least':>13} "
    f"{'glass':>6} {'wrong':>6} {'+s mean':>7} {'+s p95':>6} {'s/task':>6} {'late p95':>8}"
)


@dataclass
class Row:
    """One profile, one way, one glass (its inches)."""

    way: str
    profile: str
    visits: list[tuple[Trial, Visit]] = field(default_factory=list)
    glass: str = KIOSK.name

    def numbers(self) -> dict[str, Any]:
        """Shares in %, times in seconds. `felt`: presses too light for the glass left out."""
        visits = [visit for _, visit in self.visits]
        done = [visit for visit in visits if visit.done]
        ratios = [len(one.touches) / one.least for one in done] or [math.nan]
        felt = [sum(bool(touch.events) for touch in one.touches) / one.least for one in done]
        late = [touch.late for one in visits for touch in one.touches]
        added = [time / 1000 for one in visits for touch in one.touches for time in touch.added]
        return {
            "tasks": len(visits),
            "done": 100 * len(done) / len(visits),
            "interval": wilson(len(done), len(visits)),
            "touches_median": statistics.median(ratios),
            "touches_mean": statistics.fmean(ratios),
            "felt_mean": statistics.fmean(felt or [math.nan]),
            "wrong_a_task": sum(one.wrong for one in visits) / len(visits),
            "added_mean": statistics.fmean(added or [math.nan]),
            "added_p95": percentile(added or [math.nan], 0.95),
            "late_ms_p50_p95": [percentile(late, 0.5), percentile(late, 0.95)],
            "seconds_a_task": statistics.fmean(one.seconds for one in visits),
        }

    def line(self) -> str:
        found = self.numbers()
        low, high = found["interval"]
        return (
            f"{self.glass:5} {self.way:8} {self.profile:13} "
            f"{found['tasks']:5} {found['done']:6.1f} "
            f"{low:5.1f}-{high:5.1f} {found['touches_median']:6.2f} {found['touches_mean']:6.2f} "
            f"{found['felt_mean']:6.2f} {found['wrong_a_task']:6.3f} {found['added_mean']:7.2f} "
            f"{found['added_p95']:6.2f} {found['seconds_a_task']:6.1f} "
            f"{found['late_ms_p50_p95'][1]:7.0f}"
        )


def rows(results: Iterable[tuple[Trial, Visit]]) -> list[Row]:
    """One a glass, way and profile; the mixtures also as one."""
    found: dict[tuple[str, str, str], Row] = {}
    for trial, visit in results:
        names = [trial.profile]
        if trial.profile.startswith("mixture"):
            names.append("all mixtures")
        for name in names:
            glass = trial.glass.name
            row = found.setdefault((glass, trial.way, name), Row(trial.way, name, glass=glass))
            row.visits.append((trial, visit))
    return list(found.values())


def faults(row: Row) -> list[dict[str, Any]]:
    """The tasks that failed, or where something happened that wasn't meant, touch by touch."""
    return [
        {
            "person": trial.number,
            "task": visit.task,
            "done": visit.done,
            "touches": [_told(touch) for touch in visit.touches],
        }
        for trial, visit in row.visits
        if not visit.done or visit.wrong
    ]


def _told(touch: Touch) -> dict[str, Any]:
    told = {"meant": touch.meant, "kind": touch.kind, "came": touch.came, "decided": touch.decided}
    if touch.kind in ("right", "untouched"):
        return told
    ends = [one for one in touch.events if one.kind != "move"]
    x, y = touch.target.centre
    contacts = [
        f"{e.time:.0f} {e.kind} {e.id} ({e.x - x:+.0f},{e.y - y:+.0f}) r{e.radius:.0f}"
        for e in ends
    ]
    size = f"{touch.target.width:.0f}x{touch.target.height:.0f}"
    return {**told, "on": touch.path, "size": size, "contacts": contacts}


def kinds(row: Row) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for _, visit in row.visits:
        for touch in visit.touches:
            counts[touch.kind] += 1
    return dict(counts)


def wilson(good: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """95% interval of a share, in % (Wilson 1927)."""
    share = good / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = share * (1 - share) / count + z * z / (4 * count * count)
    reach = z / (1 + z * z / count) * math.sqrt(spread)
    return 100 * max(middle - reach, 0), 100 * min(middle + reach, 1)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[round(share * (len(values) - 1))]

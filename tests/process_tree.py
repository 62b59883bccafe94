"""Processor seconds of a process and all that it started: a kiosk, its voices, Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def processor_seconds() -> float:
    """Used so far by this process and those below it, living or waited for.

    Of a Chromium that has ended by itself a part is lost: nobody waited for its processes. Where
    there is no /proc, this process alone counts.
    """
    if not PROC.is_dir():
        return sum(os.times()[:4])
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for process, parent, used in _processes():
        parents[process], ticks[process] = parent, used
    mine = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in mine} - mine:
        mine |= more
    return sum(ticks.get(one, 0) for one in mine) / TICK


def _processes() -> Iterator[tuple[int, int, int]]:
    """Each one's id, its parent's, and its ticks with those of the children it waited for."""
    for name in os.listdir(PROC):
        if not name.isdigit():
            continue
        try:
            stat = (PROC / name / "stat").read_text()
        except OSError:  # it has just ended
            continue
        # After the name, which may hold anything: proc_pid_stat(5), fields 3 and on.
        fields = stat[stat.rindex(")") + 2 :].split()
        yield int(name), int(fields[1]), sum(map(int, fields[11:15]))

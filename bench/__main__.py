"""Runs the measurements in MODULES one after the other, and prints a table of their results.

python -m bench
"""

import json
import subprocess
import sys
from typing import Any, NamedTuple

from bench.common import RESULTS, ROOT

# In this order; each is a module of this folder and writes a result of the same name.
MODULES = (
    "render",
    "highlight",
    "worker_soak",
    "first_sound",
    "next_screen",
    "full_load",
    "page_highlight",
    "server",
    "screens_a_second",
    "stuck_voice",
    "server_restart",
)


class Row(NamedTuple):
    """One figure of the table: its `path` in the JSON file `result`; a target such as "<= 45"."""

    result: str
    path: str
    meaning: str
    target: str = ""


ROWS = (
    Row("render", "times_real_time", "guide rendered, times real time", ">= 200"),
    Row("highlight", "clear.absolute_error_ms.p95", "clear marks off by, p95, ms", "<= 45"),
    Row("highlight", "natural.absolute_error_ms.p95", "natural marks off by, p95, ms", "<= 45"),
    Row("worker-soak", "lost", "utterances lost while the voice is killed", "<= 0"),
    Row("worker-soak", "silent", "utterances silent", "<= 0"),
    Row("first-sound", "button.playing_ms.p95", "Read aloud to sound, p95, ms", "<= 100"),
    Row("first-sound", "cached.playing_ms.p95", "a cached sentence to sound, p95, ms", "<= 100"),
    Row("first-sound", "new.playing_ms.p95", "a new sentence to sound, p95, ms", "<= 150"),
    Row("next-screen", "painted_ms.p95", "Next to the next screen painted, p95, ms", "<= 100"),
    Row("next-screen", "times_nginx", "the same beside nginx, times", "<= 1.1"),
    Row("full-load", "ms.cold.p50", "a page loaded, nothing kept, ms", "<= 700"),
    Row("full-load", "ms.warm.p50", "a page loaded again, ms", "<= 300"),
    Row("screens-a-second", "of_a_bare_view", "screens a second, of a bare view's", ">= 0.4"),
    Row(
        "page-highlight",
        "natural.speed_0.5.boxed_ms.p95",
        "boxed late at 0.5, ms",
        "<= 100",
    ),
    Row("page-highlight", "natural.speed_1.boxed_ms.p95", "boxed late at 1, ms", "<= 100"),
    Row("page-highlight", "natural.speed_2.boxed_ms.p95", "boxed late at 2, ms", "<= 100"),
    Row("server", "cold_start_seconds.median", "cold start to first page, s", "<= 1.5"),
    Row("server", "server_megabytes", "memory of the server, MB", "<= 150"),
    Row("stuck-voice", "sound_seconds.max", "natural voice stopped: touch to clip, s", "<= 2"),
    Row("stuck-voice", "help_ms.p99", "natural voice stopped: /help, p99, ms", "<= 100"),
    Row("stuck-voice", "back_seconds.max", "natural voice stopped: back after, s", "<= 5"),
    Row("server-restart", "shown_seconds.max", "server back: the wanted screen after, s", "<= 5"),
    Row("server-restart", "kept", "rounds in which place and settings were kept", ">= 10"),
    Row("server", "requests_a_second", "screens a second"),
)


def main() -> int:
    """Run MODULES and print ROWS; returns 0 if every module met its targets."""
    failed = [name for name in MODULES if _run(name)]
    print()
    for row in ROWS:
        print(line(row, figure(row)))
    if failed:
        print(f"\nNot as wanted: {', '.join(failed)}.")
    return int(bool(failed))


def figure(row: Row) -> float | None:
    """The figure in its result file; None if the file or the figure is missing."""
    file = RESULTS / f"{row.result}.json"
    if not file.is_file():
        return None
    found: Any = json.loads(file.read_text(encoding="utf-8"))
    keys = row.path
    while keys:
        # A key may hold a dot itself: speed_0.5.
        key = next((one for one in found if keys == one or keys.startswith(f"{one}.")), None)
        if key is None:
            return None
        found, keys = found[key], keys[len(key) + 1 :]
    return float(found)


def line(row: Row, value: float | None) -> str:
    """A row of the table: meaning, figure, target, and whether the target is met."""
    shown = "-" if value is None else f"{value:g}"
    return f"{row.meaning:45} {shown:>9}  {row.target:8} {verdict(row.target, value)}".rstrip()


def verdict(target: str, value: float | None) -> str:
    """Whether a target such as "<= 45" is met: "ok" or "MISSED", "" without a target."""
    if not target:
        return ""
    sign, wanted = target.split()
    if value is None:
        return "MISSED"
    met = value >= float(wanted) if sign == ">=" else value <= float(wanted)
    return "ok" if met else "MISSED"


def _run(name: str) -> int:
    print(f"bench.{name} ...", flush=True)
    command = [sys.executable, "-m", f"bench.{name}"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""What `make test` only samples, whole: `make prove`, or one part, `make prove PART=crawls`.

Each part takes 45 minutes at most on two cores, and keeps what came of it in
bench/results/prove/PART.json; all that it printed is in test-output/PART.log. The exit code is 0
where every command of every part asked for ended well and in time.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.common import provenance

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results" / "prove"
OUTPUT = ROOT / "test-output"
LIMIT = 45 * 60.0  # s a part
TAIL = 12  # lines of what a command printed last
BROWSER = "tests/browser/test_"
MODEL = ("steady", "weak_press", "tremor6", "claw_palm", "double_tapper", "severe_mixed")
HABITS = ("light_doubler", "wild_left", "puller")


@dataclass(frozen=True)
class Step:
    """`python -m ...` with these variables."""

    arguments: tuple[str, ...]
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def command(self) -> str:
        variables = " ".join(f"{name}={value}" for name, value in self.variables.items())
        return f"{variables} python -m {' '.join(self.arguments)}".strip()


def pytest(*arguments: str, **variables: str) -> Step:
    return Step(("pytest", *arguments), variables)


def browser(*names: str) -> list[str]:
    return [f"{BROWSER}{name}.py" for name in names]


def hands(part: str, *arguments: str, minutes: int = 40) -> Step:
    """Simulated people on the real pages; none begins after so many minutes."""
    kept = ("--out", f"bench/results/prove/{part}-people.json")
    drawn = ("--picture", f"test-output/{part}.svg")
    return Step(("tests.patients.prove", *arguments, "--minutes", str(minutes), *kept, *drawn))


SIDE_BY_SIDE = ("--numprocesses", "auto", "--dist", "worksteal")
SIZES = (
    "access",
    "axe",
    "contrast",
    "keyboard",
    "navigation",
    "paging",
    "pictures",
    "settings",
    "sizes",
    "talking",
    "talking_commands",
    "without_script",
)
SOUND = (
    "access",
    "fake_sound",
    "hand",
    "keypad",
    "listen_all",
    "natural_voice",
    "not_finished",
    "prompts",
    "read_aloud",
    "read_aloud_stops",
    "reading_ways",
    "reel",
    "speaks_by_itself",
    "touch",
    "touch_seen",
    "ways",
)
NO_MORE = ("--mixtures", "0", "--baseline", "0")
PARTS: dict[str, list[Step]] = {
    "hands": [
        pytest(*browser("tasks"), KIOSK_HANDS="full"),
        hands("hands", "--profile", *MODEL, "--glass", "21.5", "--trials", "200", *NO_MORE),
    ],
    "hands-small": [
        hands("hands-small", "--profile", *MODEL, "--glass", "10.1", "--trials", "200", *NO_MORE)
    ],
    "hands-habits": [
        hands("hands-habits", "--profile", *HABITS, "--trials", "200", *NO_MORE, minutes=20)
    ],
    "hands-mixtures": [
        hands(
            "hands-mixtures",
            *("--trials", "0", "--mixtures", "6", "--mixture-trials", "100"),
            *("--baseline", "40", "--glass", "21.5"),
        )
    ],
    "crawls": [
        pytest(
            *("tests/patients/test_routes.py", "tests/patients/test_switches.py", *SIDE_BY_SIDE),
            KIOSK_CRAWL="full",
        ),
        Step(("tests.patients.switches", "--trials", "20")),
    ],
    "geometry": [pytest(*browser(*SIZES), *SIDE_BY_SIDE, KIOSK_GEOMETRY="full")],
    "voice": [pytest("-s", "tests/patients/test_voice.py", KIOSK_SPEAKERS="24")],
    "listening": [pytest(*browser("listening"), KIOSK_NOISE="600")],
    "sound": [pytest(*browser(*SOUND), KIOSK_SOUND="real")],
    "soak": [
        Step(("bench.worker_soak",)),
        Step(("bench.fuzz", "guide")),
        Step(("bench.fuzz", "2000", "clear")),
        Step(("bench.fuzz", "100", "natural")),
    ],
    "chaos": [pytest("-s", "tests/patients/test_chaos.py", KIOSK_CHAOS_SECONDS="600")],
}


def run(step: Step, log: Path, seconds: float) -> dict[str, Any]:
    """One command, ended where it takes longer; what came of it."""
    begun, before = time.monotonic(), os.times()
    # What a whole part costs is not what is stored of its sample (processor_time.py).
    environment = {**os.environ, "CI": "", "PYTHONUNBUFFERED": "1", **step.variables}
    with log.open("a+", encoding="utf-8") as file:
        print(f"$ {step.command}", file=file, flush=True)
        start = file.tell()
        process = subprocess.Popen(
            [sys.executable, "-m", *step.arguments],
            cwd=ROOT,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code: int | str = process.wait(timeout=max(seconds, 1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            code = "took too long"
        file.seek(start)
        printed = file.read().splitlines()
    after = os.times()
    used = after.children_user + after.children_system
    return {
        "command": step.command,
        "exit": code,
        "seconds": round(time.monotonic() - begun),
        "processor_seconds": round(used - before.children_user - before.children_system),
        "printed_last": printed[-TAIL:],
    }


def prove(part: str, steps: list[Step], limit: float = LIMIT) -> bool:
    """All commands of a part, also after one that failed; whether all ended well and in time."""
    for folder in (OUTPUT, RESULTS):
        folder.mkdir(parents=True, exist_ok=True)
    log = OUTPUT / f"{part}.log"
    log.unlink(missing_ok=True)
    end = time.monotonic() + limit
    done = [run(step, log, end - time.monotonic()) for step in steps]
    well = all(one["exit"] == 0 for one in done)
    kept = {**provenance("tests.prove"), "part": part, "passed": well, "commands": done}
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    (RESULTS / f"{part}.json").write_text(text + "\n", "utf-8")
    return well


def main(names: list[str]) -> int:
    """Prove the parts named, or all."""
    if unknown := [name for name in names if name not in PARTS]:
        print(f"There is no part {', '.join(unknown)}. Parts: {', '.join(PARTS)}.")
        return 2
    failed = []
    for name in names or PARTS:
        print(f"{name} ... (test-output/{name}.log)", flush=True)
        well = prove(name, PARTS[name])
        print(f"{name}: {'passed' if well else 'FAILED'}", flush=True)
        failed += [] if well else [name]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

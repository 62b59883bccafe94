"""What all measurements share: the guide's sentences, percentiles, and how a result is written.

Each result names the machine, the date and the command, so that it can be repeated and compared.
"""

import json
import math
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"


def machine() -> dict[str, Any]:
    """The processor and how busy it is, the memory and the software.

    `load`: how many processes wanted a core in the last minute, this one included. `nice`: from -20
    (highest priority) to 19 (lowest).
    """
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "nice": os.nice(0) if hasattr(os, "nice") else None,
        "memory_gb": round(_memory() / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def write_result(name: str, figures: Mapping[str, Any]) -> Path:
    """Write the figures to bench/results/NAME.json and print them; returns the file."""
    # argv[0] is the file of the module that was run.
    result = {**provenance(f"bench.{Path(sys.argv[0]).stem}"), **figures}
    RESULTS.mkdir(parents=True, exist_ok=True)
    file = RESULTS / f"{name}.json"
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return file


def provenance(module: str) -> dict[str, Any]:
    """The command, the time (UTC) and the machine of a result, so that it can be repeated."""
    return {
        "command": " ".join(["python", "-m", module, *sys.argv[1:]]),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
    }


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of the values don't exceed; nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(values: Sequence[float], digits: int = 1) -> dict[str, float]:
    """Median, 95th percentile and maximum of the values."""
    return {
        "p50": round(percentile(values, 0.5), digits),
        "p95": round(percentile(values, 0.95), digits),
        "max": round(max(values), digits),
    }


def guide_sentences() -> list[tuple[str, str]]:
    """(id, shown text) of every sentence of the shipped guide, once each."""
    from kiosk.config import Settings
    from kiosk.guide import load_guide

    guide = load_guide(Settings().place)
    return list(dict.fromkeys((sentence.id, sentence.shown) for sentence in guide.sentences()))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0

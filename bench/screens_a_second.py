"""Screens per second from one process, compared with a bare Flask view on waitress, in one run.

    python -m bench.screens_a_second

The client is wrk (Debian's package) with four connections: it requests every page of the guide in
turn, as htmx does. The two servers take turns.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.common import write_result
from bench.pages import guide_paths, other_work
from bench.ports import free_port, wait_for_server
from tests.browser.running import running_kiosk

ROUNDS = 5
SECONDS = 5
CONNECTIONS = 4
TARGET = 0.4  # of the bare view's rate

# wrk's script: it requests each path in turn, with htmx's header.
ASK = """
local paths = {{ {paths} }}
local turn = 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn], {{ ["HX-Request"] = "true" }})
end
"""


def main() -> int:
    """Measure and write the result; returns 0 if the target is met."""
    program = shutil.which("wrk")
    if program is None:
        raise SystemExit("No wrk here: apt-get install wrk")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder), KIOSK_PREPARE="false") as kiosk,
        _bare() as bare,
    ):
        ways = {kiosk.address: guide_paths(), bare: ["/"]}
        rates: dict[str, list[float]] = {address: [] for address in ways}
        for _ in range(ROUNDS):
            for address, paths in ways.items():
                rates[address].append(_rate(program, address, paths, Path(folder)))
    screens, views = (median(rates[address]) for address in (kiosk.address, bare))
    write_result(
        "screens-a-second",
        {
            **other_work(),
            "client": f"wrk, {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s each",
            "screens_a_second": [round(rate) for rate in rates[kiosk.address]],
            "bare_views_a_second": [round(rate) for rate in rates[bare]],
            "of_a_bare_view": round(screens / views, 2),
            "target": TARGET,
            "met": screens / views >= TARGET,
        },
    )
    return int(screens / views < TARGET)


@contextmanager
def _bare() -> Iterator[str]:
    """Run the bare view; yields its URL."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.bare_flask", str(port)])
    try:
        wait_for_server(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _rate(program: str, address: str, paths: list[str], folder: Path) -> float:
    script = folder / "ask.lua"
    script.write_text(ASK.format(paths=", ".join(f'"{path}"' for path in paths)), "utf-8")
    command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), address]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed:
        raise RuntimeError(printed)
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    if found is None:
        raise RuntimeError(printed)
    return float(found[1])


if __name__ == "__main__":
    sys.exit(main())

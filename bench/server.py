"""The server: time from start to the first page, memory after 200 requests, requests per second.

    python -m bench.server

The client is four Python threads on the same machine, so it uses a part of the cores.
"""

import re
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench.common import guide_sentences, spread, write_result
from bench.pages import guide_paths, other_work
from bench.ports import free_port
from tests.browser.running import running_kiosk

STARTS = 5
REQUESTS = 200
SPOKEN = 40  # clips among the requests
CLIENTS = 4
SECONDS = 5.0
START_TIMEOUT = 30.0
TARGET_START = 1.5
TARGET_MEMORY = 150.0


def main() -> int:
    """Measure and write the result; returns 0 if every target is met."""
    starts = [_start_seconds() for _ in range(STARTS)]
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder), KIOSK_PREPARE="false") as kiosk,
    ):
        place = urlsplit(kiosk.address).netloc
        _ask(place, _requests())
        server = _resident_megabytes(kiosk.process.pid)
        voices = [_resident_megabytes(pid) for pid in _children(kiosk.process.pid)]
        answered, times = _load(place)
        after = _resident_megabytes(kiosk.process.pid)
    cold = median(starts)
    write_result(
        "server",
        {
            **other_work(),
            "cold_start_seconds": {"median": round(cold, 2), "all": [round(s, 2) for s in starts]},
            "target_cold_start_seconds": TARGET_START,
            "server_megabytes": server,
            "server_megabytes_after_load": after,
            "voice_megabytes": voices,
            "target_server_megabytes": TARGET_MEMORY,
            "requests_a_second": round(answered / SECONDS),
            "milliseconds_a_request": spread(times, 2),
            "clients": CLIENTS,
            "met": cold <= TARGET_START and server < TARGET_MEMORY,
        },
    )
    return int(cold > TARGET_START or server >= TARGET_MEMORY)


def _start_seconds() -> float:
    """Seconds from the start of the process to a whole page, with the default settings."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [sys.executable, "-m", "kiosk", "serve", "--port", str(port), "--data", folder]
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while not _answers(f"127.0.0.1:{port}"):
                if process.poll() is not None or time.perf_counter() - started > START_TIMEOUT:
                    raise RuntimeError("The kiosk did not start.")
                time.sleep(0.005)
            return time.perf_counter() - started
        finally:
            process.terminate()
            process.wait()


def _answers(place: str) -> bool:
    try:
        return _get(HTTPConnection(place, timeout=START_TIMEOUT), "/") == 200
    except ConnectionRefusedError:
        return False


def _requests() -> list[str]:
    """REQUESTS paths: screens of the guide, and SPOKEN clips, so that the voice runs too."""
    clips = [f"/speech/{sentence}" for sentence, _ in guide_sentences()[:SPOKEN]]
    paths = guide_paths()
    return [*clips, *(paths[turn % len(paths)] for turn in range(REQUESTS - len(clips)))]


def _ask(place: str, paths: list[str]) -> None:
    connection = HTTPConnection(place)
    for path in paths:
        if _get(connection, path) != 200:
            raise RuntimeError(f"{path} was not answered.")
    connection.close()


def _get(connection: HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _load(place: str) -> tuple[int, list[float]]:
    """Request screens from CLIENTS clients at once; returns how many came, and the ms of each."""
    paths = guide_paths()
    times: list[float] = []
    until = time.perf_counter() + SECONDS

    def client(turn: int) -> None:
        connection = HTTPConnection(place)
        while (started := time.perf_counter()) < until:
            if _get(connection, paths[turn % len(paths)]) == 200:
                times.append((time.perf_counter() - started) * 1000)
            turn += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(turn * 7,)) for turn in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times), times


def _children(process: int) -> list[int]:
    """The ids of the voices' processes, without the small one of multiprocessing itself."""
    found = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        found += [int(child) for child in file.read_text().split()]
    return [child for child in found if "resource_tracker" not in _command(child)]


def _command(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")


def _resident_megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return round(int(found[1]) / 1000, 1) if found else 0.0


if __name__ == "__main__":
    sys.exit(main())

"""`kiosk serve` says that it is ready wherever it serves and whatever the environment says."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kiosk.cli.doctor import _port
from kiosk.config import Settings

# A proxy that nothing answers at.
NOWHERE = "http://127.0.0.1:9"
# Python reads a sitecustomize before anything else: it tells of what would be opened or rendered.
TELL = """
import webbrowser
webbrowser.open = lambda address: print("Opened", address, flush=True)
from kiosk.speech.service import SpeechService
SpeechService.start = lambda self, sentences: print("Rendered", len(list(sentences)), flush=True)
"""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """start("--host", ..., http_proxy=...) -> the process; it tells what it opens and renders."""
    (tmp_path / "sitecustomize.py").write_text(TELL, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    with ExitStack() as stack:

        def run(*arguments: str, **variables: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "kiosk", "serve", "--port", "0", "--open", *arguments]
            process = subprocess.Popen(
                [*command, "--data", str(tmp_path / "data")],
                env={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **variables},
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(_end, process)
            return process

        yield run


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate(timeout=20)


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    """Its first lines; fewer where it says no more within a minute."""
    assert process.stdout is not None
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        return [process.stdout.readline().strip() for _ in range(count)]
    finally:
        watchdog.cancel()


def needs_ipv6() -> None:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "0.0.0.0"])
def test_doctor_finds_the_port_free_on_each_of_them(host: str) -> None:
    """It used to take an IPv6 address for one that can't be had."""
    if ":" in host:
        needs_ipv6()
    assert _port(Settings(host=host, port=0)).good


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:"),
        ("0.0.0.0", "http://127.0.0.1:"),
        ("::1", "http://[::1]:"),
        ("::", "http://[::1]:"),
        ("localhost", "http://"),
    ],
)
def test_it_is_ready_opens_the_browser_and_renders(start: Start, host: str, shown: str) -> None:
    """With a proxy in the environment, as hospitals have, and on any of the machine's addresses."""
    if ":" in host:
        needs_ipv6()
    process = start("--host", host, http_proxy=NOWHERE, HTTP_PROXY=NOWHERE, ALL_PROXY=NOWHERE)
    ready, rendered, opened = lines(process, 3)
    address = ready.removeprefix("Kiosk ready at ")
    assert address.startswith(shown) and address != ready
    assert rendered.startswith("Rendered ") and opened == f"Opened {address}"
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request("GET", "/home")
    assert connection.getresponse().status == 200
    connection.close()

"""A network that answers late, twice, broken off or never: a proxy between a page and its kiosk."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import urlsplit

LATE = (0.2, 4.0)  # s
NEVER = 60.0  # s; longer than anybody waits
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}
GOOD: Mapping[str, float] = {"good": 1.0}
# What is said to a page that listens: the answer's events.
Saying = Callable[[], list[dict[str, Any]] | None]


class BadNetwork:
    """`weather` is the share of each fate: good, late, twice, broken, never.

    `altered` is the end of a path of the kiosk -> (text, what to put in its place), for faults that
    are put in on purpose. `saying` gives what the page's microphone is answered, None for the
    kiosk's own.
    """

    def __init__(self, kiosk: str, draw: Random) -> None:
        parts = urlsplit(kiosk)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.draw = draw
        self.weather = GOOD
        self.altered: dict[str, tuple[str, str]] = {}
        self.saying: Saying = lambda: None
        self.over = threading.Event()
        self.address = ""

    def fate(self) -> str:
        return self.draw.choices([*self.weather], [*self.weather.values()])[0]

    def alter(self, path: str, body: bytes) -> bytes:
        name = next((one for one in self.altered if path.endswith(one)), None)
        if name is None:
            return body
        old, new = self.altered[name]
        text = body.decode("utf-8")
        assert old in text, f"{path} has no {old!r}"
        return text.replace(old, new).encode("utf-8")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    network: BadNetwork

    def log_message(self, *_given: Any) -> None:
        """Nothing: a test's output is its own."""

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fate = self.network.fate()
        if fate == "never":
            self.network.over.wait(NEVER)
        if fate == "late":
            self.network.over.wait(self.network.draw.uniform(*LATE))
        try:
            if fate == "never":
                raise ConnectionError
            answers = [self._ask(body) for _ in range(2 if fate == "twice" else 1)]
            self._answer(*answers[-1], half=fate == "broken")
        except (OSError, http.client.HTTPException):
            self.close_connection = True

    def _ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        said = self.network.saying() if self.path.split("?")[0].endswith("/sound") else None
        if said is not None:
            level = {"speech": -60.0, "noise": -60.0, "loud": False}
            found = json.dumps({"events": said, "level": level})
            return 200, [("Content-Type", "application/json")], found.encode()
        asked = http.client.HTTPConnection(self.network.host, self.network.port, timeout=NEVER)
        try:
            asked.request(self.command, self.path, body, dict(self.headers.items()))
            answer = asked.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            asked.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes, half: bool) -> None:
        whole = self.network.alter(self.path, body)
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole[: len(whole) // 2] if half else whole)
        self.close_connection = self.close_connection or half


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_given: Any) -> None:
        """A page that went away in the middle of an answer is no fault."""


@contextmanager
def bad_network(kiosk: str, draw: Random) -> Iterator[BadNetwork]:
    """The proxy, on a free port of this machine; good at first."""
    network = BadNetwork(kiosk, draw)
    handler = type("Handler", (_Handler,), {"network": network})
    server = _Server(("127.0.0.1", 0), handler)
    network.address = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield network
    finally:
        network.over.set()
        server.shutdown()
        server.server_close()

"""`kiosk serve` serves the kiosk with waitress and gets its voices ready in the background."""

import logging
import signal
import sys
import threading
import urllib.request
import webbrowser
from pathlib import Path
from types import FrameType
from typing import Any

import click
from waitress.server import create_server

from kiosk import create_app
from kiosk.cli.options import content_option, data_option, plain_errors, settings_with
from kiosk.config import Settings
from kiosk.files.problems import ContentError, Problem
from kiosk.rooms.addresses import url_of
from kiosk.rooms.state import Kiosk, kiosk_of

# Enough that the clips, screens and style sheets of one visitor never wait for each other.
THREADS = 8
_log = logging.getLogger(__name__)
_READY_TIMEOUT = 30.0
_VOICE_TIMEOUT = 5.0
# Ignores the environment's proxies: a proxy elsewhere can't reach this machine's loopback.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def serve_kiosk(settings: Settings, open_browser: bool = False) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises ContentError if it can't start."""
    app = create_app(settings)
    kiosk = kiosk_of(app)
    for problem in kiosk.edition.problems:
        _log.warning("Left out: %s", problem)
    try:
        # Without an IPv6 address's brackets: waitress would look up a name that contains them.
        host = settings.host.strip("[]")
        server = create_server(app, host=host, port=settings.port, threads=THREADS)
    except OSError as error:
        raise ContentError(_no_port(settings, error)) from error
    address = _address(server)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_tell_ready, args=(address, kiosk, open_browser), daemon=True).start()
    try:
        server.run()
    finally:
        kiosk.close()


def _address(server: Any) -> str:
    """The URL by which this machine reaches the server; the first one if it has several."""
    several = getattr(server, "effective_listen", None)
    host, port = several[0] if several else (server.effective_host, server.effective_port)
    return url_of(host, int(port))


def _tell_ready(address: str, kiosk: Kiosk, open_browser: bool) -> None:
    """Print the address once /health answers; then start background work and the browser.

    These two start even without an answer, because they don't depend on it.
    """
    try:
        with _DIRECT.open(f"{address}/health", timeout=_READY_TIMEOUT):
            # Opened first, so that a visitor who touches it at once hears it. A voice that fails to
            # open prevents nothing.
            kiosk.speech.open(_VOICE_TIMEOUT, ready=not kiosk.settings.prepare)
            click.echo(f"Kiosk ready at {address}")
    except OSError as error:
        _log.error("The kiosk doesn't answer at %s: %s", address, error)
    sys.stdout.flush()
    kiosk.start()
    if open_browser:
        webbrowser.open(address)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _no_port(settings: Settings, error: OSError) -> Problem:
    fault = f"{settings.host}:{settings.port} can't be served on: {error.strerror or error}."
    free = settings.port + 1 if settings.port >= 1024 else 8080
    return Problem(Path("--port"), 0, fault, f"Take another port: kiosk serve --port {free}")


@click.command("serve")
@click.option("--host", help="Address to serve on; other machines reach it unless it is loopback.")
@click.option("--port", type=int, help="Port; 0 takes a free one.")
@content_option
@data_option
@click.option("--open/--no-open", "open_browser", default=False, help="Open a browser on it.")
@plain_errors
def command(open_browser: bool, **given: Any) -> None:
    """Start the kiosk; prints its address once it answers."""
    serve_kiosk(settings_with(**given), open_browser)

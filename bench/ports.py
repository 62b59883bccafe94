"""Ports of this machine: a free one, and one on which a server that was started answers."""

import socket
import subprocess
from typing import Any

from tests.waiting import wait_until


def free_port() -> int:
    """A port that is free on loopback now; another program may take it before it is used."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_server(port: int, process: subprocess.Popen[Any]) -> None:
    """Return once a process accepts connections on its port. Raises RuntimeError if it ends before.

    Raises AssertionError if it takes longer than 20 s.
    """
    wait_until(lambda: process.poll() is not None or _accepts(port))
    if process.poll() is not None:
        raise RuntimeError(f"The server on port {port} did not start.")


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True

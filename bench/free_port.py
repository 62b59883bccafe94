"""Finds a port that no program listens on."""

import socket


def free_port() -> int:
    """A port that is free on loopback now; another program may take it before it is used."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

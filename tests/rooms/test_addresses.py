"""How the kiosk writes its own address, so that it finds itself wherever it serves."""

import pytest

from kiosk.rooms.addresses import is_loopback, reachable, url_of


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("localhost", "http://localhost:80"),
        ("::1", "http://[::1]:80"),
        ("[::1]", "http://[::1]:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("kiosk.example.org", "http://kiosk.example.org:80"),
    ],
)
def test_the_kiosk_is_reached_at(host: str, address: str) -> None:
    """A browser on the same machine opens that; "every address" is none to open."""
    assert url_of(host, 80) == address
    assert not reachable(host).startswith("[")


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        *((host, True) for host in ("127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]")),
        *((host, False) for host in ("0.0.0.0", "::", "192.168.1.5", "kiosk.example.org", "")),
    ],
)
def test_only_this_machine_reaches(host: str, loopback: bool) -> None:
    """Names of others are refused there: against pages that call the kiosk by their own."""
    assert is_loopback(host) is loopback

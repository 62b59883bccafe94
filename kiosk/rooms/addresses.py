"""Hosts and URLs of the kiosk itself."""

from ipaddress import IPv6Address, ip_address

LOOPBACK = "127.0.0.1"
# Hosts that mean "every address of this machine" -> the loopback address that reaches it.
_EVERYWHERE = {"": LOOPBACK, "*": LOOPBACK, "0.0.0.0": LOOPBACK, "::": "::1"}


def reachable(host: str) -> str:
    """The host under which this machine reaches a server on `host`, without brackets."""
    bare = host.strip("[]")
    return _EVERYWHERE.get(bare, bare)


def url_of(host: str, port: int) -> str:
    """`http://host:port` without a final slash; an IPv6 host is put in brackets."""
    return f"http://{in_brackets(reachable(host))}:{port}"


def in_brackets(host: str) -> str:
    """The host as it is written in a URL and a `Host` header: IPv6 in brackets."""
    try:
        return f"[{host}]" if isinstance(ip_address(host), IPv6Address) else host
    except ValueError:
        return host


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server on `host`."""
    bare = host.strip("[]")
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost"

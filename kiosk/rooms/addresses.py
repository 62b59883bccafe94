"""The kiosk's own address: how it is written, and whose it is."""

from ipaddress import IPv6Address, ip_address

LOOPBACK = "127.0.0.1"
# What "every address of this machine" is called, and by which of them the machine reaches itself.
_EVERYWHERE = {"": LOOPBACK, "*": LOOPBACK, "0.0.0.0": LOOPBACK, "::": "::1"}


def reachable(host: str) -> str:
    """The host by which this machine itself reaches what is served on `host`."""
    bare = host.strip("[]")
    return _EVERYWHERE.get(bare, bare)


def url_of(host: str, port: int) -> str:
    """The address of a host and port, without a slash at its end; IPv6 stands in brackets."""
    return f"http://{in_brackets(reachable(host))}:{port}"


def in_brackets(host: str) -> str:
    """The host as an address and a `Host` header write it."""
    try:
        return f"[{host}]" if isinstance(ip_address(host), IPv6Address) else host
    except ValueError:
        return host


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what is served on `host`."""
    bare = host.strip("[]")
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost"

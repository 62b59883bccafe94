"""Security headers of every answer, and checks of every request, for all rooms."""

from collections.abc import Collection
from functools import partial
from urllib.parse import quote

from flask import Flask, Response, abort, request
from werkzeug.exceptions import SecurityError

from kiosk.config import Settings
from kiosk.rooms.addresses import in_brackets, is_loopback

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
_OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
# Characters that a query may contain (RFC 3986, 3.4), and `%`, which begins existing escapes.
_IN_QUERY = "%!$&'()*+,;=:@/?"


def install_security(app: Flask, settings: Settings) -> None:
    """Add HEADERS to every answer, limit a request to 16 KiB, and refuse other sites' requests.

    On a loopback host, requests under other host names are refused too.
    """
    app.config.update(MAX_CONTENT_LENGTH=16 * 1024)
    if is_loopback(settings.host):
        names = {*_OWN_NAMES, in_brackets(settings.host.strip("[]"))}
        app.before_request(partial(_refuse_other_names, names))
    app.before_request(_refuse_other_sites)
    app.before_request(_escape_query)
    app.after_request(_add_headers)


def _refuse_other_names(names: Collection[str]) -> None:
    """Raise SecurityError if the Host is not in `names`: this prevents DNS rebinding.

    Flask's TRUSTED_HOSTS can't be used: it cuts an IPv6 address at its first colon.
    """
    host = request.headers.get("Host", "").lower()
    name, _, port = host.rpartition(":")
    if (name if port.isdigit() else host) not in names:
        raise SecurityError("This is not the kiosk's address.")


def _refuse_other_sites() -> None:
    """Refuse a POST from another site or port with status 403.

    Browsers send `Sec-Fetch-Site` to loopback and over TLS. Forms depend on it, because their
    `Origin` is "null" under our Referrer-Policy. Without it `Origin` decides.
    """
    if request.method != "POST":
        return
    site = request.headers.get("Sec-Fetch-Site")
    own = f"{request.scheme}://{request.host}".lower()
    if site != "same-origin" and (site or request.headers.get("Origin", "").lower() != own):
        abort(403)


def _escape_query() -> None:
    """Escape bytes that are not ASCII: Flask can't read a query that isn't valid text."""
    if not request.query_string.isascii():
        request.query_string = quote(request.query_string, safe=_IN_QUERY).encode("ascii")


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        # No cache may show a screen of a visit after its end. One URL has two answers: the page
        # and its fragment.
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
    return response

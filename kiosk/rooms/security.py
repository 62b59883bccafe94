"""Headers and checks that every answer carries, whichever room it comes from."""

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
# What may stand in a query as it is (RFC 3986, 3.4), and what is escaped there already.
_IN_QUERY = "%!$&'()*+,;=:@/?"


def install_security(app: Flask, settings: Settings) -> None:
    """Strict headers, and no other site's requests."""
    app.config.update(MAX_CONTENT_LENGTH=16 * 1024)
    if is_loopback(settings.host):
        names = {*_OWN_NAMES, in_brackets(settings.host.strip("[]"))}
        app.before_request(partial(_refuse_other_names, names))
    app.before_request(_refuse_other_sites)
    app.before_request(_escape_query)
    app.after_request(_add_headers)


def _refuse_other_names(names: Collection[str]) -> None:
    """Against DNS rebinding: a page elsewhere can't reach the kiosk under a name of its own.

    Flask's TRUSTED_HOSTS would do, but it cuts an IPv6 address at its first colon.
    """
    host = request.headers.get("Host", "").lower()
    name, _, port = host.rpartition(":")
    if (name if port.isdigit() else host) not in names:
        raise SecurityError("This is not the kiosk's address.")


def _refuse_other_sites() -> None:
    """A POST comes from a page of this kiosk, not of another site nor of another port here.

    Browsers send `Sec-Fetch-Site` to loopback and TLS, and always for a form, whose `Origin` is
    "null" under our Referrer-Policy; elsewhere `Origin` alone tells.
    """
    if request.method != "POST":
        return
    site = request.headers.get("Sec-Fetch-Site")
    own = f"{request.scheme}://{request.host}".lower()
    if site != "same-origin" and (site or request.headers.get("Origin", "").lower() != own):
        abort(403)


def _escape_query() -> None:
    """Bytes that may not stand in a query: Flask can't read one that is no text at all."""
    if not request.query_string.isascii():
        request.query_string = quote(request.query_string, safe=_IN_QUERY).encode("ascii")


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        # After a visit nothing of it may come back from a cache; a page and its fragment differ.
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
    return response

"""Headers and checks that every answer carries, whichever room it comes from."""

from flask import Flask, Response, abort, request

from kiosk.config import Settings

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
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


def install_security(app: Flask, settings: Settings) -> None:
    """Strict headers, and no other site's requests."""
    app.config.update(MAX_CONTENT_LENGTH=16 * 1024)
    if settings.host in _LOOPBACK:
        # Against DNS rebinding: a page elsewhere can't reach the kiosk under a name of its own.
        app.config["TRUSTED_HOSTS"] = [host for host in _LOOPBACK if host != "::1"]
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)


def _refuse_other_sites() -> None:
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        # After a visit nothing of it may come back from a cache; a page and its fragment differ.
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
    return response

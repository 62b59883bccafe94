"""Error pages: a plain sentence and the way home, never a trace."""

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, SecurityError

from kiosk.rooms.rendering import show


def install_errors(app: Flask) -> None:
    """Every error is shown as a screen with Home on it."""

    @app.errorhandler(SecurityError)
    def untrusted(_error: SecurityError) -> Response:
        # Not this kiosk's name: no screen, and no address of ours in the answer.
        return Response("This is not the kiosk's address.\n", 400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> Response:
        return _screen(error.code or 500)

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> Response:
        app.logger.error("%s failed: %s", request.path, type(error).__name__, exc_info=error)
        return _screen(500)


def _screen(status: int) -> Response:
    lead = "error.lead" if status < 500 else "error.broken"
    return show("error.html", status=status, lead=lead, ways={"back": None, "next": None})

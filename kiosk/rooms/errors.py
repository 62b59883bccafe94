"""Error screens: a plain sentence and a Home button, never a traceback."""

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, SecurityError

from kiosk.rooms.rendering import show

# Depends on neither the request nor the content folder, so it always works. It has a `#screen` like
# every other screen, so that htmx can put it into the page that asked for it.
LAST_RESORT = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Something went wrong</title>
  <link rel="stylesheet" href="/screen.css">
  <link rel="stylesheet" href="/static/css/tokens.css">
  <link rel="stylesheet" href="/static/css/screen.css">
  <link rel="stylesheet" href="/static/css/flow.css">
  <link rel="stylesheet" href="/static/css/controls.css">
</head>
<body>
<div id="screen" class="screen" data-screen="error">
  <main class="content">
    <h1 class="title" data-title tabindex="-1">Something went wrong</h1>
    <p>Touch Home to begin again.</p>
    <p><a class="button" href="/home" data-action="home">Home</a></p>
  </main>
</div>
</body>
</html>
"""


def install_errors(app: Flask) -> None:
    """Register the error handlers: every error is a screen with Home.

    The exception is a request with an untrusted Host: it gets plain text with status 400.
    """

    @app.errorhandler(SecurityError)
    def untrusted(_error: SecurityError) -> Response:
        # The Host is not this kiosk's: the answer contains no screen and none of our URLs.
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
    try:
        return show("error.html", status=status, lead=lead, navigation={"back": None, "next": None})
    except Exception as error:
        # The cause of the first error, such as a broken guide or request, may break this one too.
        current_app.logger.error("No error screen: %s", type(error).__name__, exc_info=error)
        return Response(LAST_RESORT, status, mimetype="text/html")

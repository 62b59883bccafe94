"""The end of a visit: every setting and trace of it is deleted."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.rooms.preferences import CHOICES, cookie_of

room = Blueprint("session", __name__)
# Deletes whatever else the browser stored. Browsers obey it only on loopback or over HTTPS
# (w3.org/TR/clear-site-data), so each cookie is also deleted by name.
_EVERYTHING = '"cache", "cookies", "storage"'


@room.post("/finish")
def finish() -> Response:
    answer = redirect(url_for("guide.attract"), 303)
    for cookie in map(cookie_of, CHOICES):
        if cookie in request.cookies:
            answer.delete_cookie(cookie, samesite="Strict")
    answer.headers["Clear-Site-Data"] = _EVERYTHING
    return answer

"""The end of a visit: every setting and trace of it goes."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.rooms.preferences import CHOICES, cookie_of

room = Blueprint("session", __name__)
# What else a browser may have kept of the visit. Obeyed only on this machine or by HTTPS
# (w3.org/TR/clear-site-data), so each cookie is expired by name as well.
_EVERYTHING = '"cache", "cookies", "storage"'


@room.post("/finish")
def finish() -> Response:
    answer = redirect(url_for("guide.attract"), 303)
    for cookie in map(cookie_of, CHOICES):
        if cookie in request.cookies:
            answer.delete_cookie(cookie, samesite="Strict")
    answer.headers["Clear-Site-Data"] = _EVERYTHING
    return answer

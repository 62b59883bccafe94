"""The end of a visit: every setting and trace of it goes."""

from flask import Blueprint, redirect, session, url_for
from werkzeug.wrappers import Response

room = Blueprint("session", __name__)


@room.post("/finish")
def finish() -> Response:
    session.clear()
    return redirect(url_for("guide.attract"), 303)

"""What a visitor can set, one screen a setting, with the change to be seen and heard at once."""

from flask import Blueprint, Response, abort, redirect, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from kiosk.preferences import CHOICES, choose
from kiosk.rooms.rendering import came_from, show, url_over

room = Blueprint("settings", __name__, url_prefix="/settings")


@room.get("")
def overview() -> Response:
    return show("settings/overview.html", names=tuple(CHOICES), ways=_ways(came_from(_home())))


@room.get("/<name>")
def setting(name: str) -> Response:
    if name not in CHOICES:
        abort(404)
    origin = came_from(_home())
    ways = _ways(url_over(".overview", origin))
    return show(
        "settings/setting.html", name=name, choices=CHOICES[name], origin=origin, ways=ways
    )


@room.post("/<name>/<value>")
def change(name: str, value: str) -> BaseResponse:
    try:
        choose(session, name, value)
    except ValueError:
        abort(404)
    if "X-Kiosk-Quiet" in request.headers:
        # Speed and volume while reading: the page has changed already and goes on reading.
        return Response(status=204)
    return redirect(url_over(".setting", came_from(_home()), name=name), 303)


def _ways(back: str) -> dict[str, str | None]:
    return {"back": back, "next": None}


def _home() -> str:
    return url_for("guide.home")

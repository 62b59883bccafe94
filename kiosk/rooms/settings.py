"""The screens of the visitor's settings: an overview, and one screen for each setting."""

from collections.abc import Collection

from flask import Blueprint, Response, abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from kiosk.rooms.preferences import (
    ACCESS_SETTINGS,
    CHOICES,
    LISTENING_SETTINGS,
    READING_SETTINGS,
    cookie_of,
    is_choice,
)
from kiosk.rooms.rendering import came_from, preferences, show, url_over
from kiosk.rooms.state import current_kiosk

room = Blueprint("settings", __name__, url_prefix="/settings")
# Setting -> the setting on whose screen it is shown, so that the overview stays short.
_PARENTS = {
    **{name: "access" for names in ACCESS_SETTINGS.values() for name in names},
    **dict.fromkeys(READING_SETTINGS, "speed"),
    **dict.fromkeys(LISTENING_SETTINGS, "listening"),
}


@room.get("")
def overview() -> Response:
    return show(
        "settings/overview.html",
        names=_offered(_PARENTS),
        navigation=_navigation(came_from(_home())),
    )


@room.get("/<name>")
def setting(name: str) -> Response:
    if name not in _offered():
        abort(404)
    origin = came_from(_home())
    parent = (".setting", {"name": _PARENTS[name]}) if name in _PARENTS else (".overview", {})
    further = {
        "access": ACCESS_SETTINGS[preferences().access],
        "speed": READING_SETTINGS,
        "listening": LISTENING_SETTINGS,
    }
    return show(
        "settings/setting.html",
        name=name,
        choices=CHOICES[name],
        more=further.get(name, ()),
        origin=origin,
        navigation=_navigation(url_over(parent[0], origin, **parent[1])),
    )


@room.post("/<name>/<value>")
def change(name: str, value: str) -> BaseResponse:
    """Set a choice without JavaScript; with it the page writes the cookie itself."""
    if name not in _offered() or not is_choice(name, value):
        abort(404)
    answer = redirect(url_over(".setting", came_from(_home()), name=name), 303)
    # No date: it is deleted with the visit, or else when the browser closes. Not HttpOnly: pages
    # write it.
    answer.set_cookie(cookie_of(name), value, samesite="Strict")
    return answer


def _offered(without: Collection[str] = ()) -> list[str]:
    """The settings that this kiosk offers, except `without`: no `voice` if there is only one."""
    kiosk = current_kiosk()
    single = {"voice"} if len(kiosk.speech.voices) < 2 else set()
    if not kiosk.listening.offered:
        single |= {"listening", *LISTENING_SETTINGS}
    return [name for name in CHOICES if name not in single and name not in without]


def _navigation(back: str) -> dict[str, str | None]:
    return {"back": back, "next": None}


def _home() -> str:
    return url_for("guide.home")

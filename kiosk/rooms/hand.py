"""Fit to my hand: three presses, what the kiosk made of them, and how to change that.

What a hand is like stays in the page's memory (static/js/touch/hand.js): it comes here only as the
choice of a sentence to show, and nothing of it is stored.
"""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kiosk.rooms.rendering import preferences, show, url_over
from kiosk.rooms.state import current_kiosk

room = Blueprint("hand", __name__, url_prefix="/hand")
# What was chosen, as the page says it: each value is a text `hand.<name>.<value>`.
FINDINGS: dict[str, tuple[str, ...]] = {
    "pace": ("quick", "calm"),
    "repeats": ("once", "again"),
    "band": ("left", "right"),
    "layout": ("fewer",),
    "proposal": ("scanning", "voice"),
}


@room.get("")
def press() -> BaseResponse:
    """The big button. Who came by a switch, a keypad or dwell has no hand to fit."""
    if preferences().access != "touch":
        return redirect(url_for("guide.home"), 303)
    return show("hand/press.html", navigation=_navigation(None))


@room.get("/chosen")
def chosen() -> Response:
    """What the kiosk chose, in plain words: Good, or Change."""
    said = [
        f"hand.{name}.{request.args[name]}"
        for name, values in FINDINGS.items()
        if request.args.get(name) in values
    ]
    proposal = request.args.get("proposal")
    talking = proposal == "voice" and current_kiosk().listening.offered
    if talking:
        said[said.index("hand.proposal.voice")] = "hand.proposal.talk"
    return show(
        "hand/chosen.html",
        said=said,
        scanning=proposal == "scanning",
        talking=talking,
        navigation=_navigation(url_for(".press")),
    )


@room.get("/change")
def change() -> Response:
    """Too fast, too slow, acts by mistake: one touch each."""
    origin = url_over("settings.setting", url_for("guide.home"), name="access")
    return show("hand/change.html", navigation={"back": origin, "next": url_for("guide.home")})


def _navigation(back: str | None) -> dict[str, str | None]:
    return {"back": back, "next": url_for("guide.home")}

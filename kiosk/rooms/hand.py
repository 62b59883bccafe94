"""Fit to my hand: three presses, the settings the kiosk chose from them, and how to change those.

Measurements of a hand stay in the page's memory (static/js/touch/hand.js). The server only gets the
names of the sentences to show, and stores nothing.
"""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kiosk.rooms.rendering import preferences, show, url_over
from kiosk.rooms.state import current_kiosk

room = Blueprint("hand", __name__, url_prefix="/hand")
# Query parameters of /hand/chosen and their values; each is shown as the text `hand.NAME.VALUE`.
FINDINGS: dict[str, tuple[str, ...]] = {
    "pace": ("quick", "calm"),
    "repeats": ("once", "again"),
    "band": ("left", "right"),
    "layout": ("fewer",),
    "proposal": ("scanning", "voice"),
}


@room.get("")
def press() -> BaseResponse:
    """The big button for the presses; users of switches, a keypad or dwell are sent home."""
    if preferences().access != "touch":
        return redirect(url_for("guide.home"), 303)
    return show("hand/press.html", navigation=_navigation(None))


@room.get("/chosen")
def chosen() -> Response:
    """What the kiosk chose, in plain words, with the buttons Good and Change."""
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
    """One button for each complaint: too fast, too slow, acts by mistake; one to fit again."""
    origin = url_over("settings.setting", url_for("guide.home"), name="access")
    return show("hand/change.html", navigation={"back": origin, "next": url_for("guide.home")})


def _navigation(back: str | None) -> dict[str, str | None]:
    return {"back": back, "next": url_for("guide.home")}

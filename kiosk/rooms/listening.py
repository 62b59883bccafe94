"""Takes the microphone's sound and answers with what was understood; stores neither."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from kiosk.listening.commands import NUMBERS, Command, Context
from kiosk.listening.events import Event
from kiosk.listening.service import Broken, NotOffered, StreamEnded, TooFast
from kiosk.listening.stream import BYTES_A_SAMPLE, MOST_BYTES
from kiosk.rooms.state import current_kiosk

room = Blueprint("listening", __name__, url_prefix="/listening")


@room.post("/start")
def start() -> Response:
    """Begin a new stream, which ends the older one.

    JSON: `stream`, its token, and `ready`, false while the models load: the page then asks again.
    404 if listening is not offered, 503 if it is broken.
    """
    kiosk = current_kiosk()
    listening = kiosk.listening
    try:
        token = listening.start(kiosk.edition.commands)
        # A content file may have changed since this request began.
        listening.renew(kiosk.keeper.edition.commands)
    except NotOffered:
        abort(404)
    except Broken as error:
        return _refused(503, str(error))
    return jsonify(stream=token, ready=listening.ready)


@room.post("/<stream>/sound")
def sound(stream: str) -> Response:
    """JSON with the `events` and the `level` that a piece of sound leads to.

    The body is 16-bit little-endian samples at 16 kHz, one channel, 1 s at most. 400 for half a
    sample, 410 if the stream has ended, 429 if sound comes too fast.
    """
    # Set before the body is read: the app's usual limit is for forms.
    request.max_content_length = MOST_BYTES
    body = request.get_data(cache=False)
    if len(body) % BYTES_A_SAMPLE:
        return _refused(400, "Half a sample.")
    try:
        heard = current_kiosk().listening.hear(stream, body, _context())
    except StreamEnded as error:
        return _refused(410, str(error))
    except TooFast as error:
        return _refused(429, str(error))
    return jsonify(events=[_shown(event) for event in heard.events], level=asdict(heard.level))


@room.post("/<stream>/stop")
def stop(stream: str) -> Response:
    current_kiosk().listening.stop(stream)
    return Response(status=204)


def _context() -> Context:
    """The Context from the query: `numbers`, `reading` (a sentence's id), `question`, `wake`."""
    asked = request.args
    sentence = current_kiosk().guide.by_id.get(asked.get("reading", ""))
    return Context(
        numbers=max(0, min(asked.get("numbers", 0, int), NUMBERS[-1])),
        reading=sentence.shown if sentence else "",
        question=asked.get("question") == "1",
        wake_word=asked.get("wake") == "1",
    )


def _shown(event: Event) -> dict[str, Any]:
    """An event as JSON: its command's fields are at the top level, with `say`, the text to show."""
    return {
        "kind": event.kind,
        **_meaning(event.command),
        "other": _meaning(event.other) if event.other else None,
        "confidence": event.confidence,
        "reason": event.reason,
    }


def _meaning(command: Command | None) -> dict[str, Any]:
    if command is None:
        return {"command": None, "number": None, "section": "", "say": ""}
    return {
        "command": command.name,
        "number": command.number,
        "section": command.section,
        "say": _said(command),
    }


def _said(command: Command) -> str:
    """The text to show: a number's digits, a section's tile, else the command's first phrase."""
    kiosk = current_kiosk()
    if command.number is not None:
        return str(command.number)
    section = kiosk.guide.section(command.section)
    if section:
        return section.tile.shown
    return "".join(kiosk.edition.commands.ways(command)[:1]).capitalize()


def _refused(status: int, reason: str) -> Response:
    response = jsonify(reason=reason)
    response.status_code = status
    return response

"""Sentence id -> clip. Only sentences of the guide can be requested."""

from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, request, send_file, url_for

from kiosk.rooms.preferences import CHOICES
from kiosk.rooms.rendering import preferences
from kiosk.rooms.state import current_kiosk
from kiosk.speech.audio.flac import MIME_TYPE
from kiosk.speech.utterance import VoiceError
from kiosk.speech.waiting import VoiceBusy, Wish

room = Blueprint("speech", __name__, url_prefix="/speech")
# A clip's name changes with its sound, so the browser may keep it.
_A_DAY = 86_400
# Seconds after which to ask again: if others are waiting; if no voice can speak.
_SOON, _LATER = 1, 5


@room.get("/<sentence_id>")
def sentence(sentence_id: str) -> Response:
    """JSON with the clip's URL, duration and word times (s); it is rendered now if necessary.

    `?voice=` names a voice, else it is the visitor's. `?ahead=1`: the clip is needed later. 404 for
    an unknown id, 503 with Retry-After if no voice speaks in time (docs/page-contract.md: limits
    and order).
    """
    kiosk = current_kiosk()
    found = kiosk.guide.by_id.get(sentence_id) or abort(404)
    try:
        clip = kiosk.speech.clip_for(
            found.id, found.shown, kiosk.edition.spoken, _voice_of(found.id), _wish()
        )
    except VoiceBusy as error:
        return _refused("busy", str(error), _SOON)
    except VoiceError as error:
        return _refused("no voice", str(error), _LATER)
    words = [asdict(mark) for mark in clip.marks]
    address = url_for(".clip", name=clip.name)
    return jsonify(id=found.id, voice=clip.voice, clip=address, duration=clip.duration, words=words)


@room.get("/clips/<name>.flac")
def clip(name: str) -> Response:
    found = current_kiosk().speech.find(name) or abort(404)
    return send_file(found.path, mimetype=MIME_TYPE, max_age=_A_DAY, conditional=True)


def _voice_of(sentence_id: str) -> str:
    """The voice in the query, else the visitor's. A voice's name is spoken by that voice."""
    kiosk = current_kiosk()
    for name in CHOICES["voice"]:
        if kiosk.guide.say(f"settings.voice.{name}")[0].id == sentence_id:
            return name
    return request.args.get("voice", preferences().voice)


def _wish() -> Wish:
    """The Wish of this request. Each IP address counts as one page, as a kiosk shows one page."""
    return Wish(request.remote_addr or "", ahead=request.args.get("ahead") == "1")


def _refused(error: str, reason: str, again: int) -> Response:
    response = jsonify(error=error, reason=reason)
    response.status_code = 503
    response.headers["Retry-After"] = str(again)
    return response

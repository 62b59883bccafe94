"""The kiosk's health for staff and tools: what works, and which content was left out."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from kiosk.rooms.state import current_kiosk

room = Blueprint("health", __name__)


@room.get("/health")
def health() -> Response:
    """JSON with `status` "ok", or "degraded" and the reasons; HTTP 200 in both cases."""
    kiosk = current_kiosk()
    problems = [str(problem) for problem in kiosk.edition.problems]
    voice = kiosk.speech.status()
    hearing = kiosk.listening.status()
    good = not problems and voice.available and hearing.state != "broken"
    return jsonify(
        status="ok" if good else "degraded",
        sections=[section.slug for section in kiosk.guide.sections],
        problems=problems,
        voice={"available": voice.available, "reason": voice.reason},
        clips={"ready": voice.ready, "wanted": voice.wanted},
        listening=asdict(hearing),
    )

"""For staff and for tools: what works and what was left out."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from kiosk.rooms.state import current_kiosk

room = Blueprint("health", __name__)


@room.get("/health")
def health() -> Response:
    """Status "ok", or "degraded" with the reasons; always 200 while pages are served."""
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

"""The MMN kiosk: large print, big buttons, everything read aloud."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from kiosk.config import Settings
    from kiosk.listening.service import ListeningService
    from kiosk.rooms.state import Kiosk
    from kiosk.speech.service import SpeechService

# Set here, before any process of the kiosk loads an engine. Otherwise onnxruntime 1.29 and newer
# stores a device id in the home folder and reports every loaded model to its makers
# (microsoft/onnxruntime, pull request 27379).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def create_app(
    options: Settings | None = None,
    voice: SpeechService | None = None,
    hearing: ListeningService | None = None,
) -> Flask:
    """Create the Flask app with its content, voices, listening and all rooms.

    `options`: None takes the defaults; kiosk.toml is not read here. `voice`, `hearing`: None makes
    them from the settings. Raises ContentError if the content folder has no section to show.
    """
    # Imported here: the voice's process imports kiosk.speech and must not load Flask.
    from flask import Flask
    from htmx_flask import Htmx

    from kiosk.config import PROJECT, Settings
    from kiosk.rooms import errors, guide, hand, health, listening, session, settings, speech
    from kiosk.rooms.rendering import install_rendering
    from kiosk.rooms.security import install_security
    from kiosk.rooms.static_files import install_static_files

    options = options or Settings()
    app = Flask(
        __name__,
        template_folder=str(PROJECT / "templates"),
        static_folder=str(PROJECT / "static"),
    )
    Htmx(app)
    _open_kiosk(options, voice, hearing).attach(app)
    install_security(app, options)
    install_static_files(app)
    install_rendering(app)
    for room in (guide, speech, settings, hand, listening, session, health):
        app.register_blueprint(room.room)
    errors.install_errors(app)
    return app


def _open_kiosk(
    options: Settings, voice: SpeechService | None, hearing: ListeningService | None
) -> Kiosk:
    """The objects that all requests share; those that are None are made from the settings."""
    from kiosk.edition.keeper import EditionKeeper
    from kiosk.listening.service import ListeningService, why_off
    from kiosk.rooms.state import Kiosk
    from kiosk.speech.service import open_speech

    keeper = EditionKeeper(options.place)
    if voice is None:
        languages = (options.language,)
        voice = open_speech(options.data, options.voice, languages)
    hearing = hearing or ListeningService(off=why_off(options.listening, options.language))
    return Kiosk(options, keeper, voice, hearing)

"""What one running kiosk holds: its settings, its guide, its voice and its hearing."""

from dataclasses import dataclass

from flask import Flask, current_app

from kiosk.config import Settings
from kiosk.guide import Guide
from kiosk.guide.keeper import GuideKeeper
from kiosk.listening.service import ListeningService
from kiosk.speech.service import SpeechService

_EXTENSION = "kiosk"


@dataclass
class Kiosk:
    """Shared by every room; made once, by create_app."""

    settings: Settings
    keeper: GuideKeeper
    speech: SpeechService
    listening: ListeningService

    @property
    def guide(self) -> Guide:
        """The guide as its files are now, or were when they last could be read."""
        return self.keeper.guide

    def attach(self, app: Flask) -> None:
        app.extensions[_EXTENSION] = self


def current_kiosk() -> Kiosk:
    """The kiosk whose request this is."""
    return kiosk_of(current_app)


def kiosk_of(app: Flask) -> Kiosk:
    """The kiosk of an app, outside a request."""
    kiosk: Kiosk = app.extensions[_EXTENSION]
    return kiosk

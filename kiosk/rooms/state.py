"""What one running kiosk holds: its settings, its guide, its voice and its hearing."""

from dataclasses import dataclass

from flask import Flask, current_app, g, has_request_context

from kiosk.config import Settings
from kiosk.guide import Guide
from kiosk.guide.reload import GuideKeeper
from kiosk.listening.service import ListeningService
from kiosk.speech.service import SpeechService

_EXTENSION = "kiosk"
_GUIDE = "kiosk_guide"


@dataclass
class Kiosk:
    """Shared by every room; made once, by create_app."""

    settings: Settings
    keeper: GuideKeeper
    speech: SpeechService
    listening: ListeningService

    @property
    def guide(self) -> Guide:
        """The guide as its files are now, or were when they last could be read.

        One guide a request, from its beginning to its end: a file that is edited meanwhile shows
        at the next one.
        """
        if not has_request_context():
            return self.keeper.guide
        if _GUIDE not in g:
            setattr(g, _GUIDE, self.keeper.guide)
        guide: Guide = g.get(_GUIDE)
        return guide

    def attach(self, app: Flask) -> None:
        app.extensions[_EXTENSION] = self


def current_kiosk() -> Kiosk:
    """The kiosk whose request this is."""
    return kiosk_of(current_app)


def kiosk_of(app: Flask) -> Kiosk:
    """The kiosk of an app, outside a request."""
    kiosk: Kiosk = app.extensions[_EXTENSION]
    return kiosk

"""Objects shared by all requests: the settings, the editions, the voices, the hearing."""

from dataclasses import dataclass, field

from flask import Flask, current_app, g, has_request_context

from kiosk.config import Settings
from kiosk.edition.keeper import EditionKeeper
from kiosk.edition.model import Edition
from kiosk.guide import Guide
from kiosk.listening.service import ListeningService
from kiosk.rooms.rendered import RenderedScreens
from kiosk.speech.service import SpeechService

_EXTENSION = "kiosk"
_EDITION = "kiosk_edition"


@dataclass
class Kiosk:
    """The objects that all rooms share; create_app makes one Kiosk per app."""

    settings: Settings
    keeper: EditionKeeper
    speech: SpeechService
    listening: ListeningService
    rendered: RenderedScreens = field(default_factory=RenderedScreens)

    @property
    def edition(self) -> Edition:
        """The edition to show, the same one during a whole request.

        A file that is edited during a request counts from the next request on.
        """
        if not has_request_context():
            return self.keeper.edition
        if _EDITION not in g:
            setattr(g, _EDITION, self.keeper.edition)
        edition: Edition = g.get(_EDITION)
        return edition

    @property
    def guide(self) -> Guide:
        """The guide of `edition`."""
        return self.edition.guide

    def start(self) -> None:
        """Start the background work: rendering speech ahead, and watching the content's files."""
        if self.settings.prepare:
            self.speech.start([self.edition.script])
        self.keeper.on_change = self._follow
        self.keeper.start()

    def close(self) -> None:
        """End all processes and threads that it has started."""
        self.keeper.close()
        self.speech.close()
        self.listening.close()

    def _follow(self, edition: Edition) -> None:
        """Show a new edition: render its changed speech and listen for its commands."""
        self.rendered.clear()
        self.listening.renew(edition.commands)
        if self.settings.prepare:
            self.speech.start([edition.script])

    def attach(self, app: Flask) -> None:
        app.extensions[_EXTENSION] = self


def current_kiosk() -> Kiosk:
    """The Kiosk of the current request."""
    return kiosk_of(current_app)


def kiosk_of(app: Flask) -> Kiosk:
    """The Kiosk of an app; it needs no request."""
    kiosk: Kiosk = app.extensions[_EXTENSION]
    return kiosk

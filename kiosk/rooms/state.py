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
    """Shared by every room; made once, by create_app."""

    settings: Settings
    keeper: EditionKeeper
    speech: SpeechService
    listening: ListeningService
    rendered: RenderedScreens = field(default_factory=RenderedScreens)

    @property
    def edition(self) -> Edition:
        """The edition that is shown.

        One state of it a request, from its beginning to its end: a file that is edited meanwhile
        shows at the next one.
        """
        if not has_request_context():
            return self.keeper.edition
        if _EDITION not in g:
            setattr(g, _EDITION, self.keeper.edition)
        edition: Edition = g.get(_EDITION)
        return edition

    @property
    def guide(self) -> Guide:
        """The guide of the edition that is shown."""
        return self.edition.guide

    def start(self) -> None:
        """Begin what goes on in the background: rendering ahead, looking at the content's files."""
        if self.settings.prepare:
            self.speech.start([self.edition.script])
        self.keeper.on_change = self._follow
        self.keeper.start()

    def close(self) -> None:
        """End every process and thread of its own."""
        self.keeper.close()
        self.speech.close()
        self.listening.close()

    def _follow(self, edition: Edition) -> None:
        """Render what an edition says otherwise than before, and listen for what it knows now."""
        self.rendered.clear()
        self.listening.renew(edition.commands)
        if self.settings.prepare:
            self.speech.start([edition.script])

    def attach(self, app: Flask) -> None:
        app.extensions[_EXTENSION] = self


def current_kiosk() -> Kiosk:
    """The kiosk whose request this is."""
    return kiosk_of(current_app)


def kiosk_of(app: Flask) -> Kiosk:
    """The kiosk of an app, outside a request."""
    kiosk: Kiosk = app.extensions[_EXTENSION]
    return kiosk

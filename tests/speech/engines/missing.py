"""An engine that this machine hasn't got."""

from kiosk.speech.utterance import VoiceUnavailable


def load() -> None:
    raise VoiceUnavailable("no library here")

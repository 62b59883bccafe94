"""Several processes of one voice as one Voice, for rendering on all cores."""

import queue
from collections.abc import Callable

from kiosk.speech.utterance import Utterance
from kiosk.speech.voices import Voice


class VoicePool:
    """Speaks as many texts at once as it has processes. Any thread may call it."""

    def __init__(self, open_one: Callable[[], Voice], processes: int) -> None:
        """Opens `processes` voices, at least one. Raises VoiceUnavailable where that fails."""
        self._voices = [open_one() for _ in range(max(1, processes))]
        self._idle: queue.SimpleQueue[Voice] = queue.SimpleQueue()
        for voice in self._voices:
            self._idle.put(voice)
        self.name = self._voices[0].name
        self.fingerprint = self._voices[0].fingerprint

    def speak(self, text: str) -> Utterance:
        """The text spoken by the next voice that is free. Raises VoiceError."""
        voice = self._idle.get()
        try:
            return voice.speak(text)
        finally:
            self._idle.put(voice)

    def start(self) -> None:
        for voice in self._voices:
            voice.start()

    def close(self) -> None:
        for voice in self._voices:
            voice.close()

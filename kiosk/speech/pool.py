"""Several processes of one voice as one Voice, for rendering on all cores."""

import queue
import threading
from collections.abc import Callable

from kiosk.speech.utterance import Utterance
from kiosk.speech.voices import Voice


class VoicePool:
    """Speaks as many texts at once as it has processes. Any thread may call it."""

    def __init__(self, open_one: Callable[[], Voice], processes: int) -> None:
        """Opens one voice now and more, up to `processes`, when they are needed.

        Raises VoiceUnavailable where that fails.
        """
        self._open_one = open_one
        self._processes = max(1, processes)
        self._lock = threading.Lock()
        self._voices = [open_one()]
        self._idle: queue.SimpleQueue[Voice] = queue.SimpleQueue()
        self._idle.put(self._voices[0])
        self.name = self._voices[0].name
        self.fingerprint = self._voices[0].fingerprint

    def speak(self, text: str) -> Utterance:
        """The text spoken by the next voice that is free. Raises VoiceError."""
        voice = self._next()
        try:
            return voice.speak(text)
        finally:
            self._idle.put(voice)

    def _next(self) -> Voice:
        """One that is idle, else a new one, else the first that becomes idle."""
        with self._lock:
            if self._idle.empty() and len(self._voices) < self._processes:
                self._voices.append(self._open_one())
                return self._voices[-1]
        return self._idle.get()

    def start(self) -> None:
        for voice in self._voices:
            voice.start()

    def close(self) -> None:
        for voice in self._voices:
            voice.close()

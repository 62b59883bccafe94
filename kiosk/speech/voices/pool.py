"""Several processes of one voice as one Voice, for rendering on all cores."""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress

from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices.registry import Voice


class VoicePool:
    """Speaks as many texts at once as it has processes. Any thread may call it."""

    def __init__(self, open_one: Callable[[], Voice], processes: int) -> None:
        """Opens one voice now, and more when they are needed, up to `processes`.

        Raises VoiceUnavailable if the first one can't be opened.
        """
        self._open_one = open_one
        self._processes = max(1, processes)
        self._lock = threading.Lock()
        self._opening = 0
        self._closed = False
        self._voices = [open_one()]
        self._idle: queue.SimpleQueue[Voice] = queue.SimpleQueue()
        self._idle.put(self._voices[0])
        self.name = self._voices[0].name
        self.fingerprint = self._voices[0].fingerprint

    def speak(self, text: str) -> Utterance:
        """Speak the text with the next free voice. Raises VoiceError.

        If a voice becomes unavailable, it is closed and the others speak its texts.
        """
        while True:
            voice = self._next()
            try:
                utterance = voice.speak(text)
            except VoiceUnavailable:
                if self._drop(voice):
                    continue
                self._idle.put(voice)
                raise
            except BaseException:
                self._idle.put(voice)
                raise
            self._idle.put(voice)
            return utterance

    def _next(self) -> Voice:
        """An idle voice, else a new one, else the first that becomes idle."""
        with self._lock:
            opens = self._idle.empty() and len(self._voices) + self._opening < self._processes
            self._opening += opens
        voice = self._opened() if opens else None
        return voice or self._idle.get()

    def _opened(self) -> Voice | None:
        """A new voice; None if that fails, and then no more are opened."""
        voice: Voice | None = None
        with suppress(VoiceError):  # the others speak its texts
            voice = self._open_one()
        with self._lock:
            self._opening -= 1
            if voice is None:
                self._processes = len(self._voices)
            elif self._closed:
                voice.close()
            else:
                self._voices.append(voice)
        return voice

    def _drop(self, voice: Voice) -> bool:
        """Remove and close a voice; False if it is the last one, which stays."""
        with self._lock:
            if len(self._voices) == 1:
                return False
            self._voices.remove(voice)
            self._processes = len(self._voices)
        voice.close()
        return True

    def start(self) -> None:
        for voice in self._all():
            voice.start()

    def keep(self) -> None:
        for voice in self._all():
            voice.keep()

    def close(self) -> None:
        self._closed = True
        for voice in self._all():
            voice.close()

    def _all(self) -> list[Voice]:
        with self._lock:
            return list(self._voices)

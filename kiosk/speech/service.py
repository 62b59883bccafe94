"""The kiosk's voice as the rooms see it: clips now, the rest in the background, and its state."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.speech.clip import Clip, ClipStore
from kiosk.speech.lexicon import Lexicon, LexiconError
from kiosk.speech.speaker import PrepareSummary, Speaker
from kiosk.speech.voices import VoiceError, VoiceUnavailable, open_voice


@dataclass(frozen=True, slots=True)
class SpeechStatus:
    """`ready` of `wanted` clips are rendered; `reason` says why there is no voice."""

    available: bool
    reason: str
    ready: int
    wanted: int


class SpeechService:
    """Opens the voice when it is first needed; a kiosk without one still shows every screen."""

    def __init__(self, data: Path, lexicon: Path, voice: str = "clear") -> None:
        self._store = ClipStore((data / "clips").absolute())
        self._lexicon_file = lexicon
        self._voice = voice
        self._lock = threading.Lock()
        self._speaker: Speaker | None = None
        self._reason = ""
        self._ready = 0
        self._wanted = 0

    def clip_for(self, sentence_id: str, shown: str) -> Clip:
        """The clip of a sentence. Raises VoiceError where it can't be had."""
        return self._open().clip_for(sentence_id, shown)

    def find(self, name: str) -> Clip | None:
        """A clip that is already there, by its name; None for what is no clip's name too."""
        try:
            return self._store.find(name)
        except ValueError:
            return None

    def status(self) -> SpeechStatus:
        return SpeechStatus(not self._reason, self._reason, self._ready, self._wanted)

    def prepare(
        self, sentences: Iterable[tuple[str, str]], progress: Callable[[int, int], None]
    ) -> PrepareSummary:
        """Render every sentence with a worker of its own; a person's tap never waits for it.

        `progress(ready, wanted)` is called after each clip.
        """
        speaker = self._make_speaker(background=True)
        try:
            return speaker.prepare(sentences, progress)
        finally:
            speaker.close()

    def start(self, sentences: Iterable[tuple[str, str]]) -> threading.Thread:
        """Open the voice and render in the background."""
        wanted = list(sentences)
        thread = threading.Thread(target=self._run, args=(wanted,), name="prepare", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        with self._lock:
            if self._speaker is not None:
                self._speaker.close()
                self._speaker = None

    def _run(self, wanted: list[tuple[str, str]]) -> None:
        try:
            self._open()
            self._wanted = len(wanted)
            self.prepare(wanted, self._count)
        except VoiceError as error:
            self._reason = str(error)

    def _count(self, ready: int, wanted: int) -> None:
        self._ready, self._wanted = ready, wanted

    def _open(self) -> Speaker:
        with self._lock:
            if self._speaker is None:
                try:
                    self._speaker = self._make_speaker()
                except VoiceError as error:
                    self._reason = str(error)
                    raise
                self._reason = ""
            return self._speaker

    def _make_speaker(self, background: bool = False) -> Speaker:
        try:
            lexicon = Lexicon.load(self._lexicon_file)
        except LexiconError as error:
            raise VoiceUnavailable(str(error)) from error
        return Speaker(open_voice(self._voice, background), self._store, lexicon)

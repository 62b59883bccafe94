"""The kiosk's voices as the rooms see them: clips now, the rest in the background, their state."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.speech.clip import Clip, ClipStore
from kiosk.speech.lexicon import Lexicon, LexiconError
from kiosk.speech.pool import VoicePool
from kiosk.speech.speaker import PrepareSummary, Speaker
from kiosk.speech.voices import (
    VoiceError,
    VoiceUnavailable,
    available_voices,
    open_voice,
    preferred,
)

# Told (voice, clips ready, clips wanted) after each clip.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class SpeechStatus:
    """`ready` of `wanted` clips are rendered; `reason` says what is wrong with a voice.

    `available`: there is one that speaks.
    """

    available: bool
    reason: str
    ready: int
    wanted: int


class SpeechService:
    """Opens each voice when it is first needed; a kiosk without one still shows every screen."""

    def __init__(
        self,
        data: Path,
        lexicon: Path,
        voices: Sequence[str] = ("clear",),
        model: Path | None = None,
    ) -> None:
        """`voices` are names, the kiosk's own first; `model` is a Piper model to use instead of
        the package's."""
        self.voices = tuple(voices)
        self._store = ClipStore((data / "clips").absolute())
        self._lexicon_file = lexicon
        self._model = model
        self._lock = threading.Lock()
        self._speakers: dict[str, Speaker] = {}
        self._reasons: dict[str, str] = {}
        self._ready: dict[str, int] = {}
        self._wanted = 0
        self._rendering: Speaker | None = None
        self._broken: set[str] = set()

    def clip_for(self, sentence_id: str, shown: str, voice: str = "") -> Clip:
        """The clip of a sentence, in the kiosk's own voice where no other is asked for.

        Where a voice can't be opened the next one speaks: better another voice than none. Raises
        VoiceError where the text can't be spoken.
        """
        wanted = dict.fromkeys(name for name in (voice, *self.voices) if name in self.voices)
        names = [name for name in wanted if name not in self._broken] or [*wanted]
        for name in names[:-1]:
            try:
                return self._speaker(name).clip_for(sentence_id, shown)
            except VoiceUnavailable as error:
                self._give_up(name, error)
        return self._speaker(names[-1]).clip_for(sentence_id, shown)

    def find(self, name: str) -> Clip | None:
        """A clip that is already there, by its name; None for what is no clip's name too."""
        try:
            return self._store.find(name)
        except ValueError:
            return None

    def status(self) -> SpeechStatus:
        reason = " ".join(dict.fromkeys(self._reasons.values()))
        available = len(self._reasons) < len(self.voices)
        return SpeechStatus(available, reason, sum(self._ready.values()), self._wanted)

    def prepare(
        self, sentences: Iterable[tuple[str, str]], progress: Progress, processes: int = 1
    ) -> dict[str, PrepareSummary]:
        """Render every sentence in every voice, and delete the clips that nobody uses.

        It has workers of its own, `processes` a voice; a person's tap never waits for them. What
        each voice came to, by its name, without those that can't be opened (status() says why).
        Raises VoiceUnavailable where none can.
        """
        started = time.time()
        wanted = list(dict.fromkeys(sentences))
        done: dict[str, PrepareSummary] = {}
        for name in self.voices:
            try:
                done[name] = self._prepare(name, wanted, progress, processes)
            except VoiceUnavailable as error:
                self._reasons[name] = str(error)
                if len(self._reasons) == len(self.voices):
                    raise
        if len(done) == len(self.voices) and all(summary.names for summary in done.values()):
            used = [name for summary in done.values() for name in summary.names]
            self._store.remove_unused(used, older_than=started)
        return done

    def start(self, sentences: Iterable[tuple[str, str]]) -> threading.Thread:
        """Open the voices and render in the background."""
        wanted = list(dict.fromkeys(sentences))
        thread = threading.Thread(target=self._run, args=(wanted,), name="prepare", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """End every voice, and the rendering in the background."""
        with self._lock:
            if self._rendering is not None:
                self._rendering.close()
            for speaker in self._speakers.values():
                speaker.close()
            self._speakers.clear()

    def _prepare(
        self, name: str, wanted: list[tuple[str, str]], progress: Progress, processes: int
    ) -> PrepareSummary:
        speaker = self._make_speaker(name, background=True, processes=processes)
        self._rendering = speaker
        try:
            return speaker.prepare(wanted, lambda ready, of: progress(name, ready, of))
        finally:
            self._rendering = None
            speaker.close()

    def _run(self, wanted: list[tuple[str, str]]) -> None:
        self._wanted = len(wanted) * len(self.voices)
        for name in self.voices:
            try:
                self._warm(name, wanted)
            except VoiceError as error:
                self._reasons[name] = str(error)
        try:
            self.prepare(wanted, self._count)
        except VoiceError:
            return  # the reason is noted

    def _warm(self, name: str, wanted: list[tuple[str, str]]) -> None:
        """Start the voice's process only where a tap may need it: a model takes 480 MB."""
        speaker = self._speaker(name)
        if any(not self._store.has(speaker.name_for(*sentence)) for sentence in wanted):
            speaker.start()

    def _give_up(self, name: str, error: VoiceUnavailable) -> None:
        """Not to be tried at every tap, if it is the voice itself and not the lexicon."""
        self._reasons[name] = str(error)
        if name in self._speakers:
            self._broken.add(name)

    def _count(self, name: str, ready: int, _wanted: int) -> None:
        self._ready[name] = ready

    def _speaker(self, name: str) -> Speaker:
        with self._lock:
            if name not in self._speakers:
                try:
                    self._speakers[name] = self._make_speaker(name)
                except VoiceError as error:
                    self._reasons[name] = str(error)
                    raise
                self._reasons.pop(name, None)
            return self._speakers[name]

    def _make_speaker(self, name: str, background: bool = False, processes: int = 1) -> Speaker:
        try:
            lexicon = Lexicon.load(self._lexicon_file, name)
        except LexiconError as error:
            raise VoiceUnavailable(str(error)) from error
        if not background:
            return Speaker(open_voice(name, model=self._model), self._store, lexicon)
        pool = VoicePool(lambda: open_voice(name, True, self._model), processes)
        return Speaker(pool, self._store, lexicon, at_once=processes)


def open_speech(data: Path, lexicon: Path, voice: str, model: Path | None = None) -> SpeechService:
    """The service with every voice of this machine, the wanted one first if it is there."""
    return SpeechService(data, lexicon, preferred(voice, available_voices(model)), model)

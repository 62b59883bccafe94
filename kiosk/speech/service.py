"""The kiosk's voices as the rooms see them: clips now, the rest in the background, their state."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.speech.clip import Clip, ClipStore
from kiosk.speech.clip_use import ClipUse
from kiosk.speech.line import VoiceLine
from kiosk.speech.renderer import ClipRenderer, PrepareSummary
from kiosk.speech.text.lexicon import Lexicon, LexiconError
from kiosk.speech.voices.pool import VoicePool
from kiosk.speech.voices.registry import (
    VoiceError,
    VoiceUnavailable,
    available_voices,
    open_voice,
    preferred,
)
from kiosk.speech.waiting import WANTED_LIMIT, VoiceBusy, VoiceLate, WaitingRoom, Wish
from kiosk.worker.restarts import RestartBackoff

# Told (voice, clips ready, clips wanted) after each clip.
Progress = Callable[[str, int, int], None]
PATIENT = Wish()


@dataclass(frozen=True, slots=True)
class SpeechStatus:
    """`ready` of `wanted` clips are rendered; `reason` says what is wrong with a voice now.

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
        self._use = ClipUse((data / "clips_used").absolute())
        self._lexicon_file = lexicon
        self._model = model
        self._waiting = WaitingRoom()
        self._lines = {
            name: VoiceLine(name, partial(self._make_renderer, name)) for name in self.voices
        }
        self._unprepared: dict[str, str] = {}  # voice -> why it can't render ahead
        self._ready: dict[str, int] = {}
        self._wanted = 0
        self._rendering: ClipRenderer | None = None
        self._closed = threading.Event()

    def clip_for(self, sentence_id: str, shown: str, voice: str = "", wish: Wish = PATIENT) -> Clip:
        """The clip of a sentence, in the kiosk's own voice where no other is asked for.

        Where a voice can't speak it, or not in time, the next one does: better another voice than
        none. Raises VoiceError where none does: VoiceBusy where that is only for the crowd.
        """
        names = (voice, *self.voices)
        wanted = [*dict.fromkeys(name for name in names if name in self.voices)]
        until = time.monotonic() + wish.limit
        failed: VoiceError | None = None
        if wish.hurried:
            for line in self._lines.values():
                line.open()  # the other voice too: should it be needed, it is at once
        with self._waiting.seat_for(wish) as seat:
            for name in wanted:
                limit = until - time.monotonic()
                if wish.hurried and name != wanted[-1]:
                    limit = min(limit, WANTED_LIMIT)
                try:
                    return self._lines[name].clip(sentence_id, shown, seat, limit)
                except VoiceBusy:
                    raise
                except VoiceLate as error:
                    if wish.ahead:
                        raise VoiceBusy(str(error)) from error
                    failed = error
                except VoiceError as error:
                    failed = error
        raise failed or VoiceUnavailable("There is no voice.")

    def find(self, name: str) -> Clip | None:
        """A clip that is already there, by its name; None for what is no clip's name too."""
        try:
            return self._store.find(name)
        except ValueError:
            return None

    def status(self) -> SpeechStatus:
        """How it is now: what has mended itself is not told any more."""
        faults = {
            name: line.fault or self._unprepared.get(name, "") for name, line in self._lines.items()
        }
        reasons = dict.fromkeys(reason for reason in faults.values() if reason)
        available = not all(faults.values())
        return SpeechStatus(available, " ".join(reasons), sum(self._ready.values()), self._wanted)

    def open(self, limit: float = 0.0, ready: bool = False) -> None:
        """Open every voice in the background, so that the first tap finds it open.

        Waits for that, `limit` seconds at most. `ready`: has the kiosk's own voice started too.
        """
        until = time.monotonic() + limit
        for line in self._lines.values():
            line.open()
        for name, line in self._lines.items():
            needed = partial(_always, ready and name == self.voices[0])
            with suppress(VoiceError):  # the line says why, and tries again
                line.start(needed, until - time.monotonic())

    def prepare(
        self, sentences: Iterable[tuple[str, str]], progress: Progress, processes: int = 1
    ) -> dict[str, PrepareSummary]:
        """Render every sentence in every voice, and delete the clips that no content folder uses.

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
                self._unprepared.pop(name, None)
            except VoiceUnavailable as error:
                self._unprepared[name] = str(error)
                if len(self._unprepared) == len(self.voices):
                    raise
        if len(done) == len(self.voices) and all(summary.names for summary in done.values()):
            self._tidy([name for summary in done.values() for name in summary.names], started)
        return done

    def start(self, sentences: Iterable[tuple[str, str]]) -> threading.Thread:
        """Open the voices and render in the background."""
        wanted = list(dict.fromkeys(sentences))
        thread = threading.Thread(target=self._run, args=(wanted,), name="prepare", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """End every voice, and the rendering in the background."""
        self._closed.set()
        rendering = self._rendering
        if rendering is not None:
            rendering.close()
        for line in self._lines.values():
            line.close()

    def _prepare(
        self, name: str, wanted: list[tuple[str, str]], progress: Progress, processes: int
    ) -> PrepareSummary:
        renderer = self._make_renderer(name, background=True, processes=processes)
        self._rendering = renderer
        try:
            if self._closed.is_set():
                renderer.close()
            return renderer.prepare(wanted, lambda ready, of: progress(name, ready, of))
        finally:
            self._rendering = None
            renderer.close()

    def _tidy(self, names: list[str], started: float) -> None:
        """Delete what no content folder uses, this one or another that shares the data."""
        self._use.record(self._lexicon_file.parent, names)
        used = self._use.names()
        if used is not None:
            self._store.remove_unused(used, older_than=started)

    def _run(self, wanted: list[tuple[str, str]]) -> None:
        """Render all; what can't be rendered now is tried again, later and later."""
        self._wanted = len(wanted) * len(self.voices)
        restarts = RestartBackoff(time.monotonic)
        while not self._closed.is_set():
            for name in self.voices:
                self._warm(name, wanted)
            try:
                self.prepare(wanted, self._count)
            except (VoiceError, OSError) as error:
                self._unprepared = dict.fromkeys(self.voices, str(error)) | self._unprepared
            if not self._unprepared:
                return
            restarts.failed(hopeless=True)
            self._closed.wait(restarts.wait)

    def _warm(self, name: str, wanted: list[tuple[str, str]]) -> None:
        """Start the voice's process only where a tap may need it: a model takes 480 MB."""

        def is_needed(renderer: ClipRenderer) -> bool:
            return any(not self._store.has(renderer.name_for(*sentence)) for sentence in wanted)

        with suppress(VoiceError):  # the line says why, and tries again
            self._lines[name].start(is_needed)

    def _count(self, name: str, ready: int, _wanted: int) -> None:
        self._ready[name] = ready

    def _make_renderer(
        self, name: str, background: bool = False, processes: int = 1
    ) -> ClipRenderer:
        try:
            lexicon = Lexicon.load(self._lexicon_file, name)
        except LexiconError as error:
            raise VoiceUnavailable(str(error)) from error
        if not background:
            return ClipRenderer(open_voice(name, model=self._model), self._store, lexicon)
        pool = VoicePool(lambda: open_voice(name, True, self._model), processes)
        return ClipRenderer(pool, self._store, lexicon, at_once=processes)


def _always(answer: bool, _renderer: ClipRenderer) -> bool:
    return answer


def open_speech(data: Path, lexicon: Path, voice: str, model: Path | None = None) -> SpeechService:
    """The service with every voice of this machine, the wanted one first if it is there."""
    return SpeechService(data, lexicon, preferred(voice, available_voices(model)), model)

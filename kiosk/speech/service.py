"""The kiosk's voices as the rooms see them: clips now, the rest in the background, their state."""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.files.place import ENGLISH
from kiosk.speech.ahead import Progress, RenderAhead
from kiosk.speech.clip import Clip, ClipStore
from kiosk.speech.line import VoiceLine
from kiosk.speech.renderer import ClipRenderer, PrepareSummary
from kiosk.speech.text.spoken_forms import Script, SpokenForms
from kiosk.speech.voices.pool import VoicePool
from kiosk.speech.voices.registry import (
    VoiceError,
    VoiceUnavailable,
    available_voices,
    open_voice,
    preferred,
    speaks,
)
from kiosk.speech.waiting import WANTED_LIMIT, VoiceBusy, VoiceLate, WaitingRoom, Wish

PATIENT = Wish()

__all__ = ["PATIENT", "Progress", "SpeechService", "SpeechStatus", "open_speech"]


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
        voices: Sequence[str] = ("clear",),
        languages: Sequence[str] = (ENGLISH,),
    ) -> None:
        """`voices` are names, the kiosk's own first. Each has a process for each of the
        `languages` that it speaks."""
        self.voices = tuple(name for name in voices if any(speaks(name, one) for one in languages))
        self._store = ClipStore((data / "clips").absolute())
        self._waiting = WaitingRoom()
        self._lines = {
            (language, name): VoiceLine(name, partial(self._make_renderer, language, name))
            for language in languages
            for name in self.voices
            if speaks(name, language)
        }
        self._ahead = RenderAhead(data, self._store, self._lines, self._make_renderer)

    def clip_for(
        self,
        sentence_id: str,
        shown: str,
        spoken: SpokenForms,
        voice: str = "",
        wish: Wish = PATIENT,
    ) -> Clip:
        """The clip of a sentence, in the kiosk's own voice where no other is asked for.

        Where a voice can't speak it, or not in time, the next one does: better another voice than
        none. Raises VoiceError where none does: VoiceBusy where that is only for the crowd.
        """
        names = dict.fromkeys((voice, *self.voices))
        lines = [self._lines[spoken.language, name] for name in names if self._has(spoken, name)]
        until = time.monotonic() + wish.limit
        failed: VoiceError | None = None
        if wish.hurried:
            for line in lines:
                line.open()  # the other voice too: should it be needed, it is at once
        with self._waiting.seat_for(wish) as seat:
            for line in lines:
                limit = until - time.monotonic()
                if wish.hurried and line is not lines[-1]:
                    limit = min(limit, WANTED_LIMIT)
                try:
                    return line.clip(sentence_id, spoken.say(shown, line.name), seat, limit)
                except VoiceBusy:
                    raise
                except VoiceLate as error:
                    if wish.ahead:
                        raise VoiceBusy(str(error)) from error
                    failed = error
                except VoiceError as error:
                    failed = error
        raise failed or VoiceUnavailable(f"There is no voice for {spoken.language}.")

    def find(self, name: str) -> Clip | None:
        """A clip that is already there, by its name; None if unknown or invalid."""
        try:
            return self._store.find(name)
        except ValueError:
            return None

    def status(self) -> SpeechStatus:
        """How it is now: what has mended itself is not told any more.

        It is available where every language has a voice that speaks.
        """
        faults = {
            key: line.fault or self._ahead.faults.get(key, "") for key, line in self._lines.items()
        }
        reasons = dict.fromkeys(reason for reason in faults.values() if reason)
        heard = {language for (language, _), fault in faults.items() if not fault}
        available = bool(faults) and heard == {language for language, _ in faults}
        return SpeechStatus(available, " ".join(reasons), self._ahead.ready, self._ahead.wanted)

    def open(self, limit: float = 0.0, ready: bool = False) -> None:
        """Open every voice in the background, so that the first tap finds it open.

        Waits for that, `limit` seconds at most. `ready`: has the kiosk's own voice started too.
        """
        until = time.monotonic() + limit
        for line in self._lines.values():
            line.open()
        for line in self._lines.values():
            needed = partial(_always, ready and line.name == self.voices[0])
            with suppress(VoiceError):  # the line says why, and tries again
                line.start(needed, until - time.monotonic())

    def prepare(
        self, script: Script, progress: Progress, processes: int = 1
    ) -> dict[str, PrepareSummary]:
        """Render all that a guide says in every voice, and delete the clips that no guide uses.

        It has workers of its own, `processes` a voice; a person's tap never waits for them. What
        each voice came to, by its name, without those that can't be opened (status() says why).
        Raises VoiceUnavailable where none can.
        """
        return self._ahead.prepare(script, progress, processes)

    def start(self, scripts: Sequence[Script]) -> threading.Thread:
        """Open the voices and render in the background; what was rendered there before stops."""
        return self._ahead.start(scripts)

    def close(self) -> None:
        """End every voice, and the rendering in the background."""
        self._ahead.close()
        for line in self._lines.values():
            line.close()

    def _has(self, spoken: SpokenForms, name: str) -> bool:
        return (spoken.language, name) in self._lines

    def _make_renderer(
        self, language: str, name: str, background: bool = False, processes: int = 1
    ) -> ClipRenderer:
        if not background:
            voice = open_voice(name, language=language)
            return ClipRenderer(voice, self._store)
        pool = VoicePool(lambda: open_voice(name, True, language), processes)
        return ClipRenderer(pool, self._store, at_once=processes)


def _always(answer: bool, _renderer: ClipRenderer) -> bool:
    return answer


def open_speech(data: Path, voice: str, languages: Sequence[str] = (ENGLISH,)) -> SpeechService:
    """The service with every voice of this machine, the wanted one first if it is there."""
    return SpeechService(data, preferred(voice, _available(languages)), languages)


def _available(languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in languages for name in available_voices(one)))

"""The interface of kiosk/rooms to the voices: clips, rendering in the background, and status."""

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
    """`available`: every language has a voice that works. `reason`: what is wrong with voices now.

    `ready` of `wanted` clips are done ahead, failed ones included.
    """

    available: bool
    reason: str
    ready: int
    wanted: int


class SpeechService:
    """Opens each voice when it is first needed. Without any voice, all screens still work."""

    def __init__(
        self,
        data: Path,
        voices: Sequence[str] = ("clear",),
        languages: Sequence[str] = (ENGLISH,),
    ) -> None:
        """`voices`: names, the kiosk's default voice first. Each gets one process for each of the
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
        """The clip of a sentence in `voice`, by default the kiosk's own.

        If a voice fails or is late, the next one is tried. Raises VoiceError if none succeeds, and
        VoiceBusy if asking again can help.
        """
        names = dict.fromkeys((voice, *self.voices))
        lines = [self._lines[spoken.language, name] for name in names if self._has(spoken, name)]
        until = time.monotonic() + wish.limit
        failed: VoiceError | None = None
        if wish.hurried:
            for line in lines:
                line.open()  # the other voices too: one of them may be needed at once
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
        """The state now, without faults that are over.

        `available` is true if every language has a voice without a fault.
        """
        faults = {
            key: line.fault or self._ahead.faults.get(key, "") for key, line in self._lines.items()
        }
        reasons = dict.fromkeys(reason for reason in faults.values() if reason)
        heard = {language for (language, _), fault in faults.items() if not fault}
        available = bool(faults) and heard == {language for language, _ in faults}
        return SpeechStatus(available, " ".join(reasons), self._ahead.ready, self._ahead.wanted)

    def open(self, limit: float = 0.0, ready: bool = False) -> None:
        """Open every voice, so that it is open at the first tap.

        Waits for that at most `limit` seconds. `ready`: also start the default voice's process.
        """
        until = time.monotonic() + limit
        for line in self._lines.values():
            line.open()
        for line in self._lines.values():
            needed = partial(_always, ready and line.name == self.voices[0])
            with suppress(VoiceError):  # VoiceLine.fault has the reason, and the line retries
                line.start(needed, until - time.monotonic())

    def prepare(
        self, script: Script, progress: Progress, processes: int = 1
    ) -> dict[str, PrepareSummary]:
        """Render a guide's sentences in every voice, and delete the clips that no guide uses.

        Uses `processes` extra processes for each voice; a tap never waits for them. Returns a
        summary by voice name, without voices that can't be opened (see `status().reason`).
        Raises VoiceUnavailable if none can be opened.
        """
        return self._ahead.prepare(script, progress, processes)

    def start(self, scripts: Sequence[Script]) -> threading.Thread:
        """Open the voices and render `scripts` in a background thread; stops the run before."""
        return self._ahead.start(scripts)

    def close(self) -> None:
        """End every voice and stop rendering in the background."""
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
    """The service with every voice installed here; `voice` is the default one if available."""
    return SpeechService(data, preferred(voice, _available(languages)), languages)


def _available(languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in languages for name in available_voices(one)))

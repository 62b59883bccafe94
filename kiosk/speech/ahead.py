"""Renders all sentences of the guides in every voice before anybody asks for them."""

import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from kiosk.speech.clip import ClipStore
from kiosk.speech.clip_use import ClipUse
from kiosk.speech.line import VoiceLine
from kiosk.speech.renderer import ClipRenderer, PrepareSummary
from kiosk.speech.text.spoken_forms import Script
from kiosk.speech.text.spoken_text import SpokenText
from kiosk.speech.utterance import VoiceError, VoiceUnavailable
from kiosk.worker.restarts import RestartBackoff

# (language, name of a voice that speaks it).
Key = tuple[str, str]
# (sentence id, text for the voice).
Said = tuple[str, SpokenText]


class Progress(Protocol):
    """Called after each clip: `ready` of the `wanted` clips are done, failed ones included."""

    def __call__(self, voice: str, ready: int, wanted: int, /) -> None: ...


class MakeRenderer(Protocol):
    """Opens a voice and returns its renderer. `processes` counts only if `background`.

    Raises VoiceError.
    """

    def __call__(
        self, language: str, name: str, background: bool, processes: int, /
    ) -> ClipRenderer: ...


class RenderAhead:
    """Renders whole scripts, one after the other. Any thread may call it.

    `faults`: the reason for each voice that can't render ahead now. `ready` of `wanted` clips of
    the scripts last given to start() are done.
    """

    def __init__(
        self,
        data: Path,
        store: ClipStore,
        lines: Mapping[Key, VoiceLine],
        make_renderer: MakeRenderer,
    ) -> None:
        """`data`: the folder in which `clips_used` records the clips in use."""
        self.faults: dict[Key, str] = {}
        self.wanted = 0
        self._store = store
        self._use = ClipUse((data / "clips_used").absolute())
        self._lines = lines
        self._make_renderer = make_renderer
        self._lock = threading.Lock()
        self._counts: dict[Key, int] = {}
        self._run = 0  # number of the latest run; earlier runs stop
        self._renderers: dict[int, ClipRenderer] = {}
        self._closed = threading.Event()

    @property
    def ready(self) -> int:
        """How many clips are done, failed ones included."""
        return sum(self._counts.values())

    def prepare(
        self, script: Script, progress: Progress, processes: int
    ) -> dict[str, PrepareSummary]:
        """See SpeechService.prepare()."""
        return self._prepare(script, progress, processes, self._begin_run())

    def start(self, scripts: Sequence[Script]) -> threading.Thread:
        """See SpeechService.start()."""
        arguments = (tuple(scripts), self._begin_run())
        thread = threading.Thread(
            target=self._render_all, args=arguments, name="prepare", daemon=True
        )
        thread.start()
        return thread

    def close(self) -> None:
        """Stop rendering for good."""
        self._closed.set()
        self._begin_run()

    def _begin_run(self) -> int:
        """Stop the current run and return the number of the new one."""
        with self._lock:
            self._run += 1
            for renderer in self._renderers.values():
                renderer.close()
            return self._run

    def _is_over(self, run: int) -> bool:
        return self._closed.is_set() or run != self._run

    def _prepare(
        self, script: Script, progress: Progress, processes: int, run: int
    ) -> dict[str, PrepareSummary]:
        started = time.time()
        keys = self._keys(script)
        done: dict[str, PrepareSummary] = {}
        fault = f"There is no voice for {script.spoken.language}."
        for key in keys:
            if self._is_over(run):
                break
            try:
                done[key[1]] = self._prepare_voice(key, script, progress, processes, run)
                if not self._is_over(run):
                    self.faults.pop(key, None)
            except VoiceError as error:
                fault = self.faults[key] = str(error)
        if not done and not self._is_over(run):
            raise VoiceUnavailable(fault)
        if len(done) == len(keys) and all(summary.names for summary in done.values()):
            names = [name for summary in done.values() for name in summary.names]
            self._tidy(script.folder, names, started)
        return done

    def _prepare_voice(
        self, key: Key, script: Script, progress: Progress, processes: int, run: int
    ) -> PrepareSummary:
        renderer = self._make_renderer(*key, True, processes)
        with self._lock:
            self._renderers[run] = renderer
        try:
            if self._is_over(run):
                renderer.close()
            said = script.said_by(key[1])
            return renderer.prepare(said, lambda ready, of: progress(key[1], ready, of))
        finally:
            with self._lock:
                self._renderers.pop(run, None)
            renderer.close()

    def _tidy(self, folder: Path, names: list[str], started: float) -> None:
        """Record `names` as used by `folder`; delete older clips that no content folder uses."""
        self._use.record(folder, names)
        used = self._use.names()
        if used is not None:
            self._store.remove_unused(used, older_than=started)

    def _render_all(self, scripts: Sequence[Script], run: int) -> None:
        """Render all scripts; while a voice has a fault, try again after growing waits."""
        self._counts = {}
        self.wanted = sum(
            len(set(script.sentences)) * len(self._keys(script)) for script in scripts
        )
        restarts = RestartBackoff(time.monotonic)
        while not self._is_over(run):
            for script in scripts:
                self._warm(script)
            for script in scripts:
                try:
                    self._prepare(script, partial(self._count, script.spoken.language), 1, run)
                except (VoiceError, OSError) as error:
                    if self._is_over(run):
                        return
                    self.faults = dict.fromkeys(self._keys(script), str(error)) | self.faults
            if not self.faults:
                return
            restarts.failed(hopeless=True)
            self._closed.wait(restarts.wait)

    def _keys(self, script: Script) -> list[Key]:
        return [key for key in self._lines if key[0] == script.spoken.language]

    def _warm(self, script: Script) -> None:
        """Open each voice; start its process only if a clip is missing: a model takes 200 MB."""
        for key in self._keys(script):
            said = script.said_by(key[1])

            def is_needed(renderer: ClipRenderer, said: Sequence[Said] = said) -> bool:
                return any(not self._store.has(renderer.name_for(*one)) for one in said)

            with suppress(VoiceError):  # VoiceLine.fault has the reason, and the line retries
                self._lines[key].start(is_needed)

    def _count(self, language: str, name: str, ready: int, _wanted: int) -> None:
        self._counts[language, name] = ready

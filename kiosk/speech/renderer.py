"""Turns sentences into clips: from the store if they exist, else rendered now."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from kiosk.speech.clip import Clip, ClipStore, clip_name
from kiosk.speech.marks import word_marks
from kiosk.speech.text.spoken_text import SpokenText
from kiosk.speech.voices.registry import Voice, VoiceError


@dataclass(frozen=True, slots=True)
class PrepareSummary:
    """The result of rendering ahead.

    `clips`: how many of the wanted clips exist now; `rendered`: how many of these are new.
    `seconds_of_speech`: total duration of the clips; `seconds_taken`: elapsed time. `failures`:
    (sentence id, reason). `names`: of all wanted clips, failed ones included; empty if rendering
    was stopped early. `notes`: (sentence id, what could not be done to its sound).
    """

    clips: int
    rendered: int
    seconds_of_speech: float
    seconds_taken: float
    failures: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class ClipRenderer:
    """Renders clips with one voice into a store. Any thread may call it.

    Use a separate ClipRenderer, with its own voice, for `prepare`, so that a tap never waits for
    it. Both may share the store.
    """

    def __init__(self, voice: Voice, store: ClipStore, at_once: int = 1) -> None:
        """`at_once`: how many texts the voice speaks in parallel; more than 1 for a VoicePool."""
        self._voice = voice
        self._store = store
        self._at_once = at_once
        self._lock = threading.Lock()
        self._coming: dict[str, Future[Clip]] = {}
        self._closed = threading.Event()

    def name_for(self, sentence_id: str, said: SpokenText) -> str:
        """The name of the sentence's clip, rendered or not."""
        return clip_name(sentence_id, self._voice.fingerprint, said.text)

    def find(self, name: str) -> Clip | None:
        """The clip of that name; None if it is missing or damaged."""
        return self._store.find(name)

    def clip_for(self, sentence_id: str, said: SpokenText) -> Clip:
        """The sentence's clip, rendered now if missing; only once for simultaneous calls.

        Raises VoiceError, and OSError if the clip can't be written.
        """
        clip, _ = self._clip(self.name_for(sentence_id, said), said)
        return clip

    def prepare(
        self,
        wanted: Sequence[tuple[str, SpokenText]],
        progress: Callable[[int, int], None] | None = None,
    ) -> PrepareSummary:
        """Render each missing clip of `wanted`, which has (sentence id, text for the voice).

        Calls `progress(done, all)` after each. A failure doesn't stop the others; close() does.
        """
        started = time.time()
        names = [self.name_for(*one) for one in wanted]
        clips: list[tuple[Clip, bool]] = []
        failures: list[tuple[str, str]] = []
        for done, made in enumerate(self._attempts(names, wanted), start=1):
            if isinstance(made, str):
                failures.append((wanted[done - 1][0], made))
            elif made is not None:
                clips.append(made)
            if progress is not None and made is not None:
                progress(done, len(wanted))
        whole = len(clips) + len(failures) == len(wanted)
        return PrepareSummary(
            clips=len(clips),
            rendered=sum(is_new for _, is_new in clips),
            seconds_of_speech=sum(clip.duration for clip, _ in clips),
            seconds_taken=time.time() - started,
            failures=tuple(failures),
            notes=tuple(
                (clip.name.rpartition("-")[0], clip.note) for clip, _ in clips if clip.note
            ),
            names=tuple(names) if whole else (),
        )

    def start(self) -> None:
        """Start the voice, so that it is ready at the first tap. Raises VoiceUnavailable."""
        self._voice.start()

    def keep(self) -> None:
        """Restart the voice's processes that have died. Raises VoiceUnavailable."""
        self._voice.keep()

    def close(self) -> None:
        """Stop a running `prepare` and close the voice."""
        self._closed.set()
        self._voice.close()

    def _attempts(
        self, names: Sequence[str], wanted: Sequence[tuple[str, SpokenText]]
    ) -> Iterator[tuple[Clip, bool] | str | None]:
        """For each in order: (clip, is new), or the reason for a failure; None after close()."""
        texts = [said for _, said in wanted]
        if self._at_once == 1:
            yield from map(self._attempt, names, texts)
            return
        with ThreadPoolExecutor(self._at_once) as threads:
            yield from threads.map(self._attempt, names, texts)

    def _attempt(self, name: str, said: SpokenText) -> tuple[Clip, bool] | str | None:
        if self._closed.is_set():
            return None
        try:
            # Reading all existing clips (150 MB) would take most of a second.
            there = self._store.find(name, look_inside=False)
            return (there, False) if there else self._clip(name, said)
        except (VoiceError, OSError) as error:
            return None if self._closed.is_set() else str(error)

    def _clip(self, name: str, said: SpokenText) -> tuple[Clip, bool]:
        """The clip, and whether this call made it."""
        with self._lock:
            coming = self._coming.get(name)
            mine = coming is None
            if coming is None:
                coming = self._coming[name] = Future()
        if not mine:
            return coming.result(), False
        try:
            found = self._store.find(name)
            clip = found or self._render(name, said)
            coming.set_result(clip)
        except BaseException as error:
            coming.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._coming[name]
        return clip, found is None

    def _render(self, name: str, said: SpokenText) -> Clip:
        utterance = self._voice.speak(said.text)
        marks = word_marks(said, utterance.events, utterance.duration)
        return self._store.put(name, utterance.sound, marks, utterance.note)

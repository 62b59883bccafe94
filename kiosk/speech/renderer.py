"""Sentences -> clips: from the store where they are there, else spoken now."""

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
    """What rendering ahead came to.

    `clips` are now there, `rendered` of them were made now; `seconds_of_speech` of all that are
    there, `seconds_taken` by the clock; `failures` are (sentence id, reason). `names` are those of
    every clip that was wanted, there or not; empty where rendering was ended early. `notes` are
    (sentence id, what could not be done to its sound).
    """

    clips: int
    rendered: int
    seconds_of_speech: float
    seconds_taken: float
    failures: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class ClipRenderer:
    """A voice and a store, put together. Any thread may ask it.

    To render ahead without a person's tap ever waiting for it, give `prepare` a ClipRenderer of its
    own, and so a voice of its own; both may share the store.
    """

    def __init__(self, voice: Voice, store: ClipStore, at_once: int = 1) -> None:
        """`at_once`: how many texts the voice speaks at a time, where it is a pool."""
        self._voice = voice
        self._store = store
        self._at_once = at_once
        self._lock = threading.Lock()
        self._coming: dict[str, Future[Clip]] = {}
        self._closed = threading.Event()

    def name_for(self, sentence_id: str, said: SpokenText) -> str:
        """The name of the sentence's clip, whether or not it is there."""
        return clip_name(sentence_id, self._voice.fingerprint, said.text)

    def find(self, name: str) -> Clip | None:
        """The clip of that name where it is there and whole."""
        return self._store.find(name)

    def clip_for(self, sentence_id: str, said: SpokenText) -> Clip:
        """The sentence's clip, spoken now where it isn't there; asked twice at once, spoken once.

        Raises VoiceError, and OSError where the disk refuses.
        """
        clip, _ = self._clip(self.name_for(sentence_id, said), said)
        return clip

    def prepare(
        self,
        wanted: Sequence[tuple[str, SpokenText]],
        progress: Callable[[int, int], None] | None = None,
    ) -> PrepareSummary:
        """Render each (sentence id, what the voice is given) that isn't there.

        `progress` is told (done, all) after each. One that fails doesn't stop the others. Ends
        early where the renderer is closed meanwhile.
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
        """Have the voice ready for a person's first tap. Raises VoiceUnavailable."""
        self._voice.start()

    def keep(self) -> None:
        """Replace what of the voice ended by itself. Raises VoiceUnavailable."""
        self._voice.keep()

    def close(self) -> None:
        """Stop a `prepare` under way and close the voice."""
        self._closed.set()
        self._voice.close()

    def _attempts(
        self, names: Sequence[str], wanted: Sequence[tuple[str, SpokenText]]
    ) -> Iterator[tuple[Clip, bool] | str | None]:
        """For each in order: clip and whether it is new, or why there is none; None once closed."""
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
            # Reading 150 MB only to find nothing to do would take most of a second.
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

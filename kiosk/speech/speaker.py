"""Sentences -> clips: from the store where they are there, else spoken now."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from kiosk.speech.clip import Clip, ClipStore, clip_name
from kiosk.speech.lexicon import Lexicon, Said
from kiosk.speech.marks import word_marks
from kiosk.speech.voices import Voice, VoiceError


@dataclass(frozen=True, slots=True)
class PrepareSummary:
    """What rendering ahead came to.

    `clips` are now there, `rendered` of them were made now; `seconds_of_speech` of all that are
    there, `seconds_taken` by the clock; `failures` are (sentence id, reason).
    """

    clips: int
    rendered: int
    seconds_of_speech: float
    seconds_taken: float
    failures: tuple[tuple[str, str], ...]


class Speaker:
    """A voice, a store and a lexicon, put together. Any thread may ask it.

    To render ahead without a person's tap ever waiting for it, give `prepare` a Speaker and so a
    voice of its own; both may share the store.
    """

    def __init__(self, voice: Voice, store: ClipStore, lexicon: Lexicon) -> None:
        self._voice = voice
        self._store = store
        self._lexicon = lexicon
        self._lock = threading.Lock()
        self._coming: dict[str, Future[Clip]] = {}
        self._closed = threading.Event()

    def name_for(self, sentence_id: str, shown: str) -> str:
        """The name of the sentence's clip, whether or not it is there."""
        return self._name(sentence_id, self._lexicon.say(shown))

    def clip_for(self, sentence_id: str, shown: str) -> Clip:
        """The sentence's clip, spoken now where it isn't there; asked twice at once, spoken once.

        Raises VoiceError, and OSError where the disk refuses.
        """
        clip, _ = self._clip(sentence_id, shown)
        return clip

    def prepare(
        self,
        sentences: Iterable[tuple[str, str]],
        progress: Callable[[int, int], None] | None = None,
    ) -> PrepareSummary:
        """Render each (sentence id, shown text) that isn't there, and delete unused clips.

        `progress` is told (done, all) after each. One that fails doesn't stop the others. Ends
        early, and deletes nothing, where the speaker is closed meanwhile.
        """
        started = time.time()
        wanted = list(dict.fromkeys(sentences))
        clips: list[tuple[Clip, bool]] = []
        failures: list[tuple[str, str]] = []
        for done, (sentence_id, shown) in enumerate(wanted, start=1):
            if self._closed.is_set():
                break
            try:
                clips.append(self._clip(sentence_id, shown))
            except (VoiceError, OSError) as error:
                failures.append((sentence_id, str(error)))
            if progress is not None:
                progress(done, len(wanted))
        else:
            names = [self.name_for(*sentence) for sentence in wanted]
            self._store.remove_unused(names, older_than=started)
        return PrepareSummary(
            clips=len(clips),
            rendered=sum(is_new for _, is_new in clips),
            seconds_of_speech=sum(clip.duration for clip, _ in clips),
            seconds_taken=time.time() - started,
            failures=tuple(failures),
        )

    def close(self) -> None:
        """Stop a `prepare` under way and close the voice."""
        self._closed.set()
        self._voice.close()

    def _name(self, sentence_id: str, said: Said) -> str:
        return clip_name(sentence_id, self._voice.fingerprint, said.text)

    def _clip(self, sentence_id: str, shown: str) -> tuple[Clip, bool]:
        """The clip, and whether this call made it."""
        said = self._lexicon.say(shown)
        name = self._name(sentence_id, said)
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

    def _render(self, name: str, said: Said) -> Clip:
        utterance = self._voice.speak(said.text)
        marks = word_marks(said, utterance.events, utterance.duration)
        return self._store.put(name, utterance.wav, marks)

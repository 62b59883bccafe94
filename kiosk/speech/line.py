"""A voice's thread: it opens the voice, keeps its process alive, and renders clips.

Only this thread waits for the voice itself. Each caller waits for the thread's answer with its own
time limit. So a voice that hangs blocks nobody: SpeechService then uses the next voice.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from kiosk.speech.clip import Clip
from kiosk.speech.render_jobs import RenderJob, RenderJobs
from kiosk.speech.renderer import ClipRenderer
from kiosk.speech.text.spoken_text import SpokenText
from kiosk.speech.utterance import VoiceError, VoiceUnavailable
from kiosk.speech.waiting import WANTED_LIMIT, Seat, VoiceLate
from kiosk.worker.restarts import RestartBackoff

_log = logging.getLogger(__name__)
# Seconds between checks of the voice's process while there is nothing to render.
LOOK_AGAIN = 0.5


class VoiceLine:
    """One voice and the clips that wait for it. Thread-safe; the first call starts its thread."""

    def __init__(
        self,
        name: str,
        open_renderer: Callable[[], ClipRenderer],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`open_renderer` raises VoiceError if the voice can't be opened; `clock` gives seconds."""
        self.name = name
        self._open_renderer = open_renderer
        self._clock = clock
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._renderer: ClipRenderer | None = None
        self._jobs = RenderJobs()
        self._began: float | None = None  # when the current job or start began
        self._to_start = False
        self._restarts = RestartBackoff(clock)
        self._reason = ""
        self._closed = False

    @property
    def fault(self) -> str:
        """What is wrong with the voice now; "" if it works or was never used."""
        if self._reason or not self._hangs():
            return self._reason
        return f"The {self.name} voice takes too long."

    def clip(self, sentence_id: str, said: SpokenText, seat: Seat, limit: float) -> Clip:
        """The sentence's clip, from the store or rendered within `limit` seconds.

        Raises VoiceError, or its subclasses VoiceUnavailable, VoiceLate and VoiceBusy.
        """
        until = time.monotonic() + limit
        renderer = self._opened(seat, until)
        name = renderer.name_for(sentence_id, said)
        found = renderer.find(name)
        if found is None:
            seat.take()
            job = self._enter(name, (sentence_id, said), seat)
            try:
                found = seat.wait(job.done, until - time.monotonic())
            finally:
                self._leave(name, job)
        return replace(found, voice=self.name)

    def open(self) -> None:
        """Open the voice in the background, so that it is open at the first tap."""
        with self._changed:
            self._begin()

    def start(self, is_needed: Callable[[ClipRenderer], bool], limit: float | None = None) -> None:
        """Open the voice, and start its process if `is_needed(renderer)`.

        Waits for both, at most `limit` seconds (None: without limit). Raises VoiceUnavailable.
        """
        until = None if limit is None else time.monotonic() + limit
        with self._changed:
            self._begin()
            self._changed.wait_for(lambda: self._renderer or self._reason or self._closed, limit)
            renderer = self._renderer
        limit = None if until is None else until - time.monotonic()
        if renderer is not None and is_needed(renderer):
            with self._changed:
                self._to_start = True
                self._changed.notify_all()
                self._changed.wait_for(lambda: not self._to_start or self._closed, limit)
        if self._closed or self._reason:
            raise VoiceUnavailable(self._reason or "The voice was closed.")

    def close(self) -> None:
        """End the voice; callers that wait for it get VoiceUnavailable."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            self._jobs.refuse(VoiceUnavailable("The voice was closed."))
        if self._renderer is not None:
            self._renderer.close()

    # The callers --------------------------------------------------------------------------------

    def _opened(self, seat: Seat, until: float) -> ClipRenderer:
        if self._renderer is None:
            seat.take()
            seat.given_away.add_done_callback(self._wake)

        def is_settled() -> bool:
            known = self._renderer or self._reason or self._closed
            return bool(known) or seat.given_away.done()

        with self._changed:
            self._begin()
            self._changed.wait_for(is_settled, until - time.monotonic())
            if self._closed or (self._reason and self._renderer is None):
                raise VoiceUnavailable(self._reason or "The voice was closed.")
            if self._renderer is None:
                seat.wait(Future(), 0)  # raises VoiceBusy or VoiceLate
            assert self._renderer is not None
            return self._renderer

    def _wake(self, _given_away: "Future[None]") -> None:
        with self._changed:
            self._changed.notify_all()

    def _enter(self, name: str, sentence: tuple[str, SpokenText], seat: Seat) -> RenderJob:
        with self._changed:
            if self._closed or self._reason:
                raise VoiceUnavailable(self._reason or "The voice was closed.")
            if seat.wish.hurried and self._hangs():
                raise VoiceLate(self.fault or "The voice takes too long.")
            job = self._jobs.add(name, sentence, seat.wish.ahead)
            self._changed.notify_all()
            return job

    def _leave(self, name: str, job: RenderJob) -> None:
        with self._changed:
            self._jobs.leave(name, job)

    def _hangs(self) -> bool:
        """Whether the current job or start has taken longer than WANTED_LIMIT."""
        began = self._began
        return began is not None and self._clock() - began > WANTED_LIMIT

    # The thread ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Start the thread if needed; the caller holds `_changed`."""
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._live, name=self.name, daemon=True)
            self._thread.start()

    def _live(self) -> None:
        while not self._closed:
            self._began = self._clock()
            try:
                self._work()
            except VoiceUnavailable as error:
                self._note(str(error))
            except Exception as error:  # a bug in our code must not end the thread
                self._note(f"{type(error).__name__}: {error}")
            with self._changed:
                self._began = None
                if not self._jobs and not self._to_start and not self._closed:
                    self._changed.wait(LOOK_AGAIN)

    def _work(self) -> None:
        """Do one task: refuse, open, render, start or keep alive. Raises VoiceUnavailable."""
        if self._restarts.wait:
            self._refuse()
        elif self._renderer is None:
            self._open()
        elif job := self._next():
            self._render(self._renderer, job)
        elif self._to_start or self._reason:
            self._renderer.start()
            self._to_start = False
            self._well()
        else:
            self._renderer.keep()

    def _open(self) -> None:
        try:
            renderer = self._open_renderer()
        except VoiceError as error:
            raise VoiceUnavailable(str(error)) from error
        with self._changed:
            self._renderer = renderer
        if self._closed:
            renderer.close()
        self._well()

    def _next(self) -> RenderJob | None:
        with self._changed:
            return self._jobs.next()

    def _render(self, renderer: ClipRenderer, job: RenderJob) -> None:
        try:
            clip = renderer.clip_for(*job.sentence)
        except VoiceUnavailable as error:
            job.fail(error)
            raise
        except OSError as error:
            job.fail(VoiceError(f"The clip can't be kept: {error.strerror or error}."))
        except Exception as error:
            job.fail(error)
        else:
            job.done.set_result(clip)
        self._well()

    def _well(self) -> None:
        with self._changed:
            self._restarts.worked()
            if self._reason:
                _log.warning("The %s voice speaks again.", self.name)
            self._reason = ""
            self._changed.notify_all()

    def _note(self, reason: str) -> None:
        """Note that the voice is unavailable: fail all jobs, and retry it after a while."""
        with self._changed:
            if not self._reason:
                _log.warning("The %s voice can't speak: %s", self.name, reason)
            self._restarts.failed(hopeless=True)
            self._reason = reason or "The voice can't be had."
            self._to_start = False
            self._changed.notify_all()
        self._refuse()

    def _refuse(self) -> None:
        with self._changed:
            self._jobs.refuse(VoiceUnavailable(self._reason))

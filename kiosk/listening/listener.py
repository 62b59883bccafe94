"""Turns samples into events, by endpointer, recognizer and decision; one stream at a time.

A word is recognized as soon as a short silence makes its end likely. If the result is certain, it
is accepted at once; else after a longer silence.
"""

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kiosk.listening.commands import Command, Commands, Context
from kiosk.listening.decision import FAINT, Decision, amid_talk, decide
from kiosk.listening.endpointer import (
    FRAME,
    FRAME_SECONDS,
    Endpointer,
    EndpointEvent,
    SpeechSegment,
    frames,
)
from kiosk.listening.events import Event, Level
from kiosk.listening.scores import Scores

# Frames before and after a word that are also given to the models: closing consonants are quiet.
LEAD = frames(0.19)
TRAIL = frames(0.19)
# Fewer frames while the kiosk reads, since its own voice is around the word.
LEAD_READING, TRAIL_READING = frames(0.13), frames(0.07)
# From this confidence on a word is accepted when its end is only likely, unless people talk or the
# kiosk reads: then the beginnings of other words reach this confidence, too.
AT_ONCE = 0.92
# Seconds after the wake word in which a command counts.
AWAKE_SECONDS = 8.0
# Frames that are kept: enough for the longest word with the frames before and after it.
_KEPT = frames(4.0)
# Seconds for which a text counts as the kiosk's own words after it was read: when a word of it is
# decided on, the kiosk may already read the next sentence, or be silent.
OWN_WORDS_SECONDS = 2.0
# Assumed level of a voice's loudest 32 ms, in dB of full scale, until a voice was heard. This and
# LOUD_MARGIN were found with 161 words each in babble of 10 and 20 dB: `loud` is true after the
# word in 98% and 2%. Before it, by the noise alone, it is true in 98% and 4%, if the microphone
# evens out the voices' levels.
USUAL_SPEECH = -18.0
_VOICES_REMEMBERED = 5
# If a voice's loudest is less than this many dB above the noise's median, it is too loud to listen.
LOUD_MARGIN = 22.0


class PhraseScorer(Protocol):
    """The interface of a Recognizer (recognizer.py) that Listener uses."""

    def speech(self, frame: NDArray[np.float32]) -> float: ...

    def score(self, samples: NDArray[np.float32], phrases: list[str]) -> Scores: ...

    def reset(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Judged:
    """An utterance's scores. `end`: its end frame; `at`: the frame at which it was scored.

    `took`: seconds of computing.
    """

    end: int
    scores: Scores
    at: int
    took: float


class Listener:
    """Turns one stream of samples at 16 kHz into events. Not thread-safe."""

    def __init__(self, recognizer: PhraseScorer, commands: Commands) -> None:
        self._recognizer = recognizer
        self._commands = commands
        # All phrases are scored, also those that don't count now: with three numbers on the screen,
        # "four" must be recognized as four, and not as the likeliest of one to three.
        self._meanings = {phrase.text: phrase.command for phrase in commands.all}
        self._unfinished = _unfinished(self._meanings)
        self.reset()

    def reset(self) -> None:
        """Forget everything that was heard."""
        self._recognizer.reset()
        self._endpointer = Endpointer()
        self._frames: deque[NDArray[np.float32]] = deque(maxlen=_KEPT)
        self._rest: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        self._count = 0
        self._judged: _Judged | None = None
        self._done = False  # whether the current utterance was acted on
        self._awake_until = 0
        self._read: dict[str, int] = {}
        self._voices: deque[float] = deque(maxlen=_VOICES_REMEMBERED)

    @property
    def level(self) -> Level:
        """How loud the last voices and the background are."""
        speech = float(np.median(self._voices)) if self._voices else USUAL_SPEECH
        noise = self._endpointer.noise
        return Level(round(speech, 1), round(noise, 1), speech - noise < LOUD_MARGIN)

    def hear(self, samples: NDArray[np.float32], context: Context) -> list[Event]:
        """The events in the next samples: any number of them, from -1 to 1, at 16 kHz."""
        sound = np.concatenate([self._rest, samples.astype(np.float32, copy=False)])
        whole = len(sound) // FRAME * FRAME
        self._rest = sound[whole:]
        events: list[Event] = []
        for frame in sound[:whole].reshape(-1, FRAME):
            events += self._frame(frame, context)
        return events

    def flush(self, context: Context) -> list[Event]:
        """The events at the end of the sound: adds about 1 s of silence."""
        return self.hear(np.zeros(_KEPT // 4 * FRAME, dtype=np.float32), context)

    def _frame(self, frame: NDArray[np.float32], context: Context) -> list[Event]:
        self._frames.append(frame)
        self._remember_reading(context.reading)
        chance = self._recognizer.speech(frame)
        moment = self._endpointer.add(chance, level_of(frame), bool(context.reading))
        self._count += 1
        events = self._moment(moment, context) if moment else []
        if self._awake_until and self._count > self._awake_until:
            self._awake_until = 0
            events.append(Event("slept"))
        return events

    def _remember_reading(self, text: str) -> None:
        """Remember a text for OWN_WORDS_SECONDS after it was read; forget older ones."""
        self._read = {said: until for said, until in self._read.items() if until > self._count}
        if text:
            self._read[text] = self._count + frames(OWN_WORDS_SECONDS)

    def _moment(self, moment: EndpointEvent, context: Context) -> list[Event]:
        utterance = moment.utterance
        if moment.kind == "began":
            self._done = False
            return [Event("speech")]
        if moment.kind == "ended":
            self._remember_voice(utterance)
        if self._done:
            return []
        if moment.kind == "likely":
            self._judged = self._judge(utterance)
            return self._at_once(utterance, context)
        if moment.kind == "ended":
            return [self._event(self._decide(utterance, context), utterance, context)]
        if moment.kind == "dropped":
            return [Event("refused", reason=self._why_dropped(utterance))]
        return []

    def _remember_voice(self, utterance: SpeechSegment) -> None:
        """Remember the utterance's level, unless it is faint talk in the background."""
        if utterance.peak - utterance.noise >= FAINT:
            self._voices.append(utterance.peak)

    def _judge(self, utterance: SpeechSegment) -> _Judged:
        began = time.perf_counter()
        scores = self._recognizer.score(self._sound(utterance), list(self._meanings))
        return _Judged(utterance.end, scores, self._count, time.perf_counter() - began)

    def _at_once(self, utterance: SpeechSegment, context: Context) -> list[Event]:
        """The event if it is certain now: confident, isolated, not a prefix of another command."""
        if context.reading or amid_talk(utterance):
            return []
        decision = self._decide(utterance, context)
        certain = decision.kind == "heard" and decision.confidence >= AT_ONCE
        self._done = certain and decision.command not in self._unfinished
        return [self._event(decision, utterance, context)] if self._done else []

    def _decide(self, utterance: SpeechSegment, context: Context) -> Decision:
        if self._judged is None or self._judged.end != utterance.end:
            self._judged = self._judge(utterance)
        scores, allowed = self._judged.scores, self._allowed(context)
        own_words = " / ".join(self._read)
        reading = bool(context.reading)
        return decide(scores, utterance, self._meanings, allowed, own_words, reading)

    def _event(self, decision: Decision, utterance: SpeechSegment, context: Context) -> Event:
        seconds = self._seconds_since(utterance)
        if decision.command and decision.command.name == "wake":
            if decision.kind != "heard":
                # The kiosk never asks about the wake word: a visitor can say it again.
                return Event("refused", None, None, decision.confidence, "not a command", seconds)
            self._awake_until = self._count + frames(AWAKE_SECONDS)
            decision = replace(decision, kind="woken")
        elif context.wake_word and decision.kind != "refused":
            self._awake_until = 0
        return Event(
            decision.kind,
            decision.command,
            decision.other,
            decision.confidence,
            decision.reason,
            seconds,
        )

    def _seconds_since(self, utterance: SpeechSegment) -> float:
        """Seconds since the utterance's end: sound since then, plus computing beyond that sound."""
        assert self._judged is not None
        waited = (self._count - utterance.end) * FRAME_SECONDS
        computed = self._judged.took - (self._count - self._judged.at) * FRAME_SECONDS
        return round(waited + max(0.0, computed), 3)

    def _allowed(self, context: Context) -> frozenset[Command]:
        """The commands that count now. If a wake word is needed, only that until it was said."""
        commands = frozenset(self._commands.phrases(context).values())
        if context.wake_word and not self._awake_until:
            return frozenset(command for command in commands if command.name == "wake")
        return commands

    def _sound(self, utterance: SpeechSegment) -> NDArray[np.float32]:
        """The utterance's samples with some before and after it; fewer if the kiosk reads."""
        lead, trail = (LEAD_READING, TRAIL_READING) if self._read else (LEAD, TRAIL)
        first = self._count - len(self._frames)
        start = max(utterance.start - lead - first, 0)
        kept = list(self._frames)[start : utterance.end + trail - first]
        return np.concatenate(kept)

    @staticmethod
    def _why_dropped(utterance: SpeechSegment) -> str:
        short = utterance.end - utterance.start < frames(1.0)
        return "noise" if short else "speech goes on"


def _unfinished(meanings: Mapping[str, Command]) -> frozenset[Command]:
    """Commands with a phrase that begins another's phrase: "stop" begins "stop listening"."""
    return frozenset(
        command
        for phrase, command in meanings.items()
        for other, longer in meanings.items()
        if longer != command and other.startswith(f"{phrase} ")
    )


def level_of(frame: NDArray[np.float32]) -> float:
    """A frame's level in dB of full scale; -120 for silence."""
    return float(10 * np.log10(float(np.mean(np.square(frame, dtype=np.float64))) + 1e-12))

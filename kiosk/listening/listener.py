"""From samples to events: endpointer, recogniser and decision together, one stream at a time.

A word is recognised as soon as a short silence makes its end likely. Where there is no doubt of it
that is enough; else it is believed when the silence has lasted.
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

# What is given to the models before and after a word: closing consonants are quiet.
LEAD = frames(0.19)
TRAIL = frames(0.19)
# While the kiosk reads, its own voice is around the word: less of it.
LEAD_READING, TRAIL_READING = frames(0.13), frames(0.07)
# From this confidence on a word is believed when its end is only likely, unless people talk or the
# kiosk reads: there the beginnings of other words come so far, too.
AT_ONCE = 0.92
# After the wake word a command is awaited so long, in seconds.
AWAKE_SECONDS = 8.0
# The samples that are kept: the longest word with what is before and after it.
_KEPT = frames(4.0)
# A word of the kiosk's own is decided on when it may read another sentence already, or none.
OWN_WORDS_SECONDS = 2.0
# A voice's loudest 32 ms are taken to be this loud, in dB of full scale, until one was heard. It
# and LOUD_MARGIN, found with 161 words each in babble of 10 and 20 dB: after the word it is too
# loud in 98% and 2%; by the noise alone, before it, in 98% and 4% where the microphone evens out
# the voices' levels.
USUAL_SPEECH = -18.0
_VOICES_REMEMBERED = 5
# A voice's loudest less than this over the noise's median, in dB: too loud to listen well.
LOUD_MARGIN = 22.0


class PhraseScorer(Protocol):
    """What a listener hears with: a Recognizer."""

    def speech(self, frame: NDArray[np.float32]) -> float: ...

    def score(self, samples: NDArray[np.float32], phrases: list[str]) -> Scores: ...

    def reset(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Judged:
    """What an utterance scored, when in frames that was known, and the seconds that it took."""

    end: int
    scores: Scores
    at: int
    took: float


class Listener:
    """Hears one stream of samples at 16 kHz."""

    def __init__(self, recognizer: PhraseScorer, commands: Commands) -> None:
        self._recognizer = recognizer
        self._commands = commands
        # All are looked for, also what can't be meant now: "four", where there are only three
        # numbers, must be four and not the likeliest of one to three.
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
        self._done = False  # the utterance that goes on was acted on already
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
        """What the next samples, between -1 and 1 at 16 kHz, bring. Any number of them."""
        sound = np.concatenate([self._rest, samples.astype(np.float32, copy=False)])
        whole = len(sound) // FRAME * FRAME
        self._rest = sound[whole:]
        events: list[Event] = []
        for frame in sound[:whole].reshape(-1, FRAME):
            events += self._frame(frame, context)
        return events

    def flush(self, context: Context) -> list[Event]:
        """The sound has ended: silence comes after it."""
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
        """The texts that were read a moment ago, and the frame until which each counts."""
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
        """A scrap of talk in the background is not the voice."""
        if utterance.peak - utterance.noise >= FAINT:
            self._voices.append(utterance.peak)

    def _judge(self, utterance: SpeechSegment) -> _Judged:
        began = time.perf_counter()
        scores = self._recognizer.score(self._sound(utterance), list(self._meanings))
        return _Judged(utterance.end, scores, self._count, time.perf_counter() - began)

    def _at_once(self, utterance: SpeechSegment, context: Context) -> list[Event]:
        """What is certain now: confident, isolated, and no prefix of another command."""
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
                # Whether it was said is never asked: who meant it says it again.
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
        """From its end until now: the sound that came since, and computing that took longer."""
        assert self._judged is not None
        waited = (self._count - utterance.end) * FRAME_SECONDS
        computed = self._judged.took - (self._count - self._judged.at) * FRAME_SECONDS
        return round(waited + max(0.0, computed), 3)

    def _allowed(self, context: Context) -> frozenset[Command]:
        """What can be meant now: with the wake word, only that until it was said."""
        commands = frozenset(self._commands.phrases(context).values())
        if context.wake_word and not self._awake_until:
            return frozenset(command for command in commands if command.name == "wake")
        return commands

    def _sound(self, utterance: SpeechSegment) -> NDArray[np.float32]:
        """The utterance with a little before and after it; of our own voice around it, less."""
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
    """Commands of which a phrase begins another's: "stop" may become "stop listening"."""
    return frozenset(
        command
        for phrase, command in meanings.items()
        for other, longer in meanings.items()
        if longer != command and other.startswith(f"{phrase} ")
    )


def level_of(frame: NDArray[np.float32]) -> float:
    """A frame's level in dB of full scale; -120 for silence."""
    return float(10 * np.log10(float(np.mean(np.square(frame, dtype=np.float64))) + 1e-12))

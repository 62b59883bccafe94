"""Where a word begins and ends: from each frame's level and its chance of being speech. Pure.

A voice activity detector alone never finds a word's end while others talk, and a level alone finds
a word in every slammed door: a word is speech that stands out from the background.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

FRAME = 512  # samples at 16 kHz: 32 ms
FRAME_SECONDS = FRAME / 16000

# A frame is speech from this chance on.
SPEECH_CHANCE = 0.5
# dB over the median and over the loudest (95th percentile) of the background: what else was tried
# lost more words or found more that were none.
OVER_MEDIAN = 8.0
OVER_LOUDEST = 0.0
# A frame is silence this far, in dB, below the word's loudest, or so near to the background: with 3
# instead of 5, a fifth of the words in babble of 10 dB have no end.
BELOW_PEAK = 18.0
NEAR_BACKGROUND = 5.0
# The background's memory, and what is taken for it before anything was heard.
BACKGROUND_SECONDS = 4.0
# While the kiosk reads aloud, a word is what is so many dB over its own voice (the 90th percentile
# of so many seconds, in which a word that was said over it weighs little), and it is over when it
# is so many under that. Before its voice was heard so long nothing is a word.
OWN_VOICE_SHARE = 90
OVER_OWN_VOICE = 3.0
OWN_VOICE_HYSTERESIS = 2.0
OWN_VOICE_KNOWN, OWN_VOICE_REMEMBERED = 1.0, 8.0
FIRST_BACKGROUND = -65.0
# How long silence must last for a word's end to be likely, and to be believed.
LIKELY_SECONDS = 0.19
SURE_SECONDS = 0.32
# Shorter is a click; longer is talk, not a command.
SHORTEST_SECONDS = 0.09
LONGEST_SECONDS = 2.6
# How long back talk counts.
TALK_SECONDS = 6.0
_WEAKEST = -90.0


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """Speech between two silences, in frames counted from the beginning of the sound.

    `end` is the first frame after it. `quiet_before`: seconds since speech was heard last.
    `talk_before`: seconds of speech in the six seconds before it. Levels in dB of full scale.
    """

    start: int
    end: int
    quiet_before: float
    talk_before: float
    peak: float
    noise: float


@dataclass(frozen=True, slots=True)
class EndpointEvent:
    """`kind`: "began", "likely" (its end), "resumed" (it wasn't), "ended", "dropped" (too long)."""

    kind: str
    utterance: SpeechSegment


def frames(seconds: float) -> int:
    """How many frames last so long."""
    return round(seconds / FRAME_SECONDS)


class Endpointer:
    """Takes one frame after another and says when a word begins and ends."""

    def __init__(self) -> None:
        self._background: deque[float] = deque(maxlen=frames(BACKGROUND_SECONDS))
        self._background.extend([FIRST_BACKGROUND] * 8)
        self._own: deque[float] = deque(maxlen=frames(OWN_VOICE_REMEMBERED))
        self._talk: deque[bool] = deque(maxlen=frames(TALK_SECONDS))
        self._levels: list[float] = []
        self._at = 0
        self._start = 0
        self._end = 0
        self._quiet = 0
        self._last_speech = -frames(TALK_SECONDS)
        self._talk_before = 0
        self._peak = _WEAKEST
        self._noise = FIRST_BACKGROUND
        self._gate = FIRST_BACKGROUND
        self._likely = False

    @property
    def noise(self) -> float:
        """The background's median level in dB."""
        return float(np.median(self._background))

    def add(self, chance: float, level: float, reading: bool = False) -> EndpointEvent | None:
        """The next frame: its chance of being speech (0 to 1) and its level in dB.

        `reading`: the kiosk's own voice sounds, so that all but a louder one is background.
        """
        if reading:
            self._own.append(max(level, _WEAKEST))
        if self._levels:
            moment = self._inside(level, reading)
        else:
            moment = self._outside(chance, level, reading)
        self._at += 1
        return moment

    def _outside(self, chance: float, level: float, reading: bool) -> EndpointEvent | None:
        noise, gate = self._thresholds(reading)
        speech = chance >= SPEECH_CHANCE and level >= gate
        self._talk.append(speech)
        if not speech:
            if not reading:
                self._background.append(max(level, _WEAKEST))
            return None
        self._noise, self._gate = noise, gate
        self._talk_before = sum(self._talk) - 1
        self._start, self._end, self._quiet, self._likely = self._at, self._at + 1, 0, False
        self._peak = level
        self._levels = [level]
        return EndpointEvent("began", self._utterance())

    def _inside(self, level: float, reading: bool) -> EndpointEvent | None:
        self._levels.append(level)
        self._peak = max(self._peak, level)
        silent = level < self._silence(reading)
        self._talk.append(not silent)
        if silent:
            return self._silent(reading)
        was_likely, self._likely = self._likely, False
        self._quiet = 0
        self._end = self._at + 1
        if self._end - self._start > frames(LONGEST_SECONDS):
            return self._close("dropped", reading)
        return EndpointEvent("resumed", self._utterance()) if was_likely else None

    def _silence(self, reading: bool) -> float:
        """The level under which a word is over, in dB."""
        silence = max(self._peak - BELOW_PEAK, self._noise + NEAR_BACKGROUND)
        return max(silence, self._gate - OWN_VOICE_HYSTERESIS) if reading else silence

    def _silent(self, reading: bool) -> EndpointEvent | None:
        self._quiet += 1
        long_enough = self._end - self._start >= frames(SHORTEST_SECONDS)
        if self._quiet >= frames(SURE_SECONDS):
            return self._close("ended" if long_enough else "dropped", reading)
        if long_enough and self._quiet == frames(LIKELY_SECONDS):
            self._likely = True
            return EndpointEvent("likely", self._utterance())
        return None

    def _close(self, kind: str, reading: bool) -> EndpointEvent:
        utterance = self._utterance()
        # Talk is background for the next word; a word by itself is not.
        heard = self._levels if kind == "dropped" else self._levels[self._end - self._start :]
        if not reading:
            self._background.extend(max(level, _WEAKEST) for level in heard)
        self._levels = []
        # What is dropped while the kiosk reads was its own voice.
        if not (reading and kind == "dropped"):
            self._last_speech = self._end
        return EndpointEvent(kind, utterance)

    def _thresholds(self, reading: bool) -> tuple[float, float]:
        """The background's level, and the level from which on something is a word."""
        levels = np.fromiter(self._background, dtype=np.float64)
        noise, loudest = np.percentile(levels, (50, 95))
        gate = max(float(noise) + OVER_MEDIAN, float(loudest) + OVER_LOUDEST)
        if reading:
            gate = max(gate, self._over_own_voice())
        return float(noise), gate

    def _over_own_voice(self) -> float:
        """The level from which on something is louder than the kiosk's own voice."""
        if len(self._own) < frames(OWN_VOICE_KNOWN):
            return float("inf")
        own = np.fromiter(self._own, dtype=np.float64)
        return float(np.percentile(own, OWN_VOICE_SHARE)) + OVER_OWN_VOICE

    def _utterance(self) -> SpeechSegment:
        return SpeechSegment(
            start=self._start,
            end=self._end,
            quiet_before=(self._start - self._last_speech) * FRAME_SECONDS,
            talk_before=self._talk_before * FRAME_SECONDS,
            peak=self._peak,
            noise=self._noise,
        )

"""Finds where a word begins and ends, from each frame's level and speech probability. Pure.

A voice activity detector alone finds no end of a word while others talk, and the level alone finds
a word in every slammed door. So a word is speech that is louder than the background.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

FRAME = 512  # samples at 16 kHz: 32 ms
FRAME_SECONDS = FRAME / 16000

# A frame is speech from this probability on.
SPEECH_CHANCE = 0.5
# A word is at least this many dB above the background's median and above its loudest (95th
# percentile). Other values that were tried lost more words or found more false ones.
OVER_MEDIAN = 8.0
OVER_LOUDEST = 0.0
# A frame is silence if it is BELOW_PEAK dB below the word's loudest, or less than NEAR_BACKGROUND
# dB above the background: with 3 instead of 5, a fifth of the words in babble of 10 dB never end.
BELOW_PEAK = 18.0
NEAR_BACKGROUND = 5.0
# Seconds for which the background's levels are remembered.
BACKGROUND_SECONDS = 4.0
# While the kiosk reads aloud, a word is OVER_OWN_VOICE dB above its own voice: the 90th percentile
# of OWN_VOICE_REMEMBERED seconds, on which a visitor's word has little effect. The word ends
# OWN_VOICE_HYSTERESIS dB lower. In the first OWN_VOICE_KNOWN seconds nothing is a word.
OWN_VOICE_SHARE = 90
OVER_OWN_VOICE = 3.0
OWN_VOICE_HYSTERESIS = 2.0
OWN_VOICE_KNOWN, OWN_VOICE_REMEMBERED = 1.0, 8.0
# Level in dB that the background is assumed to have before anything was heard.
FIRST_BACKGROUND = -65.0
# Seconds of silence after which a word's end is likely, and after which it is sure.
LIKELY_SECONDS = 0.19
SURE_SECONDS = 0.32
# Speech that is shorter is a click; speech that is longer is talk, not a command.
SHORTEST_SECONDS = 0.09
LONGEST_SECONDS = 2.6
# Seconds before a word in which talk counts.
TALK_SECONDS = 6.0
_WEAKEST = -90.0


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """Speech between two silences: from frame `start` to `end`, counted from the sound's beginning.

    `end` is the first frame after it. `quiet_before`: seconds since the last speech.
    `talk_before`: seconds of speech in the six seconds before it. `peak` and `noise` (the
    background's median) are in dB of full scale.
    """

    start: int
    end: int
    quiet_before: float
    talk_before: float
    peak: float
    noise: float


@dataclass(frozen=True, slots=True)
class EndpointEvent:
    """`kind`: "began", "likely" (it has ended), "resumed" (it hasn't), "ended" or "dropped".

    "dropped": it is too long, or ended and was too short.
    """

    kind: str
    utterance: SpeechSegment


def frames(seconds: float) -> int:
    """The number of frames, rounded, in this many seconds."""
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
        """Add the next frame, by its speech probability (0 to 1) and its level in dB of full scale.

        `reading`: the kiosk reads aloud, so that only a louder voice than its own is a word.
        Returns what has happened; None if nothing.
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
        """The level in dB under which a frame of the word is silence."""
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
        # Dropped talk is background for the next word; a single word is not.
        heard = self._levels if kind == "dropped" else self._levels[self._end - self._start :]
        if not reading:
            self._background.extend(max(level, _WEAKEST) for level in heard)
        self._levels = []
        # A sound that is dropped while the kiosk reads was its own voice.
        if not (reading and kind == "dropped"):
            self._last_speech = self._end
        return EndpointEvent(kind, utterance)

    def _thresholds(self, reading: bool) -> tuple[float, float]:
        """The background's median level, and the lowest level of a word, in dB."""
        levels = np.fromiter(self._background, dtype=np.float64)
        noise, loudest = np.percentile(levels, (50, 95))
        gate = max(float(noise) + OVER_MEDIAN, float(loudest) + OVER_LOUDEST)
        if reading:
            gate = max(gate, self._over_own_voice())
        return float(noise), gate

    def _over_own_voice(self) -> float:
        """The lowest level in dB of a word over the kiosk's voice; infinite until that is known."""
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

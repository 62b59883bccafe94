"""Combines the models: a frame's speech probability, and each phrase's scores for a word.

Two models that were made in different ways are seldom wrong in the same way, so a phrase that both
find likely was said. All models run on this machine, from files of Python packages
(models/files.py).
"""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kiosk.listening.models.files import MOONSHINE, SILERO, WHISPER, ListeningUnavailable
from kiosk.listening.models.scoring import FLOOR, mean_chance, once
from kiosk.listening.scores import Scores
from kiosk.listening.spelling import SOUNDS_LIKE, spellings

try:
    from kiosk.listening.models.moonshine import Moonshine
    from kiosk.listening.models.silero import Silero
    from kiosk.listening.models.whisper import Whisper
except (ImportError, OSError) as error:
    _missing: Exception | None = error
else:
    _missing = None

RATE = 16000
# Beam width of the first model's search, and how many phrases the second model scores.
_KEPT_BEGINNINGS = 20
_JUDGED_PHRASES = 5
# A phrase that scores lower with the first model can neither be accepted nor compete with another.
_JUDGED_FROM = -10.0
# Peak, of full scale, that the models get: both were trained with speech of about this peak.
_LOUDEST = 0.5
# Seconds of silence added before and after. With it 94% instead of 82% of the digits recorded at
# 8 kHz are right.
_MARGIN = 0.3
# Hz. Higher frequencies are lowered by 6 dB an octave, so that it matters less how much of them a
# microphone or a line lets through. Digits at 8 kHz: from 94% to 96%; others don't change.
_SOFT_FROM = 1500.0
# Both models write this for many a "yes", so it is no rival. It doesn't count as "yes" either, as
# they write it for noise, too.
_NO_RIVAL = "yeah"
# If no phrase scores higher than this with Moonshine, Whisper is not asked.
_HOPELESS = -12.0
# Outside of this range of mean scores a rival can't change the decision, so none is scored.
_DOUBTFUL = (-9.5, -1.2)


class Recognizer:
    """The loaded models. Not thread-safe."""

    def __init__(self, threads: int = 1) -> None:
        self._moonshine = Moonshine(MOONSHINE.checked(), threads)
        self._whisper = Whisper(WHISPER.checked(), threads)
        self._detector = Silero(SILERO.checked() / SILERO.files[0][0])
        self.fingerprint = f"{MOONSHINE.name}, {WHISPER.name}, {SILERO.name}"

    @classmethod
    def load(cls, threads: int = 1) -> Self:
        """Load the models. Raises ListeningUnavailable with the reason and the remedy."""
        if _missing is not None:
            raise ListeningUnavailable(
                f"What listening needs is not installed ({_missing}): run `make run`."
            )
        try:
            recognizer = cls(threads)
        except (RuntimeError, ValueError, OSError) as error:
            raise ListeningUnavailable(f"A model that listens can't be loaded: {error}") from error
        # The first sound takes long: don't let a visitor wait.
        recognizer.score(np.zeros(RATE // 2, dtype=np.float32), ["next"])
        return recognizer

    def speech(self, frame: NDArray[np.float32]) -> float:
        """The probability, 0 to 1, that a frame is speech, also judged by the frames before.

        `frame`: 512 samples at 16 kHz.
        """
        return self._detector.speech(frame)

    def reset(self) -> None:
        """Forget the frames before."""
        self._detector.reset()

    def score(self, samples: NDArray[np.float32], phrases: Sequence[str]) -> Scores:
        """The log probabilities of the likely phrases for one utterance, `samples` at 16 kHz."""
        sound = prepared(samples)
        ways = {way: phrase for phrase in phrases for way in spellings(phrase)}
        first = self._moonshine.hear(sound, list(ways), _KEPT_BEGINNINGS)
        by_phrase = together(first.texts, ways)
        if max(by_phrase.values(), default=_HOPELESS) <= _HOPELESS:
            return Scores({}, {}, first.free)
        best_first = sorted(by_phrase, key=lambda phrase: -by_phrase[phrase])[:_JUDGED_PHRASES]
        judged = [one for one in best_first if by_phrase[one] > _JUDGED_FROM] or best_first[:1]
        second = self._whisper.hear(sound, _spelled(judged))
        by_second = together(second.texts, ways)
        written = heard_freely((first.free, second.free), ways)
        # A phrase that a model wrote freely is scored even if Moonshine's search has left it out.
        late = [phrase for phrase in written if phrase not in judged]
        by_phrase |= together(self._moonshine.again(_spelled(late)), ways)
        by_second |= together(self._whisper.again(_spelled(late)), ways)
        judged += late
        means = {one: mean_chance(by_phrase[one], by_second.get(one, FLOOR)) for one in judged}
        likeliest = max(judged, key=lambda phrase: means[phrase])
        doubtful = _DOUBTFUL[0] < means[likeliest] < _DOUBTFUL[1]
        return Scores(
            {phrase: by_phrase[phrase] for phrase in judged},
            by_second,
            first.free,
            second.free,
            self._rival(rivals((first.free, second.free), ways)) if doubtful else FLOOR,
            self._alike(likeliest),
            written,
        )

    def _alike(self, phrase: str) -> float:
        """The mean log probability of the word in SOUNDS_LIKE for the last sound, or FLOOR."""
        word = SOUNDS_LIKE.get(phrase)
        if word is None:
            return FLOOR
        texts = [word.capitalize(), word]
        first, second = self._moonshine.again(texts), self._whisper.again(texts)
        return mean_chance(
            together(first, dict.fromkeys(texts, word))[word],
            together(second, dict.fromkeys(texts, word))[word],
        )

    def _rival(self, texts: Sequence[str]) -> float:
        """The highest mean log probability of `texts` for the last sound; FLOOR without texts."""
        if not texts:
            return FLOOR
        first, second = self._moonshine.again(texts), self._whisper.again(texts)
        return max(mean_chance(first[text], second[text]) for text in texts)


def prepared(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The utterance for the models: high frequencies lowered, peak _LOUDEST, silence around it."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    soft = np.fft.irfft(spectrum / (1 + hertz / _SOFT_FROM), len(samples))
    silence = np.zeros(round(_MARGIN * RATE))
    level = _LOUDEST / max(float(np.abs(soft).max(initial=0.0)), 1e-4)
    return np.concatenate([silence, soft * level, silence]).astype(np.float32)


def together(texts: Mapping[str, float], ways: Mapping[str, str]) -> dict[str, float]:
    """For each phrase the log of its spellings' summed probabilities.

    `texts`: spelling -> log probability; `ways`: spelling -> phrase.
    """
    found: dict[str, float] = {}
    for text, score in texts.items():
        phrase = ways[text]
        found[phrase] = float(np.logaddexp(found.get(phrase, -np.inf), score))
    return found


def heard_freely(heard: Sequence[str], ways: Mapping[str, str]) -> list[str]:
    """The phrases that equal a free text without repeated words; `ways`: spelling -> phrase."""
    plain = {once(way): phrase for way, phrase in ways.items()}
    return list(dict.fromkeys(plain[text] for text in map(once, heard) if text in plain))


def rivals(heard: Sequence[str], ways: Mapping[str, str]) -> list[str]:
    """The free texts that are no phrase, without repeated words, each with and without capital."""
    plain = {once(way) for way in ways} | {_NO_RIVAL}
    texts = [text for text in map(once, heard) if text and text not in plain]
    return list(dict.fromkeys(way for text in texts for way in (text.capitalize(), text)))


def _spelled(phrases: Sequence[str]) -> list[str]:
    return [way for phrase in phrases for way in spellings(phrase)]

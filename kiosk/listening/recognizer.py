"""The engines together: a frame's chance of being speech, and each phrase's score for a word.

Two models that were made in different ways are seldom wrong in the same way: what both find likely
was said. Everything runs on this machine, from files of Python packages (models/files.py).
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
# Beginnings that the first model goes on with, and phrases that the second model judges.
_KEPT_BEGINNINGS = 20
_JUDGED_PHRASES = 5
# Less likely than this to the first model, a phrase is neither believed nor in another's way.
_JUDGED_FROM = -10.0
# Of full scale: both models were taught with speech of about this loudest level.
_LOUDEST = 0.5
# Silence put before and after, in seconds: with it, digits over 8 kHz rise from 82% right to 94%.
_MARGIN = 0.3
# Highs are turned down from about this frequency on, 6 dB an octave: what a microphone or a line
# left of them then matters less. Digits over 8 kHz: from 94% to 96%; others don't change.
_SOFT_FROM = 1500.0
# Both models write it for many a "yes": it speaks against none. Nor is it taken for one, as they
# write it for noise, too.
_NO_RIVAL = "yeah"
# Where Moonshine finds nothing likelier than this, Whisper needn't be asked.
_HOPELESS = -12.0
# Outside of these mean log chances nothing that was heard besides would change the decision.
_DOUBTFUL = (-9.5, -1.2)


class Recognizer:
    """The models, loaded. One at a time may use it."""

    def __init__(self, threads: int = 1) -> None:
        self._moonshine = Moonshine(MOONSHINE.checked(), threads)
        self._whisper = Whisper(WHISPER.checked(), threads)
        self._detector = Silero(SILERO.checked() / SILERO.files[0][0])
        self.fingerprint = f"{MOONSHINE.name}, {WHISPER.name}, {SILERO.name}"

    @classmethod
    def load(cls, threads: int = 1) -> Self:
        """The models, ready. Raises ListeningUnavailable with the reason and the remedy."""
        if _missing is not None:
            raise ListeningUnavailable(
                f"What listening needs is not installed ({_missing}): run `make run`."
            )
        try:
            recognizer = cls(threads)
        except (RuntimeError, ValueError, OSError) as error:
            raise ListeningUnavailable(f"A model that listens can't be loaded: {error}") from error
        # The first sound takes long: not a person's.
        recognizer.score(np.zeros(RATE // 2, dtype=np.float32), ["next"])
        return recognizer

    def speech(self, frame: NDArray[np.float32]) -> float:
        """The chance, 0 to 1, that 512 samples at 16 kHz are speech; goes by those before, too."""
        return self._detector.speech(frame)

    def reset(self) -> None:
        """Forget the frames before."""
        self._detector.reset()

    def score(self, samples: NDArray[np.float32], phrases: Sequence[str]) -> Scores:
        """How likely each phrase is for a sound of one utterance at 16 kHz."""
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
        # What one model wrote just so is judged, however the other's search has left it out.
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
        """The mean log chance of what sounds like the phrase, for the sound heard last."""
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
        """The best mean log chance of texts, for the sound that was heard last."""
        if not texts:
            return FLOOR
        first, second = self._moonshine.again(texts), self._whisper.again(texts)
        return max(mean_chance(first[text], second[text]) for text in texts)


def prepared(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """An utterance as the models hear it best: softened, of one level, silence around it."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    soft = np.fft.irfft(spectrum / (1 + hertz / _SOFT_FROM), len(samples))
    silence = np.zeros(round(_MARGIN * RATE))
    level = _LOUDEST / max(float(np.abs(soft).max(initial=0.0)), 1e-4)
    return np.concatenate([silence, soft * level, silence]).astype(np.float32)


def together(texts: Mapping[str, float], ways: Mapping[str, str]) -> dict[str, float]:
    """The spellings' chances added up by phrase."""
    found: dict[str, float] = {}
    for text, score in texts.items():
        phrase = ways[text]
        found[phrase] = float(np.logaddexp(found.get(phrase, -np.inf), score))
    return found


def heard_freely(heard: Sequence[str], ways: Mapping[str, str]) -> list[str]:
    """The phrases among what was heard freely, loops left out."""
    plain = {once(way): phrase for way, phrase in ways.items()}
    return list(dict.fromkeys(plain[text] for text in map(once, heard) if text in plain))


def rivals(heard: Sequence[str], ways: Mapping[str, str]) -> list[str]:
    """What was heard freely and is no phrase, each without its loops, with and without capital."""
    plain = {once(way) for way in ways} | {_NO_RIVAL}
    texts = [text for text in map(once, heard) if text and text not in plain]
    return list(dict.fromkeys(way for text in texts for way in (text.capitalize(), text)))


def _spelled(phrases: Sequence[str]) -> list[str]:
    return [way for phrase in phrases for way in spellings(phrase)]

"""The natural voice, "heart" of hibari-tts; the only file that imports it. Runs in the worker only.

The word times come from the model: the input of its only CumSum node, the length of each phoneme,
is added as an output of its graph. No other voice of the package is used, since the package would
download it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from kiosk.speech.utterance import Samples, Sound, Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices.natural import SEED, SPEED, VOICE, fingerprint
from kiosk.speech.voices.phonemes import PAUSES, SPACE, STRESS, first_phonemes

try:
    import numpy as np
    import onnx
    from hibari import dsp
    from hibari.tts import SAMPLE_RATE, Hibari
    from hibari.voices import voice_path
    from numpy.typing import NDArray

    from kiosk.worker.onnx_session import onnx_session
except (ImportError, OSError) as error:
    raise VoiceUnavailable(f"hibari-tts can't be loaded: {error}") from error

# Samples in one unit of the model's phoneme lengths.
UNIT = 600
# Samples by which a word is heard earlier than the model's lengths say, against a forced alignment
# (bench/highlight.py).
_EARLY = 860
_EARLY_AFTER_SILENCE = 2300
# Silence is below this share of a sentence's loudest sample.
_SILENCE = 0.002
# Peak, of full scale, at which silence and loudness are measured; levelled() then sets the level.
_MEASURED_PEAK = 0.9
# The number of words whose phonemes are cached: most words come again.
_WORDS_REMEMBERED = 4096


class HibariEngine:
    """Speaks one text at a time."""

    def __init__(self, threads: int) -> None:
        """`threads`: processor threads for one text; 0 uses all cores."""
        model = Path(voice_path(VOICE, download_missing=False))
        self._voice = Hibari(VOICE)
        self._voice.sess = onnx_session(_with_lengths(model), threads)
        self.word_phonemes = lru_cache(_WORDS_REMEMBERED)(self._word_phonemes)
        self.fingerprint = fingerprint()
        self.synthesize("Ready.")  # the first text takes long: don't let a visitor wait

    def synthesize(self, text: str) -> Utterance:
        """Speak the text, with one event for each word found. Raises VoiceError if it fails."""
        spoken = self._phonemes_of(text)
        if not spoken:
            raise VoiceError(f"The voice finds nothing to say in {text!r}.")
        sounds: list[Samples] = []
        onsets: list[int] = []
        before = 0
        for sentence in spoken:
            audio, lengths = self._sound(sentence)
            begins = [before, *(before + np.cumsum(lengths) * UNIT).tolist()]
            first = before + _first_heard(audio)
            onsets += [_onset(sentence, place, begins, first) for place in range(len(sentence))]
            sounds.append(audio)
            before += len(audio)
        events = self._events(text, [phoneme for one in spoken for phoneme in one])
        return Utterance(
            Sound(_scaled(np.concatenate(sounds)), SAMPLE_RATE),
            tuple((offset, onsets[index] / SAMPLE_RATE) for offset, index in events),
        )

    def phonemes(self, text: str) -> str:
        """The phonemes of a text, in the model's alphabet (misaki's)."""
        return " ".join("".join(sentence) for sentence in self._phonemes_of(text))

    def _phonemes_of(self, text: str) -> list[list[str]]:
        """For each audible sentence, its phonemes that the model knows."""
        # Without brackets, since "[a](/b/)" would give "a" the phonemes "b".
        plain = re.sub(r"[\[\]\x00-\x1f\x7f\ud800-\udfff]", " ", text)
        known = self._voice.vocab
        try:
            parts = self._voice.phonemize(plain)
        except Exception as error:  # of any kind, for an unexpected text
            raise VoiceError(f"hibari can't read {text!r}: {type(error).__name__}.") from error
        spoken = [[one for one in part if one in known] for part in parts]
        return [part for part in spoken if any(_is_heard(one) for one in part)]

    def _word_phonemes(self, word: str) -> list[str]:
        return [phoneme for part in self._phonemes_of(word) for phoneme in part]

    def _events(self, text: str, spoken: list[str]) -> list[tuple[int, int]]:
        """(offset of a word, index of its first phoneme in `spoken`) for each word found."""
        words = [(word.start(), self.word_phonemes(word[0])) for word in re.finditer(r"\S+", text)]
        heard = [(offset, phonemes) for offset, phonemes in words if phonemes]
        firsts = first_phonemes([phonemes for _, phonemes in heard], spoken)
        found = zip(heard, firsts, strict=True)
        return [(offset, first) for (offset, _), first in found if first is not None]

    def _sound(self, phonemes: list[str]) -> tuple[Samples, "NDArray[np.int64]"]:
        """A sentence's samples, and each id's length in units; the ids: pad, phonemes, pad."""
        ids = self._voice.ids(phonemes)
        given = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([SPEED], np.float32)}
        try:
            *parts, lengths = self._voice.sess.run(None, given)
            audio = dsp.synth(*(one[0] for one in parts), np.random.default_rng(SEED))
        except Exception as error:  # onnxruntime raises many types of its own
            raise VoiceError(f"hibari failed: {error}") from error
        if np.size(lengths) != len(ids):
            raise VoiceError("The model tells no word times.")
        return audio, np.ravel(lengths)


def load(threads: str = "0") -> HibariEngine:
    """The engine, ready to speak. Raises VoiceUnavailable with the reason."""
    try:
        return HibariEngine(int(threads))
    except VoiceError:
        raise
    except Exception as error:  # onnx and onnxruntime raise many types of their own
        raise VoiceUnavailable(f"hibari can't speak: {type(error).__name__}: {error}") from error


def _with_lengths(model: Path) -> bytes:
    """The model's bytes, with each phoneme's length, in units, added as its last output.

    Raises VoiceUnavailable if the model has no such lengths.
    """
    graph = onnx.load(str(model))
    summed = [node for node in graph.graph.node if node.op_type == "CumSum"]
    if len(summed) != 1:
        raise VoiceUnavailable("hibari's model is another one: it sums up no lengths.")
    lengths = onnx.helper.make_tensor_value_info(summed[0].input[0], onnx.TensorProto.INT64, None)
    graph.graph.output.append(lengths)
    content: bytes = graph.SerializeToString()
    return content


def _onset(phonemes: Sequence[str], place: int, begins: Sequence[int], first: int) -> int:
    """The sample at which the word starts whose first phoneme is at `place`.

    `begins`: the first sample of each id. `first`: the first audible sample of the sentence; the
    model's leading pad doesn't end there.
    """
    while place and phonemes[place - 1] in STRESS:
        place -= 1
    if not place:
        return first
    runs_on = phonemes[place - 1] == SPACE and phonemes[place - 2] not in PAUSES
    # In running speech the space between two words already sounds as the next word.
    place = place if runs_on else place + 1
    return max(first, begins[place] - (_EARLY if runs_on else _EARLY_AFTER_SILENCE))


def _first_heard(audio: Samples) -> int:
    """The index of the first audible sample."""
    loud = np.abs(audio)
    return int(np.argmax(loud > loud.max(initial=0.0) * _SILENCE))


def _is_heard(phoneme: str) -> bool:
    return phoneme not in PAUSES | STRESS | {SPACE}


def _scaled(audio: Samples) -> Samples:
    loudest = float(np.abs(audio).max(initial=0.0)) or 1.0
    return audio * np.float32(_MEASURED_PEAK / loudest)

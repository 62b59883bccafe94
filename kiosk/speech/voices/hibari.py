"""The natural voice, "heart" of hibari-tts, the one file that imports it. Runs in the worker only.

When a word begins is told by the model itself: how long it makes each phoneme is opened as an
output of its graph, which is what the one node that sums up is given. Other voices of the package
would be downloaded: none is ever asked for.
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

# Samples of a unit in which the model gives lengths.
UNIT = 600
# So many samples before its place a word is heard, against a forced alignment (bench/highlight.py):
# the model's lengths run behind its sound.
_EARLY = 860
_EARLY_AFTER_SILENCE = 2300
# Of a sentence's loudest sample; below it is silence.
_SILENCE = 0.002
# Of full scale: at this level silence and loudness are measured; the clip's own is set afterwards.
_MEASURED_PEAK = 0.9
# Of words said before the phonemes are kept: most come again.
_WORDS_REMEMBERED = 4096


class HibariEngine:
    """Speaks one text at a time."""

    def __init__(self, threads: int) -> None:
        """`threads` of the processor for one text; 0 takes all cores."""
        model = Path(voice_path(VOICE, download_missing=False))
        self._voice = Hibari(VOICE)
        self._voice.sess = onnx_session(_with_lengths(model), threads)
        self.word_phonemes = lru_cache(_WORDS_REMEMBERED)(self._word_phonemes)
        self.fingerprint = fingerprint()
        self.synthesize("Ready.")  # the first text takes long: not a person's

    def synthesize(self, text: str) -> Utterance:
        """The text spoken, with an event a word. Raises VoiceError where nothing came."""
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
        """What is said for a text, in the model's alphabet (misaki's)."""
        return " ".join("".join(sentence) for sentence in self._phonemes_of(text))

    def _phonemes_of(self, text: str) -> list[list[str]]:
        """By sentence: the phonemes that the model knows."""
        # "[a](/b/)" would be phonemes written by hand.
        plain = re.sub(r"[\[\]\x00-\x1f\x7f\ud800-\udfff]", " ", text)
        known = self._voice.vocab
        try:
            parts = self._voice.phonemize(plain)
        except Exception as error:  # of a text that nobody has thought of
            raise VoiceError(f"hibari can't read {text!r}: {type(error).__name__}.") from error
        spoken = [[one for one in part if one in known] for part in parts]
        return [part for part in spoken if any(_is_heard(one) for one in part)]

    def _word_phonemes(self, word: str) -> list[str]:
        return [phoneme for part in self._phonemes_of(word) for phoneme in part]

    def _events(self, text: str, spoken: list[str]) -> list[tuple[int, int]]:
        """(offset of a word, index of its first phoneme) for each word that is found."""
        words = [(word.start(), self.word_phonemes(word[0])) for word in re.finditer(r"\S+", text)]
        heard = [(offset, phonemes) for offset, phonemes in words if phonemes]
        firsts = first_phonemes([phonemes for _, phonemes in heard], spoken)
        found = zip(heard, firsts, strict=True)
        return [(offset, first) for (offset, _), first in found if first is not None]

    def _sound(self, phonemes: list[str]) -> tuple[Samples, "NDArray[np.int64]"]:
        """A sentence's samples, and how many units each id has: a pad, the phonemes, a pad."""
        ids = self._voice.ids(phonemes)
        given = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([SPEED], np.float32)}
        try:
            *parts, lengths = self._voice.sess.run(None, given)
            audio = dsp.synth(*(one[0] for one in parts), np.random.default_rng(SEED))
        except Exception as error:  # onnxruntime has many of its own
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
    except Exception as error:  # onnx and onnxruntime raise many of their own
        raise VoiceUnavailable(f"hibari can't speak: {type(error).__name__}: {error}") from error


def _with_lengths(model: Path) -> bytes:
    """The model, with the length of each phoneme, in units, as its last output."""
    graph = onnx.load(str(model))
    summed = [node for node in graph.graph.node if node.op_type == "CumSum"]
    if len(summed) != 1:
        raise VoiceUnavailable("hibari's model is another one: it sums up no lengths.")
    lengths = onnx.helper.make_tensor_value_info(summed[0].input[0], onnx.TensorProto.INT64, None)
    graph.graph.output.append(lengths)
    content: bytes = graph.SerializeToString()
    return content


def _onset(phonemes: Sequence[str], place: int, begins: Sequence[int], first: int) -> int:
    """The sample with which a phoneme that begins a word sets in.

    `begins` is by id; `first` is where the sentence is heard to begin, since the model's pad before
    it is no measure of that.
    """
    while place and phonemes[place - 1] in STRESS:
        place -= 1
    if not place:
        return first
    runs_on = phonemes[place - 1] == SPACE and phonemes[place - 2] not in PAUSES
    # In running speech the space between two words is no silence, but already the next word.
    place = place if runs_on else place + 1
    return max(first, begins[place] - (_EARLY if runs_on else _EARLY_AFTER_SILENCE))


def _first_heard(audio: Samples) -> int:
    """The first sample that isn't silence."""
    loud = np.abs(audio)
    return int(np.argmax(loud > loud.max(initial=0.0) * _SILENCE))


def _is_heard(phoneme: str) -> bool:
    return phoneme not in PAUSES | STRESS | {SPACE}


def _scaled(audio: Samples) -> Samples:
    loudest = float(np.abs(audio).max(initial=0.0)) or 1.0
    return audio * np.float32(_MEASURED_PEAK / loudest)

"""A natural voice by way of piper-tts, the one file that imports it. Runs in the worker only.

When a word begins is told by the model itself: how many samples it gave each phoneme. Three things
were measured against a forced alignment (bench/highlight.py) and are so in `_onset`: the model has
a blank before each phoneme, and the sound begins with that blank; in running speech the "space"
between two words is no silence, but already the next word; after a comma or a stop it is silence.
Taken at the phoneme itself, as they come, the times are 58 ms late.
"""

import json
import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk.speech.audio.sound import Sound, write_wav
from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices.phonemes import PAUSES, SPACE, STRESS, first_phonemes
from kiosk.speech.voices.piper_model import (
    LENGTH_SCALE,
    NOISE_SCALE,
    NOISE_W_SCALE,
    fingerprint,
    usable_model,
)

try:
    import numpy as np
    import onnx
    from numpy.typing import NDArray
    from piper import PiperVoice, SynthesisConfig
    from piper.config import PiperConfig
    from piper.patch_voice_with_alignment import add_alignment_output

    from kiosk.worker.onnx_session import onnx_session
except (ImportError, OSError) as error:
    raise VoiceUnavailable(f"piper-tts can't be loaded: {error}") from error

# Of full scale: the level is set afterwards, so only clipping has to be avoided.
_HEADROOM = 0.9
# A phoneme's place among the ids: two ids of the beginning come first, and each has a blank after.
_FIRST_ID = 2
_IDS_A_PHONEME = 2
# Of words said before the phonemes are kept: most come again.
_WORDS_REMEMBERED = 4096


class PiperEngine:
    """Speaks one text at a time."""

    def __init__(self, model: Path, threads: int) -> None:
        """`threads` of the processor for one text; 0 takes all cores."""
        config = json.loads(Path(f"{model}.json").read_text("utf-8"))
        self._voice = PiperVoice(
            session=onnx_session(_with_lengths(model), threads),
            config=PiperConfig.from_dict(config),
        )
        self._chances = SynthesisConfig(
            length_scale=LENGTH_SCALE, noise_scale=NOISE_SCALE, noise_w_scale=NOISE_W_SCALE
        )
        self.word_phonemes = lru_cache(_WORDS_REMEMBERED)(self._word_phonemes)
        self.fingerprint = fingerprint(model)
        self.synthesize("Ready.")  # the first text takes long: not a person's

    def synthesize(self, text: str) -> Utterance:
        """The text spoken, with an event a word. Raises VoiceError where nothing came."""
        spoken = self.phonemes_of(text)
        if not any(spoken):
            raise VoiceError(f"The voice finds nothing to say in {text!r}.")
        sounds: list[NDArray[np.float32]] = []
        onsets: list[float] = []
        before = 0
        for sentence in spoken:
            audio, lengths = self._sound(sentence)
            begins = (before + np.concatenate([[0], np.cumsum(lengths)])).tolist()
            onsets += [_onset(sentence, place, begins) for place in range(len(sentence))]
            sounds.append(audio)
            before += len(audio)
        rate = self._voice.config.sample_rate
        events = self._events(text, [phoneme for one in spoken for phoneme in one])
        return Utterance(
            write_wav(Sound(_samples(np.concatenate(sounds)), rate)),
            tuple((offset, onsets[index] / rate) for offset, index in events),
            before / rate,
        )

    def phonemes_of(self, text: str) -> list[list[str]]:
        """What is said for a text, by sentence: the phonemes that the model knows."""
        known = self._voice.config.phoneme_id_map
        # "[[" would begin phonemes written by hand.
        plain = re.sub(r"[\[\]]|[\x00-\x1f\x7f\ud800-\udfff]", " ", text)
        spoken = self._voice.phonemize(plain)
        kept = [[one for one in sentence if one in known] for sentence in spoken]
        return [sentence for sentence in kept if any(_is_heard(one) for one in sentence)]

    def phonemes(self, text: str) -> str:
        """What is said for a text, in the signs of the International Phonetic Alphabet."""
        return "".join("".join(sentence) for sentence in self.phonemes_of(text))

    def _word_phonemes(self, word: str) -> list[str]:
        return [phoneme for sentence in self.phonemes_of(word) for phoneme in sentence]

    def _events(self, text: str, spoken: list[str]) -> list[tuple[int, int]]:
        """(offset of a word, index of its first phoneme) for each word that is found."""
        words = [(word.start(), self.word_phonemes(word[0])) for word in re.finditer(r"\S+", text)]
        heard = [(offset, phonemes) for offset, phonemes in words if phonemes]
        firsts = first_phonemes([phonemes for _, phonemes in heard], spoken)
        found = zip(heard, firsts, strict=True)
        return [(offset, first) for (offset, _), first in found if first is not None]

    def _sound(self, phonemes: list[str]) -> tuple["NDArray[np.float32]", Sequence[int]]:
        """A sentence's samples and how many of them each id has."""
        ids = self._voice.phonemes_to_ids(phonemes)
        try:
            made: Any = self._voice.phoneme_ids_to_audio(ids, self._chances, True)
            audio, lengths = made
        except (RuntimeError, ValueError, TypeError) as error:
            raise VoiceError(f"piper failed: {error}") from error
        if lengths is None or len(lengths) != len(ids):
            raise VoiceError("The model tells no word times.")
        return np.atleast_1d(audio), lengths


def load(model: str = "", threads: str = "0") -> PiperEngine:
    """The engine, ready to speak, with a model file or the package's own.

    Raises VoiceUnavailable with the reason.
    """
    path = usable_model(Path(model) if model else None)
    try:
        return PiperEngine(path, int(threads))
    except VoiceError as error:
        raise VoiceUnavailable(f"{path} can't speak: {error}") from error
    except Exception as error:  # onnx and onnxruntime raise many of their own
        raise VoiceUnavailable(f"{path} is no model that piper can speak with: {error}") from error


def _with_lengths(model: Path) -> bytes:
    """The model, with the length of each phoneme among what it gives."""
    graph = onnx.load(str(model))
    if len(graph.graph.output) == 1:
        add_alignment_output(graph)
    content: bytes = graph.SerializeToString()
    return content


def _onset(phonemes: Sequence[str], place: int, begins: Sequence[int]) -> int:
    """The sample with which a phoneme that begins a word sets in; `begins` is by id."""
    while place and phonemes[place - 1] in STRESS:
        place -= 1
    blank = _FIRST_ID + _IDS_A_PHONEME * place - 1
    runs_on = place >= 2 and phonemes[place - 1] == SPACE and phonemes[place - 2] not in PAUSES
    return begins[blank - 1] if runs_on else begins[blank]


def _is_heard(phoneme: str) -> bool:
    return phoneme not in PAUSES | STRESS | {SPACE}


def _samples(audio: "NDArray[np.float32]") -> "array[int]":
    loudest = float(np.abs(audio).max(initial=0.0)) or 1.0
    scaled = (audio * (_HEADROOM * 32767 / loudest)).astype("<i2")
    return array("h", scaled.astype("=i2").tobytes())

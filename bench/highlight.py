"""How far word marks are from those of an independent aligner: pocketsphinx, forced to the text.

    python -m bench.highlight [SENTENCES]

The error of a word is our start minus the aligner's, in ms; if it is negative, the word is boxed
too early. The aligner works in steps of 10 ms. Sentences with a word that is not in its dictionary
are left out and counted.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

from bench.common import guide_sentences, percentile, spread, write_result
from bench.spoken import kept_voice
from kiosk.cli.hear import RATE, resampled
from kiosk.config import Settings
from kiosk.speech.audio.sound import FULL_SCALE
from kiosk.speech.marks import word_marks
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.text.spoken_text import SpokenText
from kiosk.speech.utterance import Sound, Utterance
from kiosk.speech.voices.registry import Voice, available_voices

FRAME = 0.01
# Seconds of silence before and after, and the level of the faint noise in it (of 32,768): without
# them the aligner finds no alignment.
PADDING = 0.3
NOISE = 3.0
# Above this error in ms a word is listed by itself: it is about where people see a lag.
OUTLIER = 120
# Phonemes for the aligner (ARPAbet): of the lexicon's spellings, and of words in no dictionary.
SOUNDS = {
    "eigh": "EY",
    "mmn": "EH M EH M EH N",
    "cyclo": "S AY K L OW",
    "phosphamide": "F AA S F AH M AY D",
    "anty": "AE N T AY",
    "multifocal": "M AH L T IY F OW K AH L",
    "neuropathies": "N UH R AA P AH TH IY Z",
    "20": "T W EH N T IY",
    "0": "Z IH R OW",
    "1": "W AH N",
    "2": "T UW",
    "3": "TH R IY",
    "4": "F AO R",
    "5": "F AY V",
    "6": "S IH K S",
    "7": "S EH V AH N",
    "8": "EY T",
    "9": "N AY N",
}


class Aligner:
    """pocketsphinx with its model of American English; finds each word's start."""

    def __init__(self) -> None:
        # Beams so wide that every sentence can be aligned.
        beams = {"beam": 1e-100, "pbeam": 1e-100, "wbeam": 1e-80, "maxhmmpf": -1}
        self._decoder = Decoder(samprate=RATE, lm=None, loglevel="FATAL", bestpath=False, **beams)
        self._noise = np.random.default_rng(1)
        for word, sounds in SOUNDS.items():
            self._decoder.add_word(word, sounds, True)

    def knows(self, words: list[str]) -> bool:
        return all(self._decoder.lookup_word(word) for word in words)

    def starts(self, words: list[str], sound: Sound) -> list[float] | None:
        """Each word's start in seconds from the clip's start; None if the alignment failed."""
        self._decoder.set_align_text(" ".join(words))
        self._decoder.start_utt()
        self._decoder.process_raw(self._heard(sound).tobytes(), full_utt=True)
        self._decoder.end_utt()
        if self._decoder.hyp() is None:
            return None
        found = [
            (re.sub(r"\(\d+\)$", "", part.word), part.start_frame * FRAME - PADDING)
            for part in self._decoder.seg()
            if part.word[0] not in "<["
        ]
        return [start for _, start in found] if [w for w, _ in found] == words else None

    def _heard(self, sound: Sound) -> NDArray[np.int16]:
        """The clip at the aligner's sample rate, with padding and noise."""
        samples = resampled(sound.samples, sound.rate).astype(float) * FULL_SCALE
        padded = np.pad(samples, round(PADDING * RATE))
        padded += self._noise.normal(0, NOISE, len(padded))
        return padded.clip(-32768, 32767).astype(np.int16)


def tokens_of(said: SpokenText) -> list[tuple[str, int]]:
    """Each word for the aligner, and the offset at which it begins in `said.text`."""
    found = re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", said.text)
    return [(token[0].lower().replace("’", "'"), token.start()) for token in found]


@dataclass(frozen=True)
class WordError:
    """How late a word's mark is; negative: early. `word`: its index in the `shown` sentence."""

    shown: str
    word: int
    milliseconds: float


@dataclass
class Measured:
    """Every word's error, and how many sentences gave none: with an unknown word, not aligned."""

    errors: list[WordError] = field(default_factory=list)
    left_out: int = 0
    not_aligned: int = 0


def errors(
    said: SpokenText, utterance: Utterance, places: list[int], starts: list[float]
) -> Iterator[WordError]:
    """Our start of each shown word minus the aligner's.

    `places`, `starts`: for each of the aligner's words its offset in the text and its start in s.
    """
    marks = word_marks(said, utterance.events, utterance.duration)
    shown = " ".join(said.words)
    for index, (mark, (begin, end)) in enumerate(zip(marks, said.spans, strict=True)):
        first = next((i for i, place in enumerate(places) if begin <= place < end), None)
        if first is not None:
            yield WordError(shown, index, (mark.start - starts[first]) * 1000)


def measure(voice: Voice, sentences: Iterable[tuple[str, str]]) -> Measured:
    """Speak and align every (id, shown text)."""
    lexicon = Lexicon.load(Settings().place.folder / "lexicon.yaml", voice.name)
    aligner = Aligner()
    measured = Measured()
    for _, shown in sentences:
        said = lexicon.say(shown)
        tokens = tokens_of(said)
        words, places = [word for word, _ in tokens], [place for _, place in tokens]
        if not aligner.knows(words):
            measured.left_out += 1
            continue
        utterance = voice.speak(said.text)
        starts = aligner.starts(words, utterance.sound)
        if starts is None:
            measured.not_aligned += 1
        else:
            measured.errors += errors(said, utterance, places, starts)
    return measured


def figures(measured: Measured) -> dict[str, Any]:
    """The figures to write for a voice; errors above OUTLIER are listed one by one."""
    signed = [error.milliseconds for error in measured.errors]
    absolute = [abs(error) for error in signed]
    shares = {"p5": 0.05, "p50": 0.5, "p95": 0.95}
    outliers = sorted(
        (error for error in measured.errors if abs(error.milliseconds) > OUTLIER),
        key=lambda error: -abs(error.milliseconds),
    )
    return {
        "left_out_for_an_unknown_word": measured.left_out,
        "not_aligned": measured.not_aligned,
        "words": len(absolute),
        "absolute_error_ms": spread(absolute),
        "signed_error_ms": {
            name: round(percentile(signed, share), 1) for name, share in shares.items()
        },
        "share_within_100_ms": round(sum(e <= 100 for e in absolute) / len(absolute), 4),
        "outliers_by_reason": dict(Counter(reason(error) for error in outliers).most_common()),
        "outliers": [
            {
                "ms": round(error.milliseconds),
                "word": error.shown.split()[error.word],
                "reason": reason(error),
                "sentence": error.shown,
            }
            for error in outliers
        ],
    }


def reason(error: WordError) -> str:
    """What may explain an outlier."""
    words = error.shown.split()
    word, before = words[error.word], words[error.word - 1] if error.word else ""
    if any(character.isdigit() for character in word + before):
        return "beside a number"
    if any(part.isupper() and len(part) > 1 for part in (word, before)):
        return "beside initials"
    if before[-1:] in set(",;:.!?—)"):
        return "after a pause, where the aligner may put the word's beginning into its silence"
    if word[0].lower() in "aeiouhwy":
        return "a soft beginning: a vowel, h, w or y runs on from the word before"
    return "none seen"


def main(arguments: list[str]) -> int:
    """Measure every installed voice; returns 0 if every sentence could be aligned.

    The argument says how many of the guide's sentences are used; without it, all.
    """
    sentences = guide_sentences()[: int(arguments[0]) if arguments else None]
    result: dict[str, Any] = {"sentences": len(sentences)}
    for name in available_voices():
        with kept_voice(name) as voice:
            measured = measure(voice, sentences)
            result[name] = {"voice": voice.fingerprint, **figures(measured)}
    write_result("highlight", result)
    return int(any(result[name]["not_aligned"] for name in available_voices()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

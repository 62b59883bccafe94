"""Odd sentences spoken by every voice: each must be audible, with a time for each shown word.

    python -m bench.fuzz [SENTENCES | guide [VOICE ...]]

`guide` takes every sentence of the guide instead. Results: fuzz-VOICE.json, fuzz-guide-VOICE.json.
2,000 sentences take a minute with the clear voice, and hours with the natural one on a busy core.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bench.common import guide_sentences, write_result
from bench.odd import odd_sentences
from bench.spoken import kept_voice
from kiosk.config import Settings
from kiosk.speech.audio.sound import AUDIBLE_PEAK, peak
from kiosk.speech.clip import WordMark
from kiosk.speech.marks import word_marks
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.voices.registry import Voice, VoiceError, available_voices

COUNT = 2000


@dataclass
class Lost:
    """The faulty sentences: without sound, silent, or with a word without its time.

    `words`: how many words there were in all spoken sentences.
    """

    words: int = 0
    not_spoken: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    without_times: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        return [*self.not_spoken, *self.silent, *self.without_times]


def run(voice: Voice, texts: Iterable[str], lexicon: Lexicon) -> Lost:
    """Speak every text and check what the voice gave."""
    lost = Lost()
    for text in texts:
        said = lexicon.say(text)
        try:
            utterance = voice.speak(said.text)
        except VoiceError:
            lost.not_spoken.append(text)
            continue
        if peak(utterance.sound.samples) < AUDIBLE_PEAK:
            lost.silent.append(text)
        marks = word_marks(said, utterance.events, utterance.duration)
        lost.words += len(marks)
        if not every_word_has_its_time(text, marks, utterance.duration):
            lost.without_times.append(text)
    return lost


def every_word_has_its_time(shown: str, marks: tuple[WordMark, ...], duration: float) -> bool:
    """Whether each shown word has a mark, in order and within the clip of `duration` seconds.

    A word of ASCII letters must also last longer than 0 s.
    """
    ends = [0.0, *(mark.end for mark in marks)]
    return (
        [mark.word for mark in marks] == shown.split()
        and all(mark.start >= before for mark, before in zip(marks, ends, strict=False))
        and all(0 <= mark.start <= mark.end <= duration + 1e-6 for mark in marks)
        and all(
            mark.end > mark.start for mark in marks if mark.word.isascii() and mark.word.isalpha()
        )
    )


def main(arguments: list[str]) -> int:
    """Try the named voices, or all installed ones, and write each result; 0 if nothing was lost."""
    what, *names = [*arguments, str(COUNT)][: max(1, len(arguments))]
    if what == "guide":
        texts = [shown for _, shown in guide_sentences()]
    else:
        texts = list(odd_sentences(int(what)))
    return max(_try(name, texts, what == "guide") for name in names or available_voices())


def _try(name: str, texts: list[str], guide: bool) -> int:
    lexicon = Lexicon.load(Settings().place.folder / "lexicon.yaml", name)
    with kept_voice(name) as voice:
        lost = run(voice, texts, lexicon)
    result: dict[str, Any] = {
        "voice": voice.fingerprint,
        "sentences": len(texts),
        "words": lost.words,
        "lost": len(lost.sentences),
        "not_spoken": lost.not_spoken,
        "silent": lost.silent,
        "without_times": lost.without_times,
    }
    write_result(f"fuzz-guide-{name}" if guide else f"fuzz-{name}", result)
    return int(bool(lost.sentences))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

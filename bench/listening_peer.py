"""What bench.listening compares the kiosk with: pocketsphinx 5 with its own endpointer and a
grammar of the same phrases (JSGF). It can't refuse: it takes all speech for one of the phrases."""

import re
from collections.abc import Collection, Mapping

import numpy as np
from pocketsphinx import Decoder, Endpointer

from bench.listening_sounds import Samples
from kiosk.listening.commands import Command

# A word -> its spelling in pocketsphinx's dictionary.
_WORDS = {"ivig": "i v i g"}


class Peer:
    """Finds the stretches of speech in a whole sound, and the command of each."""

    def __init__(self, meanings: Mapping[str, Command]) -> None:
        self._meanings = {_known(phrase): command for phrase, command in meanings.items()}
        self._decoder = Decoder(lm=None, loglevel="FATAL")
        unknown = self._unknown(self._meanings)
        kept = [phrase for phrase in self._meanings if not unknown & set(phrase.split())]
        rule = " | ".join(kept)
        self._decoder.add_jsgf_string("phrases", f"#JSGF V1.0; grammar k; public <k> = {rule};")
        self._decoder.activate_search("phrases")

    def hear(self, samples: Samples) -> list[Command]:
        """The commands in a sound at 16 kHz, in order."""
        endpointer = Endpointer(sample_rate=16000)
        heard: list[Command] = []
        data = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
        size = endpointer.frame_bytes
        talking = False
        for start in range(0, len(data) - size, size):
            speech = endpointer.process(data[start : start + size])
            if speech is None:
                continue
            if not talking:
                self._decoder.start_utt()
                talking = True
            self._decoder.process_raw(speech)
            if not endpointer.in_speech:
                talking = False
                heard += self._ended()
        return heard + (self._ended() if talking else [])

    def _ended(self) -> list[Command]:
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return [self._meanings[found.hypstr]] if found and found.hypstr in self._meanings else []

    def _unknown(self, phrases: Collection[str]) -> set[str]:
        words = {word for phrase in phrases for word in phrase.split()}
        return {word for word in words if self._decoder.lookup_word(word) is None}


def _known(phrase: str) -> str:
    return " ".join(_WORDS.get(word, word) for word in re.split(r"\s+", phrase))

"""Whisper tiny by ctranslate2: log probabilities of given texts for a sound, and a free text.

Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision" (2022). The only file
that imports ctranslate2 and tokenizers. The model is made for 30 s of sound; with CONTEXT seconds
it encodes a word in 13 ms instead of 300 ms.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kiosk.listening.models.scoring import END_MARKS, Hypothesis, text_score
from kiosk.listening.models.spectrogram import log_mel

CONTEXT = 4.0
_RATE = 16000
_END, _BEGIN, _NO_TIMES = 50256, 50257, 50362
_PROMPT = [_BEGIN, _NO_TIMES]
_FREE_TOKENS = 7


class Whisper:
    """Scores texts for one sound of at most CONTEXT seconds at a time."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=threads, inter_threads=1
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokens = lru_cache(2048)(self._encode)
        self._last = np.zeros((1, 1, 384), dtype=np.float32)
        self._ends = [_END, *(self._encode(mark)[0] for mark in END_MARKS)]

    def hear(self, samples: NDArray[np.float32], texts: Sequence[str]) -> Hypothesis:
        """The log probability of each text, and a free text.

        `samples` are at 16 kHz. A text's probability is that of its tokens followed by an end.
        """
        self._last = self._states(samples)
        (free, _), *_ = self._generate(self._last, [[]], _FREE_TOKENS)
        return Hypothesis(self.again(texts), self._tokenizer.decode(free).strip())

    def again(self, texts: Sequence[str]) -> dict[str, float]:
        """The log probability of each further text for the sound that was heard last."""
        if not texts:
            return {}
        rows = {text: self._tokens(f" {text}") for text in texts}
        longest = max(len(tokens) for tokens in rows.values())
        results = self._generate(self._last, rows.values(), longest + 1)
        return {
            text: text_score(np.array([np.array(step) for step in logits]), tokens, self._ends)
            for (text, tokens), (_, logits) in zip(rows.items(), results, strict=True)
        }

    def _states(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        wanted = round(CONTEXT * _RATE)
        sound = np.zeros(wanted, dtype=np.float32)
        sound[: min(wanted, len(samples))] = samples[:wanted]
        features = ctranslate2.StorageView.from_array(log_mel(sound)[None])
        return np.array(self._model.encode(features, to_cpu=True))

    def _generate(
        self, states: NDArray[np.float32], beginnings: Collection[Sequence[int]], count: int
    ) -> list[tuple[list[int], list[Any]]]:
        """Continue each beginning to `count` tokens: (tokens, logits of each place) for each.

        The logits include the places of the beginning's own tokens, by which a text is scored.
        """
        results = self._model.generate(
            ctranslate2.StorageView.from_array(np.repeat(states, len(beginnings), axis=0)),
            [[*_PROMPT, *tokens] for tokens in beginnings],
            beam_size=1,
            max_length=2 * count,  # half of it is for the prompt
            return_logits_vocab=True,
            suppress_blank=False,
            suppress_tokens=[],
        )
        return [(result.sequences_ids[0], result.logits[0]) for result in results]

    def _encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

"""Moonshine tiny by onnxruntime: log probabilities of given texts for a sound, and a free text.

Jeffries et al., "Moonshine: Speech Recognition for Live Transcription and Voice Commands" (2024).
The only file that knows this model.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kiosk.listening.models.scoring import END_MARKS, FLOOR, Hypothesis, Prefix, log_probs, search
from kiosk.worker.onnx_session import onnx_session

_BEGIN, _END = 1, 2
_LAYERS, _HEADS, _HEAD_SIZE = 6, 8, 36
# Names of the keys and values that the decoder caches: of the text so far, and of the sound.
_OF_TEXT, _OF_SOUND = (
    [
        f"past_key_values.{layer}.{part}.{kind}"
        for layer in range(_LAYERS)
        for kind in ("key", "value")
    ]
    for part in ("decoder", "encoder")
)
# Tokens of the longest free text; a command has fewer.
_FREE_TOKENS = 7


class Moonshine:
    """Scores texts for one sound at a time."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._encoder = onnx_session(folder / "encoder_model.ort", threads)
        self._decoder = onnx_session(folder / "decoder_model_merged.ort", threads)
        self._vocabulary = _Vocabulary((folder / "tokenizer.bin").read_bytes())
        self._ends = [_END, *(self._vocabulary.tokens[mark] for mark in END_MARKS)]
        self._decoding: _Decoding | None = None

    def hear(self, samples: NDArray[np.float32], texts: Sequence[str], keep: int) -> Hypothesis:
        """The log probability of each likely text, by a beam search `keep` wide, and a free text.

        `samples` are at 16 kHz. A text's probability is that of its tokens followed by an end.
        """
        self._decoding = _Decoding(self._decoder, self._encoded(samples))
        found, free = self._search(texts, keep, _FREE_TOKENS)
        return Hypothesis(found, self._vocabulary.decode(free))

    def again(self, texts: Sequence[str]) -> dict[str, float]:
        """The log probability of each further text for the sound that was heard last, or FLOOR."""
        found, _ = self._search(texts, len(texts), 0)
        return {text: found.get(text, FLOOR) for text in texts}

    def _search(
        self, texts: Sequence[str], keep: int, free: int
    ) -> tuple[dict[str, float], Prefix]:
        assert self._decoding is not None, "nothing was heard"
        tokens = {text: self._vocabulary.encode(text) for text in texts}
        return search(tokens, self._decoding.next_tokens, self._ends, keep, free)

    def _encoded(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        sound = samples[None].astype(np.float32)
        mask = np.ones(sound.shape, dtype=np.int64)
        (states,) = self._encoder.run(None, {"input_values": sound, "attention_mask": mask})
        result: NDArray[np.float32] = states
        return result


class _Decoding:
    """Scores the next tokens for one sound; caches each beginning for longer ones.

    `states`: the encoder's output, (1, length, 288).
    """

    def __init__(self, decoder: onnxruntime.InferenceSession, states: NDArray[np.float32]) -> None:
        self._decoder = decoder
        self._states = states
        empty = np.zeros((1, _HEADS, 0, _HEAD_SIZE), dtype=np.float32)
        ids = np.array([[_BEGIN]], dtype=np.int64)
        past = dict.fromkeys(_OF_TEXT + _OF_SOUND, empty)
        self._first, kept = self._run(ids, past, _OF_TEXT + _OF_SOUND)
        self._of_sound = {name: kept[name] for name in _OF_SOUND}
        self._of_nothing = {name: kept[name] for name in _OF_TEXT}
        # The cache of the last call's beginnings, one row for each.
        self._kept = self._of_nothing
        self._rows: dict[Prefix, int] = {(): 0}

    def next_tokens(self, beginnings: Sequence[Prefix]) -> NDArray[np.float32]:
        """The log probabilities of the next token, (beginnings, vocabulary). All beginnings have
        one length: 0 in the first call, then each is one of the last call's plus one token."""
        if not beginnings[0]:
            self._kept, self._rows = self._of_nothing, {(): 0}
            return self._first
        places = [self._rows[beginning[:-1]] for beginning in beginnings]
        count = len(beginnings)
        past = {name: rows[places] for name, rows in self._kept.items()}
        past |= {name: np.repeat(rows, count, axis=0) for name, rows in self._of_sound.items()}
        ids = np.array([beginning[-1:] for beginning in beginnings], dtype=np.int64)
        logits, self._kept = self._run(ids, past, _OF_TEXT)
        self._rows = {beginning: row for row, beginning in enumerate(beginnings)}
        return logits

    def _run(
        self, ids: NDArray[np.int64], past: dict[str, NDArray[np.float32]], wanted: list[str]
    ) -> tuple[NDArray[np.float32], dict[str, NDArray[np.float32]]]:
        inputs: dict[str, Any] = dict(past)
        inputs["input_ids"] = ids
        states = np.repeat(self._states, len(ids), axis=0)
        inputs["encoder_hidden_states"] = states
        # The graph uses only a part of the mask; ones in the states' length keep all of the states.
        inputs["encoder_attention_mask"] = np.ones(states.shape[:2], dtype=np.int64)
        # The first run also computes the sound's keys and values.
        inputs["use_cache_branch"] = np.array([wanted == _OF_TEXT])
        outputs = ["logits", *(name.replace("past_key_values", "present") for name in wanted)]
        logits, *kept = self._decoder.run(outputs, inputs)
        return log_probs(logits[:, -1]), dict(zip(wanted, kept, strict=True))


class _Vocabulary:
    """Moonshine's byte-pair tokens. In the file each is its length, then its text."""

    def __init__(self, content: bytes) -> None:
        words: list[bytes] = []
        at = 0
        while at < len(content):
            length = content[at]
            at += 1
            if length >= 128:  # seven bits per byte; the highest bit: one more byte
                length = (length & 127) | content[at] << 7
                at += 1
            words.append(content[at : at + length])
            at += length
        self._words = words
        self.tokens: dict[str, int] = {}
        for number, word in enumerate(words):
            # A single byte also has an earlier token; the later one, the letter's, counts.
            self.tokens[word.decode("utf-8", "replace")] = number
        self.encode = lru_cache(2048)(self._encode)

    def _encode(self, text: str) -> list[int]:
        """Tokens of a text: joins pairs, the earliest learned (lowest number) first."""
        pieces = list("\u2581" + text.replace(" ", "\u2581"))
        while True:
            pairs = [
                (self.tokens[a + b], place)
                for place, (a, b) in enumerate(zip(pieces, pieces[1:], strict=False))
                if a + b in self.tokens
            ]
            if not pairs:
                return [self.tokens[piece] for piece in pieces]
            place = min(pairs)[1]
            pieces[place : place + 2] = [pieces[place] + pieces[place + 1]]

    def decode(self, tokens: Sequence[int]) -> str:
        joined = b"".join(self._words[token] for token in tokens if token < len(self._words))
        return joined.decode("utf-8", "replace").replace("\u2581", " ").strip()

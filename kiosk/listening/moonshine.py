"""Moonshine tiny by onnxruntime: how likely each of some texts is for a sound, and what it hears.

Jeffries et al., "Moonshine: Speech Recognition for Live Transcription and Voice Commands" (2024).
The one file that knows this model.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kiosk.listening.chances import END_MARKS, Heard, best_first, log_chances, text_score

_BEGIN, _END = 1, 2
_LAYERS, _HEADS, _HEAD_SIZE = 6, 8, 36
# The longest free text, in tokens: a command has fewer.
_FREE_TOKENS = 7


class Moonshine:
    """Scores texts for one sound at a time."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._encoder = _session(folder / "encoder_model.ort", threads)
        self._decoder = _session(folder / "decoder_model_merged.ort", threads)
        self._vocabulary = _Vocabulary((folder / "tokenizer.bin").read_bytes())
        self._states = np.zeros((1, 1, 288), dtype=np.float32)
        self._ends = [_END, *(self._vocabulary.tokens[mark] for mark in END_MARKS)]

    def hear(self, samples: NDArray[np.float32], texts: Sequence[str], keep: int) -> Heard:
        """The log chance of each of the `keep` likeliest texts, and what is heard freely.

        `samples` are at 16 kHz; a text's chance is that of its tokens, with an end after it.
        """
        states = self._encoded(samples)
        free, beginning = self._free(states)
        tokens = {text: self._vocabulary.encode(text) for text in texts}
        likely = best_first(beginning, tokens, keep)
        self._states = states
        return Heard(self._score(states, {text: tokens[text] for text in likely}), free)

    def again(self, texts: Sequence[str]) -> dict[str, float]:
        """The log chance of each of some more texts for the sound that was heard last."""
        return self._score(self._states, {text: self._vocabulary.encode(text) for text in texts})

    def _encoded(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        sound = samples[None].astype(np.float32)
        mask = np.ones(sound.shape, dtype=np.int64)
        (states,) = self._encoder.run(None, {"input_values": sound, "attention_mask": mask})
        result: NDArray[np.float32] = states
        return result

    def _score(self, states: NDArray[np.float32], texts: dict[str, list[int]]) -> dict[str, float]:
        """Texts of one length together: what fills up a shorter one would cost as much time."""
        scores: dict[str, float] = {}
        for length in {len(row) for row in texts.values()}:
            rows = {text: row for text, row in texts.items() if len(row) == length}
            ids = np.array([[_BEGIN, *row] for row in rows.values()], dtype=np.int64)
            logits = self._decode(np.repeat(states, len(rows), axis=0), ids)
            for (text, row), those in zip(rows.items(), logits, strict=True):
                scores[text] = text_score(those, row, self._ends)
        return scores

    def _free(self, states: NDArray[np.float32]) -> tuple[str, NDArray[np.float32]]:
        """The likeliest text, token by token, and the log chances of the first token."""
        ids = [_BEGIN]
        beginning: NDArray[np.float32] | None = None
        while len(ids) <= _FREE_TOKENS:
            chances = log_chances(self._decode(states, np.array([ids], dtype=np.int64))[0, -1:])[0]
            beginning = chances if beginning is None else beginning
            best = int(chances.argmax())
            if best in self._ends:
                break
            ids.append(best)
        assert beginning is not None
        return self._vocabulary.decode(ids[1:]), beginning

    def _decode(self, states: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        count = len(ids)
        empty = np.zeros((count, _HEADS, 0, _HEAD_SIZE), dtype=np.float32)
        inputs: dict[str, Any] = {
            f"past_key_values.{layer}.{part}.{kind}": empty
            for layer in range(_LAYERS)
            for part in ("decoder", "encoder")
            for kind in ("key", "value")
        }
        inputs["input_ids"] = ids
        inputs["encoder_hidden_states"] = states
        # One is left out by the graph's own cut: a mask of the states' length means all of them.
        inputs["encoder_attention_mask"] = np.ones(states.shape[:2], dtype=np.int64)
        inputs["use_cache_branch"] = np.array([False])
        result: NDArray[np.float32] = self._decoder.run(["logits"], inputs)[0]
        return result


class _Vocabulary:
    """Moonshine's tokens: a length byte and the token's text, one after another; byte pairs."""

    def __init__(self, content: bytes) -> None:
        words: list[bytes] = []
        at = 0
        while at < len(content):
            length = content[at]
            at += 1
            if length >= 128:  # seven bits a byte, the highest says that there is one more
                length = (length & 127) | content[at] << 7
                at += 1
            words.append(content[at : at + length])
            at += length
        self._words = words
        self.tokens: dict[str, int] = {}
        for number, word in enumerate(words):
            # A byte's own token comes before; the later one is the letter's.
            self.tokens[word.decode("utf-8", "replace")] = number
        self.encode = lru_cache(2048)(self._encode)

    def _encode(self, text: str) -> list[int]:
        """Tokens of a text: pairs are joined, the earliest learnt (lowest number) first."""
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


def _session(file: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that wait for work must not keep a core busy; memory for one long sound isn't kept.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

"""What a model gives for a text: pure arithmetic on its log chances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A text may be followed by one of these or by the end: the models close with a mark, or loop.
END_MARKS = ".,!?"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one model heard: the log chance of each likely text, and its own free text."""

    texts: Mapping[str, float]
    free: str


def log_chances(logits: NDArray[Any]) -> NDArray[np.float32]:
    """Log of the softmax over the last axis."""
    highest = logits.max(axis=-1, keepdims=True)
    total = np.exp(logits - highest).sum(axis=-1, keepdims=True)
    result: NDArray[np.float32] = logits - highest - np.log(total)
    return result


def text_score(logits: NDArray[Any], tokens: Sequence[int], ends: Sequence[int]) -> float:
    """Log chance of the tokens with an end after them; `logits` is (tokens and more, vocabulary).

    Row i is what may come as token i.
    """
    chances = log_chances(logits[: len(tokens) + 1])
    said = sum(float(chances[place, token]) for place, token in enumerate(tokens))
    return said + float(np.logaddexp.reduce(chances[len(tokens), ends]))


def best_first(
    beginning: NDArray[Any], tokens: Mapping[str, Sequence[int]], keep: int
) -> list[str]:
    """The `keep` texts whose first token is likeliest: the others need no second look."""
    return sorted(tokens, key=lambda text: -float(beginning[tokens[text][0]]))[:keep]

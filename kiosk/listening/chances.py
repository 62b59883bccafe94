"""What a model gives for a text: pure arithmetic on its log chances."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A text may be followed by one of these or by the end: the models close with a mark, or loop.
END_MARKS = ".,!?"
# A log chance lower than this says no more than this: what was not said is not said.
FLOOR = -14.0


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
    """The texts worth a second look: the `keep` whose first token is likeliest, and likely at all.

    `beginning` are the log chances of the first token.
    """
    chances = {text: float(beginning[row[0]]) for text, row in tokens.items()}
    likely = [text for text, chance in chances.items() if chance > FLOOR]
    return sorted(likely, key=lambda text: -chances[text])[:keep]


def mean_chance(first: float, second: float) -> float:
    """What two models' log chances come to: neither may rule a text out by itself alone."""
    return (max(first, FLOOR) + max(second, FLOOR)) / 2


def once(text: str) -> str:
    """The words of a free text in small letters, each once: the models repeat themselves."""
    words = re.findall(r"[a-z']+|\d+", text.lower())
    return " ".join(dict.fromkeys(words))

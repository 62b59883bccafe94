"""What a model gives for a text: pure arithmetic on its log chances."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A text may be followed by one of these or by the end: the models close with a mark, or loop.
END_MARKS = ".,!?"
# A log chance lower than this says no more than this: what was not said is not said.
FLOOR = -14.0


# Tokens with which a text begins; and what gives, for several of one length, the log chances of
# each one's next token: (beginnings, vocabulary).
Prefix = tuple[int, ...]
Step = Callable[[Sequence[Prefix]], NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What one model heard: the log chance of each likely text, and its own free text."""

    texts: Mapping[str, float]
    free: str


def log_probs(logits: NDArray[Any]) -> NDArray[np.float32]:
    """Log of the softmax over the last axis."""
    highest = logits.max(axis=-1, keepdims=True)
    total = np.exp(logits - highest).sum(axis=-1, keepdims=True)
    result: NDArray[np.float32] = logits - highest - np.log(total)
    return result


def text_score(logits: NDArray[Any], tokens: Sequence[int], ends: Sequence[int]) -> float:
    """Log chance of the tokens with an end after them; `logits` is (tokens and more, vocabulary).

    Row i is what may come as token i.
    """
    chances = log_probs(logits[: len(tokens) + 1])
    said = sum(float(chances[place, token]) for place, token in enumerate(tokens))
    return said + float(np.logaddexp.reduce(chances[len(tokens), ends]))


def search(
    texts: Mapping[str, Sequence[int]], step: Step, ends: Sequence[int], keep: int, longest: int
) -> tuple[dict[str, float], Prefix]:
    """The log chance of each likely text with an end after it, and the likeliest tokens of all.

    `texts` are their tokens. All are looked at side by side, token by token, as a tree: `keep`
    beginnings of each length go on, none less likely than FLOOR. The free text is at most
    `longest` tokens.
    """
    at: dict[Prefix, list[str]] = {}
    following: dict[Prefix, set[int]] = {}
    for text, row in texts.items():
        at.setdefault(tuple(row), []).append(text)
        for place, token in enumerate(row):
            following.setdefault(tuple(row[:place]), set()).add(token)
    found: dict[str, float] = {}
    beginnings: dict[Prefix, float] = {(): 0.0}
    free: Prefix = ()
    listening = True
    while beginnings or listening:
        asked = list(beginnings)
        if listening and free not in beginnings:
            asked.append(free)
        rows = dict(zip(asked, step(asked), strict=True))
        longer: dict[Prefix, float] = {}
        for prefix, score in beginnings.items():
            row = rows[prefix]
            ended = score + float(np.logaddexp.reduce(row[ends]))
            found |= dict.fromkeys(at.get(prefix, ()), ended)
            for token in following.get(prefix, ()):
                longer[(*prefix, token)] = score + float(row[token])
        likely = [prefix for prefix, score in longer.items() if score > FLOOR]
        best = sorted(likely, key=lambda prefix: -longer[prefix])[:keep]
        beginnings = {prefix: longer[prefix] for prefix in best}
        if listening:
            token = int(rows[free].argmax())
            listening = token not in ends and len(free) < longest
            free = (*free, token) if listening else free
    return found, free


def mean_chance(first: float, second: float) -> float:
    """What two models' log chances come to: neither may rule a text out by itself alone."""
    return (max(first, FLOOR) + max(second, FLOOR)) / 2


def once(text: str) -> str:
    """The words of a free text in small letters, each once: the models repeat themselves."""
    words = re.findall(r"[a-z']+|\d+", text.lower())
    return " ".join(dict.fromkeys(words))

"""Computes a text's score from a model's log probabilities. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A text may be followed by the end or by one of these: the models write a mark, or repeat the text.
END_MARKS = ".,!?"
# Lower log probabilities count as this one: how unlikely a text is then doesn't matter.
FLOOR = -14.0


# The first tokens of a text; and a function that gives, for several of them of one length, the log
# probabilities of the next token: (beginnings, vocabulary).
Prefix = tuple[int, ...]
Step = Callable[[Sequence[Prefix]], NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What one model heard: the log probability of each likely text, and its own free text."""

    texts: Mapping[str, float]
    free: str


def log_probs(logits: NDArray[Any]) -> NDArray[np.float32]:
    """Log of the softmax over the last axis."""
    highest = logits.max(axis=-1, keepdims=True)
    total = np.exp(logits - highest).sum(axis=-1, keepdims=True)
    result: NDArray[np.float32] = logits - highest - np.log(total)
    return result


def text_score(logits: NDArray[Any], tokens: Sequence[int], ends: Sequence[int]) -> float:
    """The log probability of the tokens followed by one of `ends`.

    `logits`: (at least one row more than tokens, vocabulary); row i is for token i.
    """
    chances = log_probs(logits[: len(tokens) + 1])
    said = sum(float(chances[place, token]) for place, token in enumerate(tokens))
    return said + float(np.logaddexp.reduce(chances[len(tokens), ends]))


def search(
    texts: Mapping[str, Sequence[int]], step: Step, ends: Sequence[int], keep: int, longest: int
) -> tuple[dict[str, float], Prefix]:
    """The log probability of each likely text followed by one of `ends`, and a free text's tokens.

    `texts`: text -> tokens. A beam search in the tree of all texts: of each length the `keep`
    likeliest beginnings go on, if likelier than FLOOR. The free text takes the likeliest token at
    each place, at most `longest`.
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
    """The mean of two models' log probabilities, from FLOOR on: neither alone excludes a text."""
    return (max(first, FLOOR) + max(second, FLOOR)) / 2


def once(text: str) -> str:
    """The different words of a free text in lower case: the models repeat themselves."""
    words = re.findall(r"[a-z']+|\d+", text.lower())
    return " ".join(dict.fromkeys(words))

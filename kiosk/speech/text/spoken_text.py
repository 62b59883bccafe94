"""A shown text, what is said for it, and which parts of both belong together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# What is said for a part of the shown text: (begin, end, one spoken text for each of its words).
Claim = tuple[int, int, tuple[str, ...]]
# (a space of the shown text or a piece of one word, what is said for it).
_Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SpokenText:
    """The `text` for the voice, for a shown text.

    `words`: the shown words. `spans`: for each of them, the range (begin, end) of characters in
    `text` that says it; in order, and never empty for a word with a letter or digit.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def put_together(shown: str, claims: Iterable[Claim]) -> SpokenText:
    """The spoken text for `shown`, a text with single spaces: each claim replaces its part.

    The claims are in order and don't overlap.
    """
    text = ""
    begin = 0
    spans: list[tuple[int, int]] = []
    for shown_piece, said_piece in _pieces(shown, claims):
        if shown_piece == " ":
            spans.append((begin, len(text)))
            begin = len(text) + len(said_piece)
        text += said_piece
    spans.append((begin, len(text)))
    words = tuple(shown.split())
    return SpokenText(
        text, words, tuple(_not_empty(span, len(text)) for span in spans[: len(words)])
    )


def divide(said: str, shown_words: Sequence[str]) -> tuple[str, ...]:
    """Divide a spoken text among the shown words that it replaces.

    It is cut at its commas and stops if that gives one part for each shown word; else between its
    words, in proportion to the lengths of the shown words. Returns fewer parts if it has fewer
    words than are shown.
    """
    phrases = re.split(r"(?<=[,;:.])\s+", said)
    if len(phrases) == len(shown_words):
        return tuple(phrases)
    tokens = said.split()
    if len(tokens) <= len(shown_words):
        return tuple(tokens)
    cuts = [0, *_cuts(tokens, shown_words), len(tokens)]
    return tuple(" ".join(tokens[a:b]) for a, b in zip(cuts, cuts[1:], strict=False))


def _cuts(tokens: Sequence[str], shown_words: Sequence[str]) -> Iterator[int]:
    """Where to cut between the tokens, so that each shown word gets at least one."""
    said_length = sum(map(len, tokens))
    shown_length = sum(map(len, shown_words))
    cut = 0
    for done in range(1, len(shown_words)):
        share = sum(map(len, shown_words[:done])) / shown_length * said_length
        most = len(tokens) - (len(shown_words) - done)
        places = range(cut + 1, most + 1)
        cut = min(places, key=lambda place: abs(sum(map(len, tokens[:place])) - share))
        yield cut


def _pieces(shown: str, claims: Iterable[Claim]) -> Iterator[_Piece]:
    place = 0
    for begin, end, said in claims:
        yield from _unchanged(shown[place:begin])
        yield from _replaced(shown[begin:end].split(" "), said, shown[end : end + 1])
        place = end
    yield from _unchanged(shown[place:])


def _unchanged(shown: str) -> Iterator[_Piece]:
    for piece in re.findall(r" |[^ ]+", shown):
        yield piece, piece


def _replaced(shown_words: list[str], said: Sequence[str], follows: str) -> Iterator[_Piece]:
    """A piece for each shown word. If `said` has too few parts, its text is cut evenly."""
    parts = list(said)
    if follows in ".,;:!?" and follows:
        parts[-1] = parts[-1].removesuffix(".")  # the shown text has its own stop
    space = " "
    if len(parts) < len(shown_words):
        whole, count = " ".join(parts), len(shown_words)
        cuts = [len(whole) * i // count for i in range(count + 1)]
        parts = [whole[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]
        space = ""
    for index, (shown, part) in enumerate(zip(shown_words, parts, strict=True)):
        if index:
            yield " ", space
        yield shown, part


def _not_empty(span: tuple[int, int], length: int) -> tuple[int, int]:
    """The span; if it is empty, extended to one character of the text of that `length`."""
    begin, end = span
    if begin < end:
        return span
    begin = max(0, min(begin, length - 1))
    return begin, min(begin + 1, length)

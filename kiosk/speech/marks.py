"""Computes when each shown word is said from the voice's events."""

from collections.abc import Sequence

from kiosk.speech.clip import WordMark
from kiosk.speech.text.spoken_text import SpokenText

# The pause after one of these signs lasts about as long as four characters.
_PAUSES = frozenset(",;:.!?…—")
_PAUSE_LENGTH = 4


def word_marks(
    said: SpokenText, events: Sequence[tuple[int, float]], duration: float
) -> tuple[WordMark, ...]:
    """Exactly one mark for each shown word, in seconds from the clip's start.

    `events` are (character offset in `said.text`, seconds). Starts never decrease, a mark ends
    where the next begins, and all lie between 0 and `duration`. A word with several events (a
    number) starts at the earliest. A word without events, such as "the" in "in the", is
    interpolated between its neighbors, in proportion to the characters between them.
    """
    known = [_first_event(span, events) for span in said.spans]
    starts = _filled(said, known, duration)
    ends = [*starts, duration][1:]
    return tuple(
        WordMark(word, start, end)
        for word, start, end in zip(said.words, starts, ends, strict=True)
    )


def _first_event(span: tuple[int, int], events: Sequence[tuple[int, float]]) -> float | None:
    times = [seconds for offset, seconds in events if span[0] <= offset < span[1]]
    return min(times, default=None)


def _filled(said: SpokenText, known: Sequence[float | None], duration: float) -> list[float]:
    """Start times in seconds, never decreasing; unknown ones are interpolated."""
    anchors = [(0, 0.0)]
    for (begin, _), seconds in zip(said.spans, known, strict=True):
        if seconds is not None:
            anchors.append((begin, _clamp(seconds, anchors[-1][1], duration)))
    anchors.append((len(said.text), duration))
    starts: list[float] = []
    passed = 0
    for (begin, _), seconds in zip(said.spans, known, strict=True):
        passed += seconds is not None
        before, after = anchors[passed], anchors[passed + 1]
        time = before[1] if seconds is not None else _between(said.text, before, after, begin)
        starts.append(_clamp(time, starts[-1] if starts else 0.0, duration))
    return starts


def _between(text: str, before: tuple[int, float], after: tuple[int, float], place: int) -> float:
    """The time at offset `place`, interpolated between two points (offset, seconds)."""
    whole = _spoken_length(text[before[0] : after[0]])
    share = _spoken_length(text[before[0] : place]) / whole if whole else 0.0
    return before[1] + _clamp(share, 0.0, 1.0) * (after[1] - before[1])


def _spoken_length(text: str) -> int:
    """The number of characters, plus _PAUSE_LENGTH for each pause."""
    return len(text) + _PAUSE_LENGTH * sum(character in _PAUSES for character in text)


def _clamp(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))

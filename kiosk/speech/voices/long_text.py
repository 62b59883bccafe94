"""Texts longer than the voice takes at once are cut where a speaker would breathe."""

import re
from collections.abc import Iterator

# A voice crashes on texts that are too long; nothing in a guide comes near this many characters.
LONGEST_JOB = 1000
# Where to cut, the best first: after a sentence, after a clause, between words.
_CUTS = (
    re.compile(r"[.!?…][\"'”’)\]]*\s"),
    re.compile(r"[,;:—)]\s"),
    re.compile(r"\s"),
)


def split_text(text: str, longest: int = LONGEST_JOB) -> Iterator[tuple[int, str]]:
    """(offset, part) for parts of at most `longest` characters that together are the whole text."""
    start = 0
    while len(text) - start > longest:
        end = _cut_in(text, start, start + longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _cut_in(text: str, start: int, end: int) -> int:
    """Where to end a part: in its second half if any such place is there, else at its end."""
    for cut in _CUTS:
        places = [match.end() for match in cut.finditer(text, (start + end) // 2, end)]
        if places:
            return places[-1]
    return end

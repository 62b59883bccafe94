"""Which words are common: those that a person knows how to say at sight."""

from functools import cache

from spellchecker import SpellChecker

# Times in the 1.6 thousand million words of subtitles that pyspellchecker counted. "Neuropathy" and
# "aseptic" are below.
_COMMON = 200


def is_common(word: str, language: str = "en") -> bool:
    """Whether a word in small letters is one that many people use, and so a single letter."""
    return len(word) == 1 or _list(language).get(word, 0) >= _COMMON


@cache
def _list(language: str) -> dict[str, int]:
    return SpellChecker(language=language).word_frequency.dictionary

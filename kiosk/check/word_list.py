"""Which words are so common that people know how to say them at sight."""

from functools import cache

from spellchecker import SpellChecker

# A common word occurs at least this often in the 1.6 billion words of subtitles that pyspellchecker
# counted. "Neuropathy" and "aseptic" are rarer.
_COMMON = 200


def is_common(word: str, language: str = "en") -> bool:
    """Whether a word in lower case is common; a single letter always is."""
    return len(word) == 1 or _list(language).get(word, 0) >= _COMMON


@cache
def _list(language: str) -> dict[str, int]:
    return SpellChecker(language=language).word_frequency.dictionary

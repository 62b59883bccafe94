"""What is said for what is shown: the lexicon's spoken forms first, then the general rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from re import Match
from typing import Self

from kiosk.files.place import ENGLISH
from kiosk.speech.text.language import LookUp, Rule, language_of
from kiosk.speech.text.lexicon_file import read_lexicon
from kiosk.speech.text.spoken_text import SpokenText, divide, put_together

__all__ = ["Lexicon", "SpokenText"]

# Stands for a character that a rule says, but not surely rightly; no text holds it.
_UNSURE = "\0"


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of a shown text for which a rule has something to say."""

    begin: int
    end: int
    said: tuple[str, ...]
    sure: bool


class Lexicon:
    """Spoken forms by what is shown: whole words, the longest first, capitals matter."""

    def __init__(self, words: Mapping[str, str] | None = None, language: str = ENGLISH) -> None:
        """`words`: what is shown -> what is said; `language`, a code: whose rules come after."""
        self._language = language_of(language)
        self._words = {_folded(shown): _folded(said) for shown, said in (words or {}).items()}
        longest_first = sorted(self._words, key=len, reverse=True)
        keys = "|".join(re.escape(shown) for shown in longest_first) or "(?!)"
        # A word ends at a hyphen ("ALS-like"), but not inside a number or an address on the web.
        whole = rf"(?<!\w)(?<!\w[.@])(?<!\d[-,/])(?:{keys})(?!\w|[-.,/@]\d|\.\w)"
        self._rules = (Rule(re.compile(whole), self._say_entry), *self._language.rules)

    @classmethod
    def load(cls, path: Path, voice: str = "clear", language: str = ENGLISH) -> Self:
        """One voice's lexicon of a lexicon.yaml; an empty one where there is no such file.

        Raises ContentError with file, line and remedy of every fault.
        """
        return cls(read_lexicon(path, voice), language)

    def say(self, shown: str) -> SpokenText:
        """What the voice is given for this text."""
        folded = _folded(shown)
        return put_together(folded, ((f.begin, f.end, f.said) for f in self._find(folded)))

    def knows(self, word: str) -> bool:
        """Whether capitals, a number or an address would surely be said as a reader would."""
        return not self.doubtful(word)

    def doubtful(self, shown: str) -> tuple[str, ...]:
        """The words of a text that a person should listen to and put into the lexicon.

        They need their neighbours: "19428" is known after "PA" only.
        """
        folded = _folded(shown)
        unsaid = list(folded)
        for stretch in self._find(folded):
            mark = " " if stretch.sure else _UNSURE
            unsaid[stretch.begin : stretch.end] = mark * (stretch.end - stretch.begin)
        return tuple(
            word[0]
            for word in re.finditer(r"\S+", folded)
            if not self._is_plain("".join(unsaid[word.start() : word.end()]))
        )

    def _say_entry(self, match: Match[str], look_up: LookUp) -> tuple[str, ...]:
        return divide(self._words[match[0]], match[0].split())

    def _is_plain(self, word: str) -> bool:
        """Whether the voice reads this rightly: no capitals inside, and no unusual number."""
        if _UNSURE in word:
            return False
        parts = re.split(r"[\s'’–—/-]+|[^\w.,:]+|[.,:]+(?!\w)", word)
        return all(self._language.is_plain(part) for part in parts)

    def _find(self, shown: str) -> list[_Found]:
        """What each rule says, in order of place; an earlier rule's stretch is not given up."""
        found: list[_Found] = []
        for rule in self._rules:
            for match in rule.pattern.finditer(shown):
                begin, end = match.span()
                if not any(begin < other.end and other.begin < end for other in found):
                    found.append(_Found(begin, end, rule.say(match, self._words.get), rule.sure))
        return sorted(found, key=lambda stretch: stretch.begin)


def _folded(text: str) -> str:
    return " ".join(text.split())

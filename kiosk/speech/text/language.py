"""How texts of a language are spoken: its general rules. Each language has its own <language>.py.

A language without such a file is left to the voice and the lexicon.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from re import Match

from kiosk.files.place import base_language

# The lexicon's spoken form of one word, where it has one.
LookUp = Callable[[str], str | None]
# What is said for a match: one text for each shown word that the match covers.
Say = Callable[[Match[str], LookUp], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`sure`: what it says is right whatever it matched; otherwise a person should listen to it."""

    pattern: re.Pattern[str]
    say: Say
    sure: bool = True


def _plain(part: str) -> bool:
    """Without rules a voice surely reads small letters, and numbers of up to four digits."""
    letters = part.replace(".", "").replace(",", "").replace(":", "")
    if letters.isdigit():
        return len(letters) <= 4
    return letters.isalpha() and letters[1:] == letters[1:].lower() or not letters


@dataclass(frozen=True, slots=True)
class Language:
    """`espeak`: espeak-ng's voice for it; `hyphens`: pyphen's dictionary, with its country.

    `rules` in order: an earlier one has the text. `is_plain` tells of a part of a
    word whether the voice reads it rightly by itself.
    """

    code: str
    espeak: str
    rules: tuple[Rule, ...] = ()
    is_plain: Callable[[str], bool] = _plain
    hyphens: str = ""


@cache
def language_of(code: str) -> Language:
    """The language of a code such as "en"; of "en-US" that of "en"."""
    base = base_language(code)
    name = f"{__package__}.{base}"
    try:
        found = getattr(import_module(name), "LANGUAGE", None)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        found = None
    return found if isinstance(found, Language) else Language(code, base)


def rule(pattern: str, say: Say, sure: bool = True) -> Rule:
    """A rule from the text of a verbose regular expression, where a space is written `[ ]`."""
    return Rule(re.compile(pattern, re.VERBOSE), say, sure)


def always(pattern: str, said: str, sure: bool = True) -> Rule:
    """A rule that says the same for whatever it matched."""
    return rule(pattern, lambda match, look_up: (said,), sure)

"""The general rules for speaking a language. Each language has its own file, such as en.py.

In a language without such a file, only the lexicon and the voice count.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from re import Match

from kiosk.files.place import base_language

# Gives the lexicon's spoken form of a word; None if it has none.
LookUp = Callable[[str], str | None]
# Gives what is said for a match: one text for each shown word in it.
Say = Callable[[Match[str], LookUp], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Says the result of `say` for each match of `pattern`.

    `sure`: the result is always right; otherwise a person should listen to it.
    """

    pattern: re.Pattern[str]
    say: Say
    sure: bool = True


def _plain(part: str) -> bool:
    """Whether the part is a lower-case or capitalized word, or a number of up to four digits."""
    letters = part.replace(".", "").replace(",", "").replace(":", "")
    if letters.isdigit():
        return len(letters) <= 4
    return letters.isalpha() and letters[1:] == letters[1:].lower() or not letters


@dataclass(frozen=True, slots=True)
class Language:
    """`espeak`: name of its espeak-ng voice; `hyphens`: of its pyphen dictionary, such as "en_US".

    `rules`: in order of precedence. `is_plain`: whether the voice reads a part of a word correctly
    by itself.
    """

    code: str
    espeak: str
    rules: tuple[Rule, ...] = ()
    is_plain: Callable[[str], bool] = _plain
    hyphens: str = ""


@cache
def language_of(code: str) -> Language:
    """The language of a code such as "en" or "en-US", whose country is ignored."""
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
    """A rule from a verbose regular expression (re.VERBOSE), in which a space is written `[ ]`."""
    return Rule(re.compile(pattern, re.VERBOSE), say, sure)


def always(pattern: str, said: str, sure: bool = True) -> Rule:
    """A rule that says `said` for every match."""
    return rule(pattern, lambda match, look_up: (said,), sure)

"""What a general rule of speaking is; spoken_numbers.py and spoken_letters.py hold the rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from re import Match

# The lexicon's spoken form of one word, where it has one.
LookUp = Callable[[str], str | None]
# What is said for a match: one text for each shown word that the match covers.
Say = Callable[[Match[str], LookUp], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`sure`: what it says is right whatever it matched; otherwise a person should listen to it.

    Each rule was judged by the sounds that espeak-ng 1.52 (en-us) makes of what it says.
    """

    pattern: re.Pattern[str]
    say: Say
    sure: bool = True


def rule(pattern: str, say: Say, sure: bool = True) -> Rule:
    """A rule from the text of a verbose regular expression, where a space is written `[ ]`."""
    return Rule(re.compile(pattern, re.VERBOSE), say, sure)


def always(pattern: str, said: str, sure: bool = True) -> Rule:
    """A rule that says the same for whatever it matched."""
    return rule(pattern, lambda match, look_up: (said,), sure)

"""The ways in which a model may write a phrase: "number two" is also "Number 2".

The models write like the texts they were trained on: with a capital, with numerals, or with another
word of the same sound. All ways are the same phrase, so their probabilities are added.
"""

import re
from functools import lru_cache
from itertools import product

# Word -> other ways to write it. Only words of the same sound: if one of nearly the same sound were
# listed, the kiosk would act on it.
_SAME_SOUND = {
    "one": ("1", "won"),
    "two": ("2", "too", "to"),
    "three": ("3",),
    "four": ("4", "for"),
    "five": ("5",),
    "six": ("6",),
    "seven": ("7",),
    "eight": ("8", "ate"),
    "nine": ("9",),
    "no": ("know",),
    "read": ("reed",),
    "pause": ("paws",),
    "aloud": ("allowed",),
}
# Command word -> a word that sounds like it and is no command; it is scored, too. Only words that
# help to tell both apart: of 31 words tried on real people's recordings, the others kept out fewer
# errors or lost commands ("step" is likelier than "stop" for many a "stop").
SOUNDS_LIKE = {"one": "on", "three": "tree"}
_INITIALS = re.compile(r"\b[a-z](?: [a-z])+\b")


@lru_cache(maxsize=512)
def spellings(phrase: str) -> tuple[str, ...]:
    """All ways to write a phrase (lower-case words), without a punctuation mark at the end."""
    if _INITIALS.search(phrase):
        return tuple(dict.fromkeys(_with_initials(phrase)))
    words = ["I" if word == "i" else word for word in phrase.split()]
    choices = [(word, *_SAME_SOUND.get(word, ())) for word in words]
    ways = [" ".join(chosen) for chosen in product(*choices)]
    capital = [way[0].upper() + way[1:] for way in ways]
    titles = [way.title() for way in ways[:1]]
    return tuple(dict.fromkeys([*capital, *ways, *titles]))


def _with_initials(phrase: str) -> list[str]:
    """ "what is m m n" -> "What is MMN", "What is M-M-N", "What is mmn", ..."""
    ways = []
    for joint in ("", "-", " ", ".", ". "):
        for small in (False, True):

            def written(found: re.Match[str], joint: str = joint, small: bool = small) -> str:
                joined = joint.join(found[0].split(" "))
                return joined if small else joined.upper()

            way = _INITIALS.sub(written, phrase)
            ways += [way[0].upper() + way[1:], way]
    return ways

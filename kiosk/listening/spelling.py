"""How a recogniser may write what was said: "number two" is also "Number 2".

The models write as they have read: with a capital, with numerals, and a word by itself as any other
word of the same sound. Each way is the same phrase, so their chances add.
"""

import re
from functools import lru_cache
from itertools import product

# What a word is also written as. Only words of the same sound: a word that sounds nearly the same
# would make the kiosk act on it.
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
# What is no command and sounds like one; beside what it is said that sounds so is scored, too. Only
# what parts the two: of 31 words tried on real people's recordings, the others kept out less or
# lost commands ("step" is likelier than "stop" for many a "stop").
SOUNDS_LIKE = {"one": "on", "three": "tree"}
_INITIALS = re.compile(r"\b[a-z](?: [a-z])+\b")


@lru_cache(maxsize=512)
def spellings(phrase: str) -> tuple[str, ...]:
    """Every way to write a phrase (lower-case words), without a mark at the end."""
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

"""How alike two phrases sound: the cost of changing one's phonemes into the other's.

The clear voice gives the phonemes, in the International Phonetic Alphabet. Listeners confuse two
consonants more often if fewer of voice, place and manner differ; place matters least (Miller and
Nicely 1955, "An analysis of perceptual confusions among some English consonants"). The weights are
our own: pairs that recognizers often confuse (on and one, tree and three, night and right) are
below ALIKE, and the digits, which must be distinguished, are above it.
"""

import math
from functools import cache, lru_cache
from itertools import combinations, product

from kiosk.check.phonemes import SYLLABIC, learn, phonemes
from kiosk.listening.commands import Commands, Context, Phrase

# Two phrases with a distance() below this sound too much alike.
ALIKE = 0.32
_VOICE, _PLACE, _MANNER = 0.3, 0.3, 0.3
# Added if only one of the two consonants is a sonorant (m, l, w ...).
_SONORITY = 0.4
_SONORANT = frozenset(("nasal", "glide", "liquid"))
_OTHER_VOWEL, _NEAR_VOWEL = 0.7, 0.4
_VOWEL_OR_CONSONANT = 1.2
_GAP, _WEAK_GAP = 1.0, 0.5
# The phonemes that are heard least: glides, liquids, breath and unstressed vowels.
_WEAK = frozenset("wjɹlhəɐᵻ")
# Consonant -> voice, place, manner.
_CONSONANTS = {
    phoneme: (voice, place, manner)
    for manner, places in {
        "stop": {"lips": "p b", "ridge": "t d", "back": "k ɡ"},
        "fricative": {"lips": "f v", "teeth": "θ ð", "ridge": "s z", "palate": "ʃ ʒ"},
        "affricate": {"palate": "tʃ dʒ"},
        "nasal": {"lips": "- m", "ridge": "- n", "back": "- ŋ"},
        "glide": {"lips": "- w", "palate": "- j"},
        "liquid": {"ridge": "- ɹ", "side": "- l"},
        "breath": {"throat": "h -"},
    }.items()
    for place, pair in places.items()
    for voice, phoneme in enumerate(pair.split())
}
# Vowels that are neighbors in the IPA vowel chart.
_NEAR = tuple(frozenset(group.split()) for group in ("i ɪ eɪ", "ɛ æ ɪ", "ɑ ɔ ʌ", "u ʊ", "ɜ ʌ"))
# A phoneme -> one that sounds nearly the same: of unstressed or long vowels, a tap, a glottal stop.
_SAME = str.maketrans({"ə": "ʌ", "ɐ": "ʌ", "ᵻ": "ɪ", "ɚ": "ɜ", "ɾ": "d", "ʔ": "t", "ː": ""})
# A word with two pronunciations -> a word that always has the second one.
_ALSO = {"read": "red"}
Phonemes = tuple[str, ...]


def distance(one: str, other: str, most: float = math.inf) -> float:
    """The least cost of changing one phrase into the other, per phoneme of the longer one.

    From 0 (they sound the same) to a little over 1 (nothing in common). Words with which both begin
    or end are left out. A result above `most` may be too large. Raises VoiceUnavailable.
    """
    first, second = _without_shared(one.split(), other.split())
    ways = product(_ways(tuple(first)), _ways(tuple(second)))
    longest = ((*pair, max(1, *map(len, pair))) for pair in ways)
    return min(_cost(a, b, most * length) / length for a, b, length in longest)


@lru_cache(maxsize=4)
def alike(phrases: tuple[Phrase, ...]) -> tuple[tuple[Phrase, Phrase], ...]:
    """Pairs of phrases that sound alike, mean different commands, and can count at the same time.

    Raises VoiceUnavailable.
    """
    learn(word for phrase in phrases for word in phrase.text.split())
    all_commands = Commands(phrases)
    meant = [all_commands.phrases(screen) for screen in _SCREENS]
    where = {phrase: {i for i, now in enumerate(meant) if phrase.text in now} for phrase in phrases}
    return tuple(
        (one, other)
        for one, other in combinations(phrases, 2)
        if one.command != other.command
        and where[one] & where[other]
        and distance(one.text, other.text, ALIKE) < ALIKE
    )


# Every Context that changes which phrases count; while the kiosk reads, fewer of them do.
_SCREENS = tuple(
    Context(numbers, question=question, wake_word=wake_word)
    for numbers, question, wake_word in product((0, 9), (False, True), (False, True))
)


def _without_shared(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return one, other


@cache
def _ways(words: tuple[str, ...]) -> list[Phonemes]:
    """The phonemes of every way to say these words."""
    each = [[_said(way) for way in {word, _ALSO.get(word, word)}] for word in words]
    return [tuple(phoneme for part in parts for phoneme in part) for parts in product(*each)]


def _said(word: str) -> Phonemes:
    """The phonemes of a word; a syllabic consonant gets a weak vowel before it."""
    said: list[str] = []
    for phoneme in phonemes(word):
        said += ["ə", phoneme[0]] if SYLLABIC in phoneme else [phoneme]
    return tuple(said)


def _cost(one: Phonemes, other: Phonemes, most: float) -> float:
    """The least cost of changing one into the other (Wagner and Fischer 1974).

    Above `most` it may be inf.
    """
    above = [0.0]
    for phoneme in other:
        above.append(above[-1] + _gap(phoneme))
    for phoneme in one:
        if min(above) > most:
            return math.inf  # the cost only grows from row to row
        row = [above[0] + _gap(phoneme)]
        for place, heard in enumerate(other):
            row.append(
                min(
                    above[place] + _change(phoneme, heard),
                    above[place + 1] + _gap(phoneme),
                    row[place] + _gap(heard),
                )
            )
        above = row
    return above[-1]


def _gap(phoneme: str) -> float:
    return _WEAK_GAP if phoneme in _WEAK else _GAP


@cache
def _change(one: str, other: str) -> float:
    one, other = one.translate(_SAME), other.translate(_SAME)
    if one == other:
        return 0.0
    if one in _CONSONANTS and other in _CONSONANTS:
        return _change_consonant(_CONSONANTS[one], _CONSONANTS[other])
    if one in _CONSONANTS or other in _CONSONANTS:
        return _VOWEL_OR_CONSONANT
    return _NEAR_VOWEL if any({one, other} <= group for group in _NEAR) else _OTHER_VOWEL


def _change_consonant(one: tuple[int, str, str], other: tuple[int, str, str]) -> float:
    pairs = zip((_VOICE, _PLACE, _MANNER), one, other, strict=True)
    cost = sum(weight for weight, first, second in pairs if first != second)
    return cost + _SONORITY * ((one[2] in _SONORANT) != (other[2] in _SONORANT))

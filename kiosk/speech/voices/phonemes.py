"""Finds the phoneme of a spoken sentence with which each word of its text begins.

A sentence's phonemes don't say to which word they belong: small words may be joined ("in the"), and
a number becomes several words. So each word is also phonemized by itself, and both sequences of
phonemes are aligned with the fewest changes.
"""

from collections.abc import Sequence

# Stress marks, and signs between words; none is heard by itself.
STRESS = frozenset("ˈˌ")
PAUSES = frozenset(".,:;?!")
SPACE = " "
_UNHEARD = STRESS | PAUSES | frozenset("ː")
# Costs of leaving a phoneme out and of replacing it. Replacing a vowel by another vowel is cheaper:
# "a" is ɐ alone and eɪ in a sentence. A space never replaces a phoneme.
_GAP = 1.0
_SPACE_GAP = 0.3
_OTHER = 1.2
_OTHER_VOWEL = 0.6
_NEVER = 99.0
_VOWELS = frozenset("aeiouyæøœɐɑɒɔəɚɛɜɞɪɨʊʉʌɝᵻ")
_LEFT, _UP, _BOTH = range(3)


def first_phonemes(words: Sequence[Sequence[str]], spoken: Sequence[str]) -> list[int | None]:
    """For each word, a sequence of phonemes, the index in `spoken` of its first phoneme.

    None for a word that is not found. The indices never decrease.
    """
    asked, owners = _row(words)
    heard = [index for index, phoneme in enumerate(spoken) if phoneme not in _UNHEARD]
    firsts: list[int | None] = [None] * len(words)
    for place, found in _pairs(asked, [spoken[index] for index in heard]):
        owner = owners[place]
        if owner is not None and firsts[owner] is None:
            firsts[owner] = heard[found]
    return firsts


def _row(words: Sequence[Sequence[str]]) -> tuple[list[str], list[int | None]]:
    """The phonemes of all words with spaces between, and the word index of each (None: space)."""
    phonemes: list[str] = []
    owners: list[int | None] = []
    for index, word in enumerate(words):
        if index:
            phonemes.append(SPACE)
            owners.append(None)
        own = [phoneme for phoneme in word if phoneme not in _UNHEARD]
        phonemes += own
        owners += [None if phoneme == SPACE else index for phoneme in own]
    return phonemes, owners


def _pairs(asked: Sequence[str], heard: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of indices in the cheapest alignment (Needleman and Wunsch, 1970), in order."""
    moves = _moves(asked, heard)
    pairs: list[tuple[int, int]] = []
    i, j = len(asked), len(heard)
    while i and j:
        move = moves[i - 1][j - 1]
        if move == _BOTH:
            pairs.append((i - 1, j - 1))
        i -= move != _LEFT
        j -= move != _UP
    return pairs[::-1]


def _moves(asked: Sequence[str], heard: Sequence[str]) -> list[list[int]]:
    """For each pair of indices, the last step of the cheapest path to it: _LEFT, _UP or _BOTH."""
    across = [_gap(phoneme) for phoneme in heard]
    above = [0.0]
    for cost in across:
        above.append(above[-1] + cost)
    moves = []
    for phoneme in asked:
        down = _gap(phoneme)
        row, line = [above[0] + down], []
        for j, other in enumerate(heard):
            both = above[j] + (0.0 if phoneme == other else _change(phoneme, other))
            up, left = above[j + 1] + down, row[j] + across[j]
            best = min(both, up, left)
            row.append(best)
            line.append(_BOTH if both == best else _UP if up == best else _LEFT)
        moves.append(line)
        above = row
    return moves


def _gap(phoneme: str) -> float:
    return _SPACE_GAP if phoneme == SPACE else _GAP


def _change(phoneme: str, other: str) -> float:
    if SPACE in (phoneme, other):
        return _NEVER
    return _OTHER_VOWEL if phoneme in _VOWELS and other in _VOWELS else _OTHER

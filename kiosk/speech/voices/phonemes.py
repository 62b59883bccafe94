"""Which phoneme of a spoken sentence begins each word of its text.

espeak-ng gives a sentence's phonemes without saying which word they belong to, runs small words
together ("in the" is one), and makes several of a number. So the words are phonemized one by one
as well, and both rows of phonemes are laid side by side with the fewest changes.
"""

from collections.abc import Sequence

# Marks on a phoneme, and what stands between words: nothing that is heard by itself.
STRESS = frozenset("ˈˌ")
PAUSES = frozenset(".,:;?!")
SPACE = " "
_UNHEARD = STRESS | PAUSES | frozenset("ː")
# What it costs to leave a phoneme out, or to take one for another, of which a phoneme of the same
# sort is the likelier: "a" is ɐ alone and eɪ in a sentence. A space is never a phoneme.
_GAP = 1.0
_SPACE_GAP = 0.3
_OTHER = 1.2
_OTHER_VOWEL = 0.6
_NEVER = 99.0
_VOWELS = frozenset("aeiouyæøœɐɑɒɔəɚɛɜɞɪɨʊʉʌɝᵻ")
_LEFT, _UP, _BOTH = range(3)


def first_phonemes(words: Sequence[Sequence[str]], spoken: Sequence[str]) -> list[int | None]:
    """For each word, given by its own phonemes, the index in `spoken` of its first phoneme.

    None for a word of which nothing is found there. The indices never decrease.
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
    """All words in a row with spaces between, and whose each phoneme is."""
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
    """The places that go together in the cheapest alignment (Needleman and Wunsch), in order."""
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
    """For each pair of places, from where the cheapest way comes to it."""
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

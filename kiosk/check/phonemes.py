"""The phonemes of words, given by the clear voice, and their number of syllables."""

import re
from collections.abc import Iterable

from kiosk.speech.voices.phonemizer import phonemes_of

VOICE = "clear"
# Single sounds that espeak-ng writes with two signs.
DIPHTHONGS = ("aɪ", "aʊ", "ɔɪ", "eɪ", "oʊ")
AFFRICATES = ("tʃ", "dʒ")
VOWELS = frozenset("aeiouyæøœɐɑɒɔəɚɛɜɞɪɨʊʉʌɝᵻ")
# The sign under a consonant that is a syllable by itself, as in "button".
SYLLABIC = "\u0329"
_PHONEME = re.compile("|".join((*DIPHTHONGS, *AFFRICATES, rf"\w{SYLLABIC}?ː?")))
_STRESS = str.maketrans("", "", "ˈˌ")
_known: dict[str, tuple[str, ...]] = {}


def phonemes(word: str) -> tuple[str, ...]:
    """The phonemes of a word in IPA, without stress. Raises VoiceUnavailable."""
    learn((word,))
    return _known[word]


def syllables(word: str) -> int:
    """How many syllables a word has when spoken, at least 1. Raises VoiceUnavailable."""
    return max(1, sum(one[0] in VOWELS or SYLLABIC in one for one in phonemes(word)))


def learn(words: Iterable[str]) -> None:
    """Look up the phonemes of many words at once, which is quicker. Raises VoiceUnavailable."""
    new = sorted({word for word in words if word not in _known})
    if new:
        said = phonemes_of(new, VOICE)
        for word, sounds in zip(new, said, strict=True):
            _known[word] = tuple(_PHONEME.findall(sounds.translate(_STRESS)))

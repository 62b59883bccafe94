"""Odd sentences that no guide would contain, but that a voice must be able to handle."""

import random
from collections.abc import Iterator

# Sentences are made of these words; a voice can say something for each of them.
_WORDS = (
    "MMN IVIg SCIg ALS CIDP GBS/CIDP GM1 IgM-antibodies B12 a I A an the in of hands weakness "
    "Guillain-Barré naïve café Ωmega 日本語 straße электро ZZZZ iPhone x y1 1a 3D "
    "0 1 7 42 100 375 1,000 10,000 2.5 0.25 1st 22nd 1990 2026 40s '80s 24/7 1/2 3/4 "
    "3-6 20–80 2018-2020 911 988 866-224-3301 (866) 01529 +44 19428 100°F 38.5°C 80% $50 $1 €20 "
    "2026-11-23 12/24/2026 9:30 5mg 10ml No.5 #5 gbs-cidp.org www.example.org/a?b=c a@b.org "
    "can't it's O'Neil re-read non-IVIg e.g. i.e. U.S. Dr. vs. etc. and/or A.L.S. Ph.D. "
    "supercalifragilisticexpialidocious aaaaaaaaaaaaaaaaaaaaaaaa x² H₂O ½ ① 😀 ♥ <b>bold</b> "
    "\u202ertl a\u200bb a\u00adb éé"
)
SPOKEN = tuple(_WORDS.split())
SILENT = ("—", "-", "–", "...", "…", "&", "*", "()", "“”", "!?", "|", "·", "[[", "]]", "\u200b")
AROUND = (
    "{}",
    "{}",
    "{}",
    "{},",
    "{}.",
    "({})",
    "“{}”",
    "[{}]",
    "{}:",
    "{};",
    "*{}*",
    "{}!",
    "‘{}’",
)


def odd_sentences(count: int, seed: int = 1) -> Iterator[str]:
    """`count` texts of 2 to 15 words, the same for the same seed; each has a word to say."""
    chance = random.Random(seed)
    for _ in range(count):
        words = [_word(chance) for _ in range(chance.randint(1, 14))]
        words.insert(chance.randint(0, len(words)), chance.choice(SPOKEN[:12]))
        yield " ".join(words)


def _word(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(SILENT)
    word = chance.choice(SPOKEN)
    return chance.choice(AROUND).format(word.upper() if chance.random() < 0.1 else word)

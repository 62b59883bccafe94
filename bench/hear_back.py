"""What an independent recognizer hears of each screen: the word error rate of each voice.

    pip install -e '.[bench]'
    python -m bench.hear_back [SCREENS [VOICE...]]

Whisper base (whisper.py) hears every sentence separately. It has its own spellings
("IVIG", "911", "forty"), so what it writes is compared with the shown and with the spoken text, and
the nearer one counts. The remaining errors are words that it doesn't know and words that the voice
says badly: the worst are listed, so that a person can listen to them.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from bench.common import percentile, write_result
from bench.spoken import kept_voice
from bench.whisper import Listener
from kiosk.config import Settings
from kiosk.guide import Page, load_guide
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.voices.registry import Voice, available_voices

WORST = 10
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    )
} | {word: str(20 + 10 * place) for place, word in enumerate(_TENS)}


def plain(text: str) -> list[str]:
    """Words in lower case, initials joined, small numbers as digits: "I V I G" -> "ivig"."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", re.sub(r"(?<=\d),(?=\d)", "", text.lower()))
    told = [_NUMBERS.get(word, word) for word in (word.replace("’", "'") for word in words)]
    told = ["a" if word == "eigh" else word for word in told]
    # Two or more single letters or digits in a row are initials or a number.
    runs = groupby(told, key=lambda word: len(word) == 1)
    return [word for single, run in runs for word in (["".join(run)] if single else list(run))]


def mistakes(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """How many words were left out, added or replaced (Levenshtein distance)."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(wanted, start=1):
        left, row[0] = row[0], place
        for other, sound in enumerate(heard, start=1):
            left, row[other] = (
                row[other],
                min(left + (word != sound), row[other] + 1, row[other - 1] + 1),
            )
    return row[-1]


def misheard(wanted: Sequence[str], heard: Sequence[str]) -> Iterable[str]:
    """Each stretch of words heard as another: "fasciculations -> physic relations"."""
    for kind, a, b, c, d in SequenceMatcher(None, wanted, heard, autojunk=False).get_opcodes():
        if kind != "equal":
            yield f"{' '.join(wanted[a:b])} -> {' '.join(heard[c:d])}"


def screen_texts(page: Page) -> list[str]:
    blocks = [sentence for block in page.blocks for sentence in block.sentences]
    return [sentence.shown for sentence in (page.title, *blocks)]


def listen(
    voice: Voice, screens: Iterable[tuple[str, list[str]]], listener: Listener
) -> dict[str, Any]:
    """The word error rate of all `screens` (name, texts) and of each, and the worst ones."""
    lexicon = Lexicon.load(Settings().place.folder / "lexicon.yaml", voice.name)
    rates: dict[str, float] = {}
    words = wrong = 0
    confusions: Counter[str] = Counter()
    for name, texts in screens:
        screen_words = screen_wrong = 0
        for text in texts:
            said = lexicon.say(text).text
            heard = plain(listener.hear(voice.speak(said).sound))
            nearer = min((plain(text), plain(said)), key=lambda one: mistakes(one, heard))
            screen_words += len(nearer)
            screen_wrong += mistakes(nearer, heard)
            confusions.update(misheard(nearer, heard))
        rates[name] = round(screen_wrong / screen_words, 4)
        words, wrong = words + screen_words, wrong + screen_wrong
    return {
        "words": words,
        "word_error_rate": round(wrong / words, 4),
        "by_screen": {
            "p50": percentile(rates.values(), 0.5),
            "p95": percentile(rates.values(), 0.95),
        },
        "worst_screens": dict(sorted(rates.items(), key=lambda one: -one[1])[:WORST]),
        "most_misheard": dict(confusions.most_common(3 * WORST)),
        "screens": rates,
    }


def main(arguments: list[str]) -> int:
    """Hear the first SCREENS screens, or all, in the voices named, or all that are installed."""
    guide = load_guide(Settings().place)
    screens = [
        (f"{section.slug}/{page.slug}", screen_texts(page))
        for section in guide.sections
        for page in section.pages
    ][: int(arguments[0]) if arguments else None]
    listener = Listener()
    result: dict[str, Any] = {"recogniser": Listener.name}
    for name in arguments[1:] or available_voices():
        with kept_voice(name) as voice:
            result[name] = {"voice": voice.fingerprint, **listen(voice, screens, listener)}
    write_result("hear-back", {"screens": len(screens), **result})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

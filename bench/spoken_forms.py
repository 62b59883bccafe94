"""Whether each spoken form of the lexicon helps: sentences heard back with it and without it.

    pip install -e '.[bench]'
    python -m bench.spoken_forms [SENTENCES [ENTRY...]]

For every entry that the guide uses, or those named: so many sentences with it, 4 by default, in the
natural voice. The figure is the share of misheard words (hear_back.py), lower is better. Which
forms are kept is a person's decision: a few sentences say little where both are near each other.
"""

import sys
from typing import Any

from bench.common import guide_sentences, write_result
from bench.hear_back import mistakes, plain
from bench.spoken import KeptVoice, kept_voice
from bench.whisper import Listener
from kiosk.config import Settings
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.text.lexicon_file import read_lexicon

SENTENCES = 4
VOICE = "natural"


def main(arguments: list[str]) -> int:
    """Measure and keep the result."""
    most = int(arguments[0]) if arguments else SENTENCES
    words = read_lexicon(Settings().place.folder / "lexicon.yaml", VOICE)
    texts = [shown for _, shown in guide_sentences()]
    listener = Listener()
    found: dict[str, Any] = {}
    with kept_voice(VOICE) as voice:
        for entry in arguments[1:] or words:
            said = words[entry]
            alone = Lexicon({entry: said})
            using = [text for text in texts if alone.say(text).text != Lexicon().say(text).text]
            using = sorted(using, key=len)[:most]
            if not using:
                continue
            without = Lexicon({key: value for key, value in words.items() if key != entry})
            rates = {
                "with": _rate(using, Lexicon(words), Lexicon(words), voice, listener),
                "without": _rate(using, without, Lexicon(words), voice, listener),
            }
            found[entry] = {"said": said, "sentences": len(using), **rates}
            print(entry, found[entry], flush=True)
    worse = [entry for entry, rates in found.items() if rates["with"] > rates["without"]]
    write_result(
        "spoken-forms", {"recogniser": Listener.name, "entries": found, "better_without": worse}
    )
    return 0


def _rate(
    texts: list[str], lexicon: Lexicon, whole: Lexicon, voice: KeptVoice, listener: Listener
) -> float:
    """Misheard words a word, beside what is shown or what the `whole` lexicon says."""
    words = wrong = 0
    for text in texts:
        heard = plain(listener.hear(voice.speak(lexicon.say(text).text).sound))
        ways = (plain(text), plain(whole.say(text).text))
        nearer = min(ways, key=lambda way: mistakes(way, heard))
        words, wrong = words + len(nearer), wrong + mistakes(nearer, heard)
    return round(wrong / words, 4)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

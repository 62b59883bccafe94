"""`kiosk check --speech`: what each voice says for the words that it may say wrongly."""

import re
from collections.abc import Iterator

from kiosk.check.word_list import is_common
from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.voices.phonemizer import phonemes_of
from kiosk.speech.voices.registry import available_voices

_AROUND = '.,:;!?()[]"“”‘’…'


def spoken_words(settings: Settings) -> Iterator[str]:
    """One line a word, divided by tabs: the shown word, and what each voice says, with phonemes.

    The words are uncommon ones, and those with a digit, `@`, `/` or a capital after the first
    letter. Raises ContentError, and VoiceUnavailable if a voice doesn't start.
    """
    folder = settings.place.folder
    words = _questionable(s.shown for s in load_guide(settings.place).sentences())
    columns = []
    for voice in available_voices(settings.language):
        lexicon = Lexicon.load(folder / "lexicon.yaml", voice, settings.language)
        said = [lexicon.say(word).text for word in words]
        phonemes = phonemes_of(said, voice, settings.language)
        columns.append([f"{voice}: {a} /{b.strip()}/" for a, b in zip(said, phonemes, strict=True)])
    for word, *each in zip(words, *columns, strict=True):
        yield "\t".join([word, *each])


def _questionable(texts: Iterator[str]) -> list[str]:
    found = {word.strip(_AROUND) for text in texts for word in text.split()}
    return sorted((word for word in found if word and _is_questionable(word)), key=str.lower)


def _is_questionable(word: str) -> bool:
    if re.search(r"\d|.[A-Z]|[@/]", word):
        return True
    parts = re.split(r"[-–—/]", word.lower().replace("’", "'").removesuffix("'s"))
    return any(part and not is_common(part) for part in parts)

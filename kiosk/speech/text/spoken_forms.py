"""What each voice says for a shown text in one language; and all sentences of a guide."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kiosk.files.place import ENGLISH
from kiosk.files.voices import VOICES
from kiosk.speech.text.lexicon import Lexicon, SpokenText


class SpokenForms:
    """One lexicon for each voice, in one language."""

    def __init__(self, lexicons: Mapping[str, Lexicon], language: str = ENGLISH) -> None:
        """`lexicons`: by voice name. A voice without one uses only the language's rules."""
        self.language = language
        self._lexicons = dict(lexicons)
        self._rules = Lexicon({}, language)

    @classmethod
    def load(cls, file: Path, language: str = ENGLISH) -> Self:
        """Read a lexicon.yaml; if it is missing, only the rules count. Raises ContentError."""
        return cls({voice: Lexicon.load(file, voice, language) for voice in VOICES}, language)

    def say(self, shown: str, voice: str) -> SpokenText:
        """The text for the voice, for a shown text."""
        return self._lexicons.get(voice, self._rules).say(shown)


@dataclass(frozen=True)
class Script:
    """All sentences of a guide, (sentence id, shown text), and their spoken forms.

    `folder`: the guide's content folder, for which ClipUse records the clips.
    """

    folder: Path
    spoken: SpokenForms
    sentences: tuple[tuple[str, str], ...]

    def said_by(self, voice: str) -> list[tuple[str, SpokenText]]:
        """(sentence id, text for the voice) of each sentence, without repeats."""
        return [
            (one, self.spoken.say(shown, voice)) for one, shown in dict.fromkeys(self.sentences)
        ]

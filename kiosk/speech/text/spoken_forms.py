"""What each voice says for what is shown, in one language; and all that one guide has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kiosk.files.place import ENGLISH
from kiosk.files.voices import VOICES
from kiosk.speech.text.lexicon import Lexicon, SpokenText


class SpokenForms:
    """One lexicon a voice, of one language."""

    def __init__(self, lexicons: Mapping[str, Lexicon], language: str = ENGLISH) -> None:
        """A voice that has no lexicon goes by the language's general rules."""
        self.language = language
        self._lexicons = dict(lexicons)
        self._rules = Lexicon({}, language)

    @classmethod
    def load(cls, file: Path, language: str = ENGLISH) -> Self:
        """Those of a lexicon.yaml; a missing file leaves the rules. Raises ContentError."""
        return cls({voice: Lexicon.load(file, voice, language) for voice in VOICES}, language)

    def say(self, shown: str, voice: str) -> SpokenText:
        """What a voice is given for a shown text."""
        return self._lexicons.get(voice, self._rules).say(shown)


@dataclass(frozen=True)
class Script:
    """All that one guide has to say: (sentence id, shown text), and how it is said.

    `folder` is the guide's own: clips that no folder needs any more are deleted.
    """

    folder: Path
    spoken: SpokenForms
    sentences: tuple[tuple[str, str], ...]

    def said_by(self, voice: str) -> list[tuple[str, SpokenText]]:
        """(sentence id, what the voice is given), each once."""
        return [
            (one, self.spoken.say(shown, voice)) for one, shown in dict.fromkeys(self.sentences)
        ]

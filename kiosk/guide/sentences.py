"""Text -> sentences. A sentence's id is made here, once, and is the same everywhere after."""

import hashlib
import re
from dataclasses import dataclass
from typing import Self

from kiosk.files.place import ENGLISH

# A stop ends a sentence where a space and a new beginning follow it, but not after these.
ABBREVIATIONS = frozenset({"Dr.", "Mr.", "Mrs.", "Ms.", "St.", "No.", "vs."})
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[^\sa-z])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is shown and highlighted as one; `words` are what stands between its spaces.

    `id` is the language and 12 hexadecimal digits of the text's SHA-256: "en-0123456789ab". So it
    is the same in the page, in the clip's name and in the highlight, and doesn't change when its
    place does; and no language says another's clip.
    """

    id: str
    shown: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.shown.split())

    @classmethod
    def of(cls, text: str, language: str = ENGLISH) -> Self:
        """The sentence of a text, white space folded. `language` is a code such as "en"."""
        shown = " ".join(text.split())
        digits = hashlib.sha256(shown.encode("utf-8")).hexdigest()[:12]
        return cls(f"{language.lower()}-{digits}", shown)


def split_sentences(text: str, language: str = ENGLISH) -> tuple[Sentence, ...]:
    """Divide a paragraph into its sentences; no character but white space is lost."""
    folded = " ".join(text.split())
    parts: list[str] = []
    start = 0
    for match in _END.finditer(folded):
        end = match.end()
        last_word = folded[start:end].split(" ")[-1]
        if last_word in ABBREVIATIONS or re.fullmatch(r"(?:[A-Za-z]\.)+", last_word):
            continue
        parts.append(folded[start:end])
        start = end + 1
    parts.append(folded[start:])
    return tuple(Sentence.of(part, language) for part in parts if part.strip())

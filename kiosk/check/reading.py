"""How hard a screen is to read, as a school grade by Flesch and Kincaid."""

import re
from collections.abc import Iterable, Iterator

from kiosk.check.phonemes import learn, syllables
from kiosk.files.problems import Problem
from kiosk.guide.loader import ContentFolder
from kiosk.guide.model import Block, Word

GRADE = 6.0
# Put in for a name, a number or an address: the patient knows it or learns it as a whole.
_EASY = "it"
_ADDRESS = re.compile(r"\S*\d\S*|\S+(?:\.\w+)+")


def check_reading(content: ContentFolder) -> Iterator[Problem]:
    """Screens above grade 6; contacts are left out, as they can't be simplified.

    Raises VoiceUnavailable.
    """
    names = known_names(content.words)
    for draft in content.drafts:
        for page in draft.section.pages:
            grade = max(
                reading_grade(_texts(blocks), names)
                for blocks in dict.fromkeys((page.in_clinic, page.at_home))
            )
            if grade > GRADE:
                fault = f"The screen {page.slug} reads at grade {grade:.1f}."
                remedy = f"Use shorter words and sentences, until it is {GRADE:g} or less."
                yield Problem(draft.section.file, page.line, fault, remedy)


def _texts(blocks: Iterable[Block]) -> list[str]:
    return [
        sentence.shown
        for block in blocks
        if block.kind != "contact"
        for sentence in block.sentences
    ]


def known_names(words: Iterable[Word]) -> re.Pattern[str]:
    """A pattern that matches every form of the names (`name: true`) in words.yaml."""
    forms = {form: word for word in words if word.name for form in (word.word, *word.forms)}
    longest_first = sorted(forms, key=len, reverse=True)
    # Initials are matched case-sensitively, so that "it" isn't taken for IT.
    parts = [
        re.escape(form) if forms[form].word.isupper() else f"(?i:{re.escape(form)})"
        for form in longest_first
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts) or '(?!)'})(?![\w-])")


def reading_grade(sentences: Iterable[str], names: re.Pattern[str]) -> float:
    """The school grade of these sentences, 0 for none; a match of `names` counts as one easy word.

    0.39 * words per sentence + 11.8 * syllables per word - 15.59 (Kincaid and others 1975,
    "Derivation of new readability formulas"). Syllables are as the clear voice says them. A list
    item counts as a sentence. Raises VoiceUnavailable.
    """
    lines = [_plain_words(sentence, names) for sentence in sentences]
    words = [word for line in lines for word in line]
    if not words:
        return 0.0
    learn(words)
    said = sum(map(syllables, words))
    count = sum(1 for line in lines if line)
    return 0.39 * len(words) / count + 11.8 * said / len(words) - 15.59


def _plain_words(sentence: str, names: re.Pattern[str]) -> list[str]:
    easy = _ADDRESS.sub(_EASY, names.sub(_EASY, sentence))
    return [
        word.lower().replace("’", "'") for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", easy)
    ]

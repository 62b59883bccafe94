"""Checks what the voice may say wrongly: initials, numbers and addresses not in lexicon.yaml."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.check.lengths import interface_texts
from kiosk.files.problems import ContentError, Problem
from kiosk.files.voices import VOICES
from kiosk.guide.loader import ContentFolder
from kiosk.guide.markdown.section_file import SectionDraft
from kiosk.speech.text.lexicon import Lexicon

Text = tuple[Path, int, str]


def check_spoken(content: ContentFolder) -> Iterator[Problem]:
    """Words whose pronunciation neither lexicon.yaml nor a rule makes sure, once per line."""
    file = content.place.folder / "lexicon.yaml"
    if not file.exists():
        yield Problem(file, 0, "The file is missing.", "Add it.")
        return
    try:
        lexicons = [Lexicon.load(file, voice, content.place.language) for voice in VOICES]
    except ContentError as error:
        yield from error.problems
        return
    for place, line, text in shown_texts(content):
        doubtful = (token for lexicon in lexicons for token in lexicon.doubtful(text))
        for token in dict.fromkeys(doubtful):
            word = token.strip('.,:;!?()[]"“”‘’')
            fault = f"The voice may say “{word}” wrongly."
            yield Problem(place, line, fault, f"Listen, then add it to {file}.")


def shown_texts(content: ContentFolder) -> Iterator[Text]:
    """(file, line, text) of every text that is shown and spoken."""
    for draft in content.drafts:
        yield from _section_texts(draft)
    words = content.place.folder / "words.yaml"
    for word in content.words:
        for sentence in (word.title, *word.meaning):
            yield words, word.line, sentence.shown
    for file, line, text in interface_texts(content):
        yield file, line, re.sub(r"\{[^}]*\}", "it", text)
    yield from _source_texts(content)


def _section_texts(draft: SectionDraft) -> Iterator[Text]:
    file, front = draft.section.file, draft.front
    for key, text in (
        ("title", front.title),
        ("tile", front.tile),
        ("reviewed_by", front.reviewed_by),
    ):
        if text:
            yield file, draft.head.line(key), text
    for page in draft.section.pages:
        yield file, page.line, page.title.shown
        for block in page.blocks:
            for sentence in block.sentences:
                yield file, block.line, sentence.shown


def _source_texts(content: ContentFolder) -> Iterator[Text]:
    used: Iterable[str] = (
        source for draft in content.drafts for note in draft.footnotes for source in note.sources
    )
    file = content.place.folder / "sources.yaml"
    for name in dict.fromkeys(used):
        if name in content.sources:
            source = content.sources[name]
            yield file, source.line, source.publisher
            yield file, source.line, source.title

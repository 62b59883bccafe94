"""How long a sentence, a paragraph, a heading and a screen may be: docs/content-format.md."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.files.located_yaml import read_yaml
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.loader import ContentFolder
from kiosk.guide.markdown.section_file import SectionDraft
from kiosk.guide.model import Block, Page
from kiosk.guide.sentences import Sentence, split_sentences

SENTENCE_WORDS = 20
PARAGRAPH_SENTENCES = 3
HEADING_WORDS = 5
TILE_WORDS = 3
# docs/content-format.md says "about 60".
SCREEN_WORDS = 65
_STOPS = (".", "?", "!", '."', '?"', '!"', ".”", "?”", "!”")


def check_lengths(content: ContentFolder) -> Iterator[Problem]:
    """Texts and screens that are too long, empty screens, and list items without a final stop."""
    for draft in content.drafts:
        file = draft.section.file
        yield from _front(draft)
        for page in draft.section.pages:
            yield from _page(page, file)
    for word in content.words:
        yield from long_sentences(word.meaning, content.place.folder / "words.yaml", word.line)
    for file, line, text in interface_texts(content):
        yield from long_sentences(split_sentences(text), file, line)


def interface_texts(content: ContentFolder) -> Iterator[tuple[Path, int, str]]:
    """(file, line, text) of each text in interface.yaml, from the file whose text is used."""
    where: dict[str, tuple[Path, int]] = {}
    for file in content.place.files("interface.yaml"):
        with suppress(ContentError):
            yaml = read_yaml(file)
            own = [key for key in content.interface if key in yaml.entries]
            where |= {key: (file, yaml.line(key)) for key in own}
    for key, (file, line) in where.items():
        yield file, line, content.interface[key]


def long_sentences(sentences: Iterable[Sentence], file: Path, line: int) -> Iterator[Problem]:
    """A Problem for each sentence of more than SENTENCE_WORDS words."""
    for sentence in sentences:
        count = len(sentence.words)
        if count > SENTENCE_WORDS:
            beginning = " ".join(sentence.words[:5])
            fault = f"The sentence “{beginning} …” has {count} words."
            yield Problem(file, line, fault, f"Divide it: at most {SENTENCE_WORDS}.")


def _front(draft: SectionDraft) -> Iterator[Problem]:
    section = draft.section
    for key, title, most in (
        ("title", section.title, HEADING_WORDS),
        ("tile", section.tile, TILE_WORDS),
    ):
        yield from _heading(f"The {key}", title, most, section.file, draft.head.line(key))


def _heading(name: str, title: Sentence, most: int, file: Path, line: int) -> Iterator[Problem]:
    count = len(title.words)
    if count > most:
        fault = f"{name} “{title.shown}” has {count} words."
        yield Problem(file, line, fault, f"Shorten it: at most {most}.")


def _page(page: Page, file: Path) -> Iterator[Problem]:
    yield from _heading("The heading", page.title, HEADING_WORDS, file, page.line)
    if not page.blocks:
        yield Problem(file, page.line, f"The screen {page.slug} is empty.", "Write what it says.")
    for block in page.blocks:
        yield from _block(block, file)
    count = max(_words(page.in_clinic), _words(page.at_home))
    if count > SCREEN_WORDS:
        fault = f"The screen {page.slug} has {count} words."
        remedy = f"Make it two screens, or shorten it: about 60, at most {SCREEN_WORDS}."
        yield Problem(file, page.line, fault, remedy)


def _words(blocks: Iterable[Block]) -> int:
    return sum(
        len(sentence.words)
        for block in blocks
        if block.kind in ("paragraph", "item")
        for sentence in block.sentences
    )


def _block(block: Block, file: Path) -> Iterator[Problem]:
    yield from long_sentences(block.sentences, file, block.line)
    count = len(block.sentences)
    if block.kind != "contact" and count > PARAGRAPH_SENTENCES:
        fault = f"This {_KINDS[block.kind]} has {count} sentences."
        yield Problem(file, block.line, fault, f"Divide it: at most {PARAGRAPH_SENTENCES}.")
    if block.kind in ("item", "picture") and block.sentences:
        end = block.sentences[-1].shown
        if not end.endswith(_STOPS):
            fault = f"This {_KINDS[block.kind]} doesn't end: “{end}”"
            yield Problem(file, block.line, fault, "End it with a full stop.")


_KINDS = {"paragraph": "paragraph", "item": "list item", "picture": "text alternative"}

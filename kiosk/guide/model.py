"""The guide as the program sees it: content files -> Guide > Section > Page > Block > Sentence.

Nothing here knows of Flask, of sound or of the screen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from babel import UnknownLocaleError
from babel.dates import format_date

from kiosk.files.place import ENGLISH
from kiosk.files.problems import Problem
from kiosk.guide.sentences import Sentence, split_sentences

CLINIC, HOME = "clinic", "home"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of the guide; its text alternative stands in the block's sentences."""

    file: Path
    svg: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item, a picture or a line of a contact, with the facts it rests on.

    `kind` is "paragraph", "item", "picture" or "contact"; `line` is where it stands in its file.
    `place`: it holds only in the "clinic" or only at "home"; "" where it holds in both.
    """

    kind: str
    sentences: tuple[Sentence, ...]
    facts: tuple[str, ...] = ()
    line: int = 0
    picture: Picture | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `strength` is A, B or C, as docs/content-format.md says.

    `line` is where it stands in sources.yaml.
    """

    id: str
    title: str
    publisher: str
    address: str
    strength: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A hard word, its other forms and its plain meaning. `name`: it counts as known."""

    word: str
    forms: tuple[str, ...]
    meaning: tuple[Sentence, ...]
    name: bool
    line: int
    language: str = ENGLISH

    @property
    def title(self) -> Sentence:
        text = self.word[0].upper() + self.word[1:]
        return Sentence.of(f"{text}.", self.language)


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of the guide: a `##` of a section file.

    `blocks` are those for the clinic and those for at home. `icon` is the pictogram on its tile, a
    name of static/vendor/icons; "" for none.
    """

    slug: str
    title: Sentence
    blocks: tuple[Block, ...]
    line: int
    words: tuple[Word, ...] = ()
    sources: tuple[Source, ...] = ()
    icon: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of every fact on the page, in order, each once."""
        return tuple(dict.fromkeys(fact for block in self.blocks for fact in block.facts))

    @property
    def in_clinic(self) -> tuple[Block, ...]:
        """The blocks that a kiosk in a clinic shows."""
        return tuple(block for block in self.blocks if block.place != HOME)

    @property
    def at_home(self) -> tuple[Block, ...]:
        """The blocks that a person reads at home."""
        return tuple(block for block in self.blocks if block.place != CLINIC)

    @property
    def text(self) -> str:
        """What the page says, without its title and its pictures' alternatives."""
        shown = (block for block in self.blocks if block.kind != "picture")
        return " ".join(sentence.shown for block in shown for sentence in block.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """One content file. `help`: its first screen is what Help now shows.

    `reviewed_text` is the text_code of the text that was reviewed. `icon` is as a Page's.
    """

    slug: str
    file: Path
    title: Sentence
    tile: Sentence
    order: int
    primary: bool
    help: bool
    checked: date
    check_again: date
    reviewed_by: str | None
    pages: tuple[Page, ...]
    reviewed_on: date | None = None
    reviewed_text: str | None = None
    icon: str = ""

    @property
    def text_code(self) -> str:
        """12 hexadecimal digits of a hash of all that the section's screens show.

        Its dates and its sources are no part of it: a check of them is no new text.
        """
        shown = "\0".join(self._shown())
        return sha256(shown.encode()).hexdigest()[:12]

    @property
    def is_reviewed(self) -> bool:
        """Whether a clinician has reviewed the section as it is now."""
        signed = bool(self.reviewed_by and self.reviewed_on)
        return signed and self.reviewed_text == self.text_code

    def _shown(self) -> Iterator[str]:
        yield self.title.shown
        for page in self.pages:
            yield f"## {page.title.shown}"
            for block in page.blocks:
                yield f"{block.kind} {block.place}"
                yield from (sentence.shown for sentence in block.sentences)
                if block.picture:
                    yield block.picture.svg

    def page(self, slug: str) -> Page | None:
        return next((page for page in self.pages if page.slug == slug), None)

    def beside(self, page: Page) -> tuple[Page | None, Page | None]:
        """The pages before and after `page`; None at either end."""
        place = self.pages.index(page)
        before = self.pages[place - 1] if place else None
        after = self.pages[place + 1] if place + 1 < len(self.pages) else None
        return before, after


@dataclass(frozen=True)
class Guide:
    """The whole guide in one language, and what was wrong with its files.

    `interface` maps the keys of interface.yaml to texts. A file named in `problems` was left out.
    """

    language: str
    folder: Path
    sections: tuple[Section, ...]
    words: tuple[Word, ...]
    interface: dict[str, str]
    problems: tuple[Problem, ...] = ()
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def section(self, slug: str) -> Section | None:
        return next((section for section in self.sections if section.slug == slug), None)

    @property
    def help_section(self) -> Section | None:
        """What Help now shows; None where its file is missing or broken."""
        return next((section for section in self.sections if section.help), None)

    def text(self, key: str, **values: str) -> str:
        """The interface text of a key, its {fields} filled in."""
        return self.interface[key].format(**values) if values else self.interface[key]

    def say(self, key: str, **values: str) -> tuple[Sentence, ...]:
        """The interface text of a key as sentences, to be shown and spoken."""
        return split_sentences(self.text(key, **values), self.language)

    def review(self, section: Section) -> tuple[Sentence, ...]:
        """When a section was checked, when it must be checked again, and who reviewed it."""
        reviewed = (
            self.text(
                "review.by",
                name=str(section.reviewed_by),
                day=spoken_date(section.reviewed_on or date.min, self.language),
            )
            if section.is_reviewed
            else self.text("review.nobody")
        )
        dates = self.text(
            "review.dates",
            checked=spoken_date(section.checked, self.language),
            again=spoken_date(section.check_again, self.language),
        )
        return split_sentences(f"{dates} {reviewed}", self.language)

    def place(self, section: Section, page: Page) -> Sentence:
        """Which of its section's screens a page is: "3 of 9"."""
        number, whole = section.pages.index(page) + 1, len(section.pages)
        text = self.text("listen.place", number=str(number), of=str(whole))
        return Sentence.of(f"{text}.", self.language)

    def source_line(self, source: Source) -> Sentence:
        """A source in one line, to be shown and spoken."""
        return Sentence.of(f"{source.publisher}: {source.title}.", self.language)

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence that any screen can show, each once: all that can be spoken."""
        yield from self.by_id.values()

    @cached_property
    def by_id(self) -> dict[str, Sentence]:
        return {sentence.id: sentence for sentence in self._every_sentence()}

    def _every_sentence(self) -> Iterator[Sentence]:
        for section in self.sections:
            yield section.title
            yield section.tile
            yield from self.review(section)
            for page in section.pages:
                yield self.place(section, page)
                yield from self._page_sentences(page)
        for word in self.words:
            yield word.title
            yield from word.meaning
        for text in self.interface.values():
            if "{" not in text:
                yield from split_sentences(text, self.language)

    def _page_sentences(self, page: Page) -> Iterator[Sentence]:
        yield page.title
        for block in page.in_clinic:
            yield from block.sentences
        for source in page.sources:
            yield self.source_line(source)


def spoken_date(day: date, language: str) -> str:
    """A date as people write and say it: November 23, 2026; 2026-11-23 in a language unknown."""
    try:
        return format_date(day, "long", locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()

"""A content folder -> Guide. A broken file is left out and named; the others are served."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.interface import read_interface
from kiosk.guide.markdown.inline import Footnote
from kiosk.guide.markdown.section_file import SectionDraft, draft_section
from kiosk.guide.model import Guide, Page, Section, Source, Word
from kiosk.guide.tables import read_sources, read_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """Every file of a content folder as far as it could be read, and what was wrong with them."""

    place: ContentPlace
    drafts: tuple[SectionDraft, ...]
    words: tuple[Word, ...]
    sources: dict[str, Source]
    interface: dict[str, str]
    problems: tuple[Problem, ...]

    def lacks(self, name: str) -> bool:
        """Whether a file of the folder can't be used, so that what rests on it can't be judged."""
        return any(problem.file == self.place.folder / name for problem in self.problems)


def read_folder(place: ContentPlace, before: Guide | None = None) -> ContentFolder:
    """Read every file of a content folder; words, sources and texts that are broken are as before.

    Raises ContentError where there is no such folder.
    """
    folder = place.folder
    if not folder.is_dir():
        raise ContentError(
            Problem(folder, 0, "There is no such content folder.", "Name one with --content.")
        )
    problems: list[Problem] = []
    interface = read_interface(place, problems.append, before.interface if before else None)
    read_own = partial(read_words, language=place.language)
    words = _tolerant(read_own, folder / "words.yaml", problems)
    if words is None:
        words = before.words if before else ()
    sources = _tolerant(read_sources, folder / "sources.yaml", problems)
    if sources is None:
        sources = before.sources if before else {}
    drafts: list[SectionDraft] = []
    for file in sorted(folder.glob("*.md")):
        try:
            drafts.append(draft_section(file, interface, place.language))
        except ContentError as error:
            problems.extend(error.problems)
    for draft in drafts:
        problems.extend(draft.problems)
    return ContentFolder(place, tuple(drafts), words, sources, interface, tuple(problems))


def load_guide(place: ContentPlace, before: Guide | None = None) -> Guide:
    """Read every file of a content folder, for example content/mmn/en.

    What is broken now is as it was `before`, where there is such a state. Every fault is in the
    guide's `problems`. Raises ContentError where there is no section to show at all.
    """
    content = read_folder(place, before)
    whole = [draft for draft in content.drafts if not draft.problems]
    if not whole:
        fault = Problem(place.folder, 0, "The folder has no section that can be shown.", "Add one.")
        if before is None:
            raise ContentError(fault, *content.problems)
        return replace(before, problems=(fault, *content.problems))
    new = [_complete(draft.section, draft.footnotes, content) for draft in whole]
    kept = _kept(new, content, before) if before else []
    sections = sorted((*new, *kept), key=lambda section: (section.order, section.slug))
    return Guide(
        place.language,
        place.folder,
        tuple(sections),
        content.words,
        content.interface,
        content.problems,
        {note.fact: note.sources for draft in whole for note in draft.footnotes},
        content.sources,
    )


def _kept(new: list[Section], content: ContentFolder, before: Guide) -> list[Section]:
    """The sections as they were before whose files are broken now."""
    broken = {problem.file for problem in content.problems}
    whole = {section.slug for section in new}
    return [one for one in before.sections if one.file in broken and one.slug not in whole]


def _complete(section: Section, footnotes: Iterable[Footnote], content: ContentFolder) -> Section:
    """The section with each page's hard words and sources found."""
    facts = {note.fact: note.sources for note in footnotes}

    def complete(page: Page) -> Page:
        ids = dict.fromkeys(source for fact in page.facts for source in facts.get(fact, ()))
        found = tuple(content.sources[source] for source in ids if source in content.sources)
        return replace(page, words=tuple(words_used(page, content.words)), sources=found)

    return replace(section, pages=tuple(complete(page) for page in section.pages))


def words_used(page: Page, words: Iterable[Word]) -> list[Word]:
    """The hard words that a page shows, in the order in which they first stand there."""
    text = f"{page.title.shown} {page.text}"
    places: list[tuple[int, Word]] = []
    for word in words:
        match = _pattern(word).search(text)
        if match:
            places.append((match.start(), word))
    return [word for _, word in sorted(places, key=lambda place: place[0])]


@lru_cache(maxsize=1000)
def _pattern(word: Word) -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in (word.word, *word.forms))
    # Initials (IV, GBS) are matched as they stand, so that "iv" in a word or a name isn't.
    flags = 0 if word.word.isupper() else re.IGNORECASE
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", flags)


def _tolerant(read: Callable[[Path], T], file: Path, problems: list[Problem]) -> T | None:
    try:
        return read(file)
    except ContentError as error:
        problems.extend(error.problems)
        return None

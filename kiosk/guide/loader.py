"""A content folder -> Guide. A broken file is left out and named; the others are served."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kiosk.config import PROJECT
from kiosk.guide.model import Guide, Page, Section, Source, Word
from kiosk.guide.section_file import fact_sources, read_section
from kiosk.guide.sentences import split_sentences
from kiosk.problems import ContentError, Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")
SHIPPED = PROJECT / "content" / "en"


def load_guide(folder: Path, language: str = "en") -> Guide:
    """Read every file of a content folder, for example content/en.

    Raises ContentError where there is no section to show at all; every lesser fault is in the
    guide's `problems`.
    """
    problems: list[Problem] = []
    if not folder.is_dir():
        raise ContentError(
            Problem(folder, 0, "There is no such content folder.", "Name one with --content.")
        )
    interface = read_interface(folder / "interface.yaml", problems.append)
    no_words: tuple[Word, ...] = ()
    words = _tolerant(read_words, folder / "words.yaml", no_words, problems)
    no_sources: dict[str, Source] = {}
    sources = _tolerant(read_sources, folder / "sources.yaml", no_sources, problems)
    sections: list[Section] = []
    facts: dict[str, tuple[str, ...]] = {}
    for file in sorted(folder.glob("*.md")):
        try:
            section = read_section(file, interface)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        own = {fact: ids for fact, (ids, _) in fact_sources(file.read_text("utf-8")).items()}
        facts.update(own)
        sections.append(_complete(section, words, sources, own))
    if not sections:
        fault = Problem(folder, 0, "The folder has no section that can be shown.", "Add one.")
        raise ContentError(fault, *problems)
    sections.sort(key=lambda section: (section.order, section.slug))
    return Guide(language, folder, tuple(sections), words, interface, tuple(problems), facts)


def _complete(
    section: Section,
    words: tuple[Word, ...],
    sources: dict[str, Source],
    facts: dict[str, tuple[str, ...]],
) -> Section:
    """The section with each page's hard words and sources found."""

    def complete(page: Page) -> Page:
        ids = dict.fromkeys(source for fact in page.facts for source in facts.get(fact, ()))
        found = tuple(sources[source] for source in ids if source in sources)
        return replace(page, words=tuple(words_used(page, words)), sources=found)

    return replace(section, pages=tuple(complete(page) for page in section.pages))


def words_used(page: Page, words: Iterable[Word]) -> list[Word]:
    """The hard words that a page shows, in the order in which they first stand there."""
    text = f"{page.title.shown} {page.text}"
    places: list[tuple[int, Word]] = []
    for word in words:
        forms = "|".join(re.escape(form) for form in (word.word, *word.forms))
        # Initials (IV, GBS) are matched as they stand, so that "iv" in a word or a name isn't.
        flags = 0 if word.word.isupper() else re.IGNORECASE
        match = re.search(rf"(?<![\w-])(?:{forms})(?![\w-])", text, flags)
        if match:
            places.append((match.start(), word))
    return [word for _, word in sorted(places, key=lambda place: place[0])]


def _tolerant(
    read: Callable[[Path], T], file: Path, nothing: T, problems: list[Problem]
) -> T:
    try:
        return read(file)
    except ContentError as error:
        problems.extend(error.problems)
        return nothing


def read_yaml(file: Path) -> Any:
    """A YAML file's value. Raises ContentError naming the file, the line and the remedy."""
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError as error:
        raise ContentError(Problem(file, 0, "The file is missing.", "Add it.")) from error
    except UnicodeDecodeError as error:
        raise ContentError(Problem(file, 0, "This is not UTF-8 text.", "Save it so.")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fault = getattr(error, "problem", None) or "it can't be read"
        line = mark.line + 1 if mark else 0
        raise ContentError(
            Problem(file, line, f"This is not YAML: {fault}.", "Mend that line.")
        ) from error


def read_words(file: Path) -> tuple[Word, ...]:
    """The hard words of words.yaml."""
    entries = read_yaml(file)
    if not isinstance(entries, list) or not all(_is_word(entry) for entry in entries):
        remedy = "Give each word `- word:` and `meaning:`."
        raise ContentError(Problem(file, 0, "This is not a list of words.", remedy))
    lines = _lines_of(file, r"^- word:")
    return tuple(
        Word(
            str(entry["word"]),
            tuple(str(form) for form in entry.get("forms", ())),
            split_sentences(str(entry["meaning"])),
            bool(entry.get("name", False)),
            line,
        )
        for entry, line in zip(entries, lines, strict=True)
    )


def _is_word(entry: Any) -> bool:
    return isinstance(entry, dict) and bool(entry.get("word")) and bool(entry.get("meaning"))


def _lines_of(file: Path, pattern: str) -> list[int]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if re.match(pattern, line)]


def read_sources(file: Path) -> dict[str, Source]:
    """The sources of sources.yaml, by id."""
    entries = read_yaml(file)
    sources = entries.get("sources") if isinstance(entries, dict) else None
    if not isinstance(sources, dict):
        raise ContentError(Problem(file, 0, "There are no `sources:`.", "Give each an id."))
    needed = ("title", "publisher", "address", "strength")
    for name, entry in sources.items():
        missing = [key for key in needed if not isinstance(entry, dict) or key not in entry]
        if missing:
            line = (_lines_of(file, rf"^  {re.escape(str(name))}:") or [0])[0]
            fault = f"The source {name} has no `{missing[0]}`."
            raise ContentError(Problem(file, line, fault, "Write it, as in the others."))
    return {
        name: Source(name, *(str(entry[key]) for key in needed)) for name, entry in sources.items()
    }


def read_interface(file: Path, report: Callable[[Problem], None]) -> dict[str, str]:
    """The interface texts; one that is missing or broken is taken from those shipped in English."""
    shipped: dict[str, str] = read_yaml(SHIPPED / "interface.yaml")
    if file == SHIPPED / "interface.yaml":
        return shipped
    try:
        own = read_yaml(file)
    except ContentError as error:
        for problem in error.problems:
            report(problem)
        return shipped
    if not isinstance(own, dict):
        report(Problem(file, 0, "There are no texts.", "Write one `key: text` a line."))
        return shipped
    for key in sorted(shipped.keys() - own.keys()):
        report(Problem(file, 0, f"The text `{key}` is missing.", "Add it."))
    return shipped | {key: str(text) for key, text in own.items()}

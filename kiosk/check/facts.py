"""Checks facts: each text names one or more; each fact is in facts.yaml and has a source."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.config import Settings
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.loader import ContentFolder
from kiosk.guide.markdown.inline import Footnote
from kiosk.guide.markdown.section_file import SectionDraft
from kiosk.guide.tables import read_facts

_RESTS = {"paragraph": "paragraph", "item": "list", "contact": "contact"}


def check_facts(content: ContentFolder) -> Iterator[Problem]:
    """Texts without a fact, unknown facts, and footnotes that are wrong or unused."""
    known: dict[str, str] | None = None
    file = facts_file(content.place.folder)
    try:
        known = read_facts(file).facts
    except ContentError as error:
        yield from error.problems
    sources = None if content.lacks("sources.yaml") else set(content.sources)
    first: dict[str, tuple[Path, Footnote]] = {}
    for draft in content.drafts:
        yield from _blocks(draft)
        yield from _footnotes(draft, sources)
        for note in draft.footnotes:
            if known is not None and note.fact not in known:
                fault = f"There is no fact {note.fact} in {file}."
                remedy = "Correct its id; a fact that isn't there may not be shown."
                yield Problem(draft.section.file, note.line, fault, remedy)
            yield from _other_sources(draft.section.file, note, first)


def facts_file(folder: Path) -> Path:
    """The folder's own facts.yaml; if it has none, the shipped guide's."""
    own = folder / "facts.yaml"
    return own if own.exists() else Settings().place.folder / "facts.yaml"


def _blocks(draft: SectionDraft) -> Iterator[Problem]:
    defined = {note.fact for note in draft.footnotes}
    for page in draft.section.pages:
        for block in page.blocks:
            if block.kind in _RESTS and not block.facts:
                fault = f"This {_RESTS[block.kind]} names no fact."
                remedy = "End it with the ids of the facts it rests on: [^S-14]."
                yield Problem(draft.section.file, block.line, fault, remedy)
            for fact in dict.fromkeys(block.facts):
                if fact not in defined:
                    fault = f"The fact {fact} has no footnote."
                    remedy = f"Write `[^{fact}]: source-id` at the end of the file."
                    yield Problem(draft.section.file, block.line, fault, remedy)


def _footnotes(draft: SectionDraft, sources: set[str] | None) -> Iterator[Problem]:
    file = draft.section.file
    used = {fact for page in draft.section.pages for fact in page.facts}
    lines: dict[str, int] = {}
    for note in draft.footnotes:
        if not note.sources:
            fault = f"The footnote {note.fact} names no source."
            yield Problem(file, note.line, fault, "Write an id of sources.yaml behind it.")
        for source in note.sources:
            if sources is not None and source not in sources:
                fault = f"There is no source {source} in sources.yaml."
                yield Problem(file, note.line, fault, "Correct its id, or add the source.")
        if note.fact not in used:
            fault = f"No screen here rests on the fact {note.fact}."
            yield Problem(file, note.line, fault, "Take the footnote out, or use it in a text.")
        if note.fact in lines:
            fault = f"The footnote {note.fact} stands on line {lines[note.fact]} already."
            yield Problem(file, note.line, fault, "Keep one of them.")
        lines.setdefault(note.fact, note.line)


def _other_sources(
    file: Path, note: Footnote, first: dict[str, tuple[Path, Footnote]]
) -> Iterator[Problem]:
    where, earlier = first.setdefault(note.fact, (file, note))
    if where != file and earlier.sources != note.sources:
        fault = f"The fact {note.fact} has other sources in {where.name}:{earlier.line}."
        yield Problem(file, note.line, fault, "Give it the same sources, in the same order.")

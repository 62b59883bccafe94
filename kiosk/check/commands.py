"""Checks spoken commands: each section can be asked for, and no two commands sound alike."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.check.sound_alike import alike
from kiosk.check.word_list import is_common
from kiosk.files.place import ENGLISH, base_language
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.loader import ContentFolder
from kiosk.listening.command_file import read_phrases
from kiosk.listening.commands import Phrase


def check_commands(content: ContentFolder) -> Iterator[Problem]:
    """Faults of commands.yaml; a folder's own one must name each section of the folder.

    Raises VoiceUnavailable.
    """
    files = content.place.files("commands.yaml")
    if not files:
        return
    try:
        phrases = read_phrases(files)
    except ContentError as error:
        yield from error.problems
        return
    own = content.place.folder / "commands.yaml"
    if own in files:
        yield from _sections(phrases, content, own)
    if base_language(content.place.language) != ENGLISH:
        return  # how words sound is known for English only
    unknown = list(_unknown(phrases))
    yield from unknown
    if not unknown:
        yield from _alike(phrases)


def _sections(phrases: Sequence[Phrase], content: ContentFolder, file: Path) -> Iterator[Problem]:
    sections = [draft.section for draft in content.drafts]
    slugs = {section.slug for section in sections}
    asked = {one.command.section: one.line for one in phrases if one.command.section}
    for slug, line in asked.items():
        if slug not in slugs:
            fault = f"There is no section {slug}."
            yield Problem(file, line, fault, f"Use one of: {', '.join(sorted(slugs))}.")
    for slug in sorted({one.slug for one in sections if not one.help} - set(asked)):
        fault = f"Nobody can ask for the section {slug}."
        yield Problem(file, 0, fault, f"Write `  {slug}: [its name]` under `section:`.")


def _unknown(phrases: Sequence[Phrase]) -> Iterator[Problem]:
    for phrase in phrases:
        for word in (one for one in phrase.text.split() if not is_common(one)):
            fault = f"How people say “{word}” of “{phrase.text}” is not known."
            remedy = "Use a common word, or write letters apart: i v i g."
            yield Problem(phrase.file, phrase.line, fault, remedy)


def _alike(phrases: Sequence[Phrase]) -> Iterator[Problem]:
    for one, other in alike(tuple(phrases)):
        fault = f"“{other.text}” sounds like “{one.text}” on line {one.line}{_of(one, other)}."
        yield Problem(other.file, other.line, fault, "Say one of them in a longer, different way.")


def _of(one: Phrase, other: Phrase) -> str:
    return "" if one.file == other.file else f" of {one.file}"

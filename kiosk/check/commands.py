"""What can be said: each section can be asked for, and no two commands sound alike."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.check.sound_alike import alike
from kiosk.check.word_list import is_common
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.loader import ContentFolder
from kiosk.listening.commands import Phrase, read_phrases

# It is a command of its own.
_HELP = "help-now"


def check_commands(content: ContentFolder) -> Iterator[Problem]:
    """Faults of the folder's own commands.yaml; without one the kiosk's own commands hold."""
    file = content.folder / "commands.yaml"
    if not file.exists():
        return
    try:
        phrases = read_phrases(file)
    except ContentError as error:
        yield from error.problems
        return
    yield from _sections(phrases, content, file)
    unknown = list(_unknown(phrases, file))
    yield from unknown
    if not unknown:
        yield from _alike(phrases, file)


def _sections(phrases: Sequence[Phrase], content: ContentFolder, file: Path) -> Iterator[Problem]:
    slugs = {draft.section.slug for draft in content.drafts}
    asked = {one.command.section: one.line for one in phrases if one.command.section}
    for slug, line in asked.items():
        if slug not in slugs:
            fault = f"There is no section {slug}."
            yield Problem(file, line, fault, f"Use one of: {', '.join(sorted(slugs))}.")
    for slug in sorted(slugs - set(asked) - {_HELP}):
        fault = f"Nobody can ask for the section {slug}."
        yield Problem(file, 0, fault, f"Write `  {slug}: [its name]` under `section:`.")


def _unknown(phrases: Sequence[Phrase], file: Path) -> Iterator[Problem]:
    for phrase in phrases:
        for word in (one for one in phrase.text.split() if not is_common(one)):
            fault = f"How people say “{word}” of “{phrase.text}” is not known."
            remedy = "Use a common word, or write letters apart: i v i g."
            yield Problem(file, phrase.line, fault, remedy)


def _alike(phrases: Sequence[Phrase], file: Path) -> Iterator[Problem]:
    for one, other in alike(tuple(phrases)):
        fault = f"“{other.text}” sounds like “{one.text}” on line {one.line}."
        yield Problem(file, other.line, fault, "Say one of them in a longer, different way.")

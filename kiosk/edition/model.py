"""The Edition, and how it is read."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError, Problem
from kiosk.guide import Guide, load_guide
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Commands
from kiosk.speech.text.spoken_forms import Script, SpokenForms


@dataclass(frozen=True, eq=False)
class Edition:
    """The content of an edition's files at one time; no two Editions are equal.

    `version`: 12 hexadecimal digits, the same for the same files. `problems`: the files' faults. A
    broken file's content is left out, or is that of its last good state.
    """

    place: ContentPlace
    guide: Guide
    spoken: SpokenForms
    commands: Commands
    version: str
    problems: tuple[Problem, ...] = ()

    @property
    def language(self) -> str:
        """The code of the language, such as "en"."""
        return self.place.language

    @cached_property
    def script(self) -> Script:
        """Everything that the voices have to say in this edition."""
        sentences = tuple((one.id, one.shown) for one in self.guide.sentences())
        return Script(self.place.folder, self.spoken, sentences)


def load_edition(place: ContentPlace, before: Edition | None = None) -> Edition:
    """Read an edition; the content of broken files is taken from `before`, if that is given.

    Raises ContentError if the folder is missing, or if no section can be shown and `before` is
    None.
    """
    version = version_of(place)
    problems: list[Problem] = []
    guide = load_guide(place, before.guide if before else None)
    slugs = [section.slug for section in guide.sections]
    return Edition(
        place,
        guide,
        _spoken(place, before, problems),
        _commands(place, slugs, before, problems),
        version,
        (*guide.problems, *problems),
    )


def version_of(place: ContentPlace) -> str:
    """12 hexadecimal digits, a hash of names, sizes and times of change: any edit changes it."""
    seen: set[tuple[str, int, int]] = set()
    for file in (file for folder in place.folders for file in folder.glob("*")):
        try:
            status = file.stat()
        except FileNotFoundError:
            continue  # it was deleted meanwhile: the next look sees that
        seen.add((str(file), status.st_mtime_ns, status.st_size))
    return sha256(repr(sorted(seen)).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _spoken(place: ContentPlace, before: Edition | None, problems: list[Problem]) -> SpokenForms:
    try:
        return SpokenForms.load(place.folder / "lexicon.yaml", place.language)
    except ContentError as error:
        problems.extend(error.problems)
        return before.spoken if before else SpokenForms({}, place.language)


def _commands(
    place: ContentPlace, slugs: list[str], before: Edition | None, problems: list[Problem]
) -> Commands:
    files = place.files("commands.yaml")
    if not files:
        return Commands(())  # no commands have been written in this language yet
    try:
        return load_commands(files, slugs)
    except ContentError as error:
        problems.extend(error.problems)
        return before.commands if before else Commands(())

"""`kiosk check` finds the faults of a content folder, with file, line and remedy."""

from collections.abc import Callable, Iterator
from datetime import date

from kiosk.check.commands import check_commands
from kiosk.check.facts import check_facts
from kiosk.check.front import check_front
from kiosk.check.keys import check_keys
from kiosk.check.lengths import check_lengths
from kiosk.check.pictograms import check_pictograms
from kiosk.check.pictures import check_pictures
from kiosk.check.reading import check_reading
from kiosk.check.spoken import check_spoken
from kiosk.files.place import ENGLISH, ContentPlace, base_language
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.loader import ContentFolder, read_folder
from kiosk.speech.utterance import VoiceUnavailable

Check = Callable[[ContentFolder], Iterator[Problem]]
_CHECKS: tuple[Check, ...] = (
    check_facts,
    check_keys,
    check_lengths,
    check_pictograms,
    check_pictures,
    check_spoken,
)


def check_folder(place: ContentPlace, today: date) -> list[Problem]:
    """Every fault of a content folder such as content/mmn/en, sorted by file and line; [] if none.

    A section whose `check_again` is before `today` is a fault.
    """
    try:
        content = read_folder(place)
    except ContentError as error:
        return list(error.problems)
    problems = list(content.problems)
    if not content.drafts:
        problems.append(Problem(place.folder, 0, "The folder has no section.", "Add a .md file."))
    for check in _CHECKS:
        problems.extend(check(content))
    problems.extend(check_front(content, today))
    try:
        problems.extend(check_commands(content))
        if base_language(place.language) == ENGLISH and not content.lacks("words.yaml"):
            # Flesch and Kincaid's formula is for English; words.yaml says which words are names.
            problems.extend(check_reading(content))
    except VoiceUnavailable as error:
        fault = f"How words sound is not known, so not all could be checked: {error}"
        problems.append(Problem(place.folder, 0, fault, "See `kiosk doctor`."))
    return sorted(set(problems))

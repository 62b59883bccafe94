"""words.yaml, sources.yaml, interface.yaml and facts.yaml -> what the guide holds of them."""

import string
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kiosk.files.place import COMMON, ENGLISH, SHIPPED, ContentPlace, base_language
from kiosk.files.problems import ContentError, Problem
from kiosk.files.yaml_text import item_lines, key_lines, read_text, read_yaml
from kiosk.guide.model import Source, Word
from kiosk.guide.sentences import split_sentences

_SOURCE_KEYS = ("title", "publisher", "address", "strength")


def read_words(file: Path, language: str = ENGLISH) -> tuple[Word, ...]:
    """The hard words of words.yaml. Raises ContentError with every Problem found in it."""
    entries = read_yaml(file)
    if not isinstance(entries, list):
        remedy = "Give each word `- word:` and `meaning:`."
        raise ContentError(Problem(file, 0, "This is not a list of words.", remedy))
    lines = item_lines(read_text(file))
    problems = [
        Problem(file, line, f"The word {_name_of(entry)} has no good `{key}`.", "Write it.")
        for entry, line in zip(entries, lines, strict=True)
        for key in _word_faults(entry)
    ]
    if problems:
        raise ContentError(*problems)
    return tuple(_word(entry, line, language) for entry, line in zip(entries, lines, strict=True))


def _name_of(entry: Any) -> str:
    return str(entry.get("word", "here")) if isinstance(entry, dict) else "here"


def _word_faults(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "word"
        return
    for key in ("word", "meaning"):
        if not (isinstance(entry.get(key), str) and entry[key].strip()):
            yield key
    forms = entry.get("forms", [])
    if not isinstance(forms, list) or not all(form and isinstance(form, str) for form in forms):
        yield "forms"


def _word(entry: Mapping[str, Any], line: int, language: str) -> Word:
    forms = tuple(entry.get("forms", ()))
    meaning = split_sentences(entry["meaning"], language)
    return Word(entry["word"], forms, meaning, bool(entry.get("name", False)), line, language)


def read_sources(file: Path) -> dict[str, Source]:
    """The sources of sources.yaml, by id. Raises ContentError with every Problem found in it."""
    entries, lines = _map_under(file, "sources", "Give each an id.")
    problems = [
        Problem(file, lines.get(name, 0), f"The source {name} {fault}.", "Write it as the others.")
        for name, entry in entries.items()
        for fault in _source_faults(entry)
    ]
    if problems:
        raise ContentError(*problems)
    return {
        name: Source(name, **_texts(entry), line=lines.get(name, 0))
        for name, entry in entries.items()
    }


def _texts(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: str(entry[key]) for key in _SOURCE_KEYS}


def _source_faults(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "has no title"
        return
    for key in _SOURCE_KEYS:
        if not str(entry.get(key) or "").strip():
            yield f"has no `{key}`"
    if entry.get("strength", "A") not in ("A", "B", "C"):
        yield "has a strength other than A, B and C"


def read_facts(file: Path) -> dict[str, str]:
    """The facts that screens may rest on: id -> what it says, from facts.yaml."""
    entries, lines = _map_under(file, "facts", "Give each an id.")
    for name, text in entries.items():
        if not (isinstance(text, str) and text.strip()):
            fault = f"The fact {name} says nothing."
            raise ContentError(Problem(file, lines.get(name, 0), fault, "Write what it says."))
    return entries


def read_corrections(file: Path) -> dict[str, str]:
    """Which facts were put right before they were shown: fact id -> correction, facts.yaml."""
    return _map_under(file, "corrections", "Write `fact: correction`.")[0]


def _map_under(file: Path, key: str, remedy: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The map under a file's key, and the line of each of its entries."""
    whole = read_yaml(file)
    entries = whole.get(key) if isinstance(whole, dict) else None
    if not isinstance(entries, dict):
        raise ContentError(Problem(file, 0, f"There are no `{key}:`.", remedy))
    lines = key_lines(read_text(file), key)
    strange = next((name for name in entries if not isinstance(name, str)), None)
    if strange is not None:
        fault = f"The id {strange} is not a text."
        raise ContentError(Problem(file, lines.get(str(strange), 0), fault, "Quote it."))
    return entries, lines


def read_interface(
    place: ContentPlace,
    report: Callable[[Problem], None],
    last_good: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The interface texts: the pack's own, else the common ones, else those shipped in English.

    Every text has a word in it, whatever the files hold: a screen shows and says each of them. What
    is broken now is as it was in `last_good`.
    """
    last_good = last_good or {}
    base = SHIPPED / COMMON / ENGLISH / "interface.yaml"
    found = _base_texts(base, report, last_good)
    shipped = {
        key: text if _has_word(text) else last_good.get(key, _named_by(key))
        for key, text in found.items()
    }
    files = place.files("interface.yaml")
    texts = dict(shipped)
    given: set[str] = set()
    for file in files:
        if file.samefile(base):
            _report_empty(file, found, report)
            continue
        try:
            own = _own_texts(file)
        except ContentError as error:
            for problem in error.problems:
                report(problem)
            texts |= last_good
            continue
        given |= own.keys()
        good = _good_texts(file, own, shipped, report)
        texts |= good
        texts |= {key: last_good[key] for key in own.keys() - good.keys() if key in last_good}
    if base_language(place.language) != ENGLISH:
        _report_missing(shipped, given, files[0] if files else place.folder, report)
    return texts


def _base_texts(
    base: Path, report: Callable[[Problem], None], last_good: Mapping[str, str]
) -> dict[str, Any]:
    """The shipped texts; where they are broken now, those of before."""
    try:
        return _own_texts(base)
    except ContentError as error:
        if not last_good:
            raise
        for problem in error.problems:
            report(problem)
        return dict(last_good)


def _own_texts(file: Path) -> dict[str, Any]:
    own = read_yaml(file)
    if not isinstance(own, dict):
        raise ContentError(Problem(file, 0, "There are no texts.", "Write one `key: text` a line."))
    return {str(key): text for key, text in own.items()}


def _good_texts(
    file: Path,
    own: Mapping[str, Any],
    shipped: Mapping[str, str],
    report: Callable[[Problem], None],
) -> dict[str, str]:
    """Those that can be shown; what is wrong with the others is reported."""
    lines = key_lines(read_text(file))
    good: dict[str, str] = {}
    for key, text in sorted(own.items()):
        fault = _text_fault(key, text, shipped.get(key))
        if fault:
            report(Problem(file, lines.get(key, 0), f"The text `{key}` {fault[0]}.", fault[1]))
        else:
            good[key] = text
    return good


def _report_missing(
    shipped: Mapping[str, str], given: set[str], file: Path, report: Callable[[Problem], None]
) -> None:
    """In another language a text that is missing would be shown in English."""
    for key in sorted(shipped.keys() - given):
        remedy = f"Write `{key}: {shipped[key]}`, in your own language."
        report(Problem(file, 0, f"The text `{key}` is missing.", remedy))


def _report_empty(file: Path, found: Mapping[str, Any], report: Callable[[Problem], None]) -> None:
    """The shipped texts have no other to be held against, but they may not be empty either."""
    lines = key_lines(read_text(file))
    for key, text in found.items():
        if not _has_word(text):
            fault = f"The text `{key}` has no word in it."
            report(Problem(file, lines.get(key, 0), fault, f"Write `{key}: {_named_by(key)}`."))


def _has_word(text: Any) -> bool:
    """Whether there is something to show and to say."""
    return isinstance(text, str) and any(character.isalnum() for character in text)


def _named_by(key: str) -> str:
    """What can stand in for a shipped text that is gone: band.home -> Home."""
    return key.rpartition(".")[2].replace("_", " ").capitalize()


def _text_fault(key: str, own: Any, shipped: str | None) -> tuple[str, str] | None:
    if shipped is None:
        return "means nothing", "Correct the key, or take the line out."
    if not isinstance(own, str):
        return "is not a text", 'Put it between quotation marks: "...".'
    if not _has_word(own):
        return "has no word in it", f"Write `{key}: {shipped}`, in your own language."
    if _fields(own) != _fields(shipped):
        return "has the wrong {fields}", f"Use the same as here: {shipped}"
    return None


def _fields(text: str) -> set[object]:
    """The {fields} of a text; one that can't be filled in gives a field that no other text has."""
    try:
        parts = [part[1:] for part in string.Formatter().parse(text)]
    except ValueError:
        return {text}
    return {part for part in parts if part[0] is not None}

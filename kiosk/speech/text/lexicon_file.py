"""Reads lexicon.yaml: a map `words:` of what is shown to what is said.

Where the voices differ, what is said is a map itself, of voice to text:

    Takeda: {clear: Ta-kayda, natural: Takayda}

A voice that isn't named there says what is shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from kiosk.files.problems import ContentError, Problem
from kiosk.files.voices import VOICES

_EXAMPLE = "Write `  shown: what is said`, in quotation marks where YAML needs them."


class LexiconError(ContentError):
    """The lexicon file can't be used; its problems say where, and how to mend it."""


def read_lexicon(file: Path, voice: str = "clear") -> dict[str, str]:
    """One voice's spoken forms by what is shown; empty for a missing file.

    Every scalar is a text, so that 911 and `on` need no quotation marks. Raises LexiconError.
    """
    if not file.exists():
        return {}
    words: dict[str, str] = {}
    seen: set[str] = set()
    for key, value in _entries(file):
        line = key.start_mark.line + 1
        if not (isinstance(key, ScalarNode) and isinstance(value, ScalarNode | MappingNode)):
            raise _fault(file, line, "What is shown and what is said are texts.", _EXAMPLE)
        if not key.value.strip():
            raise _fault(file, line, "What is shown is empty.", _EXAMPLE)
        if key.value in seen:
            raise _fault(file, line, f"{key.value!r} stands here twice.", "Take one of them out.")
        seen.add(key.value)
        said = _said_by(value, key.value, file)
        if voice in said:
            words[key.value] = said[voice]
    return words


def _said_by(value: ScalarNode | MappingNode, shown: str, file: Path) -> dict[str, str]:
    """What each voice says; of those that aren't named nothing."""
    said: dict[str, Any]
    if isinstance(value, ScalarNode):
        said = dict.fromkeys(VOICES, value.value)
    else:
        said = {str(name.value): text.value for name, text in value.value}
    line = value.start_mark.line + 1
    unknown = sorted(set(said) - set(VOICES))
    if unknown:
        known = ", ".join(VOICES)
        raise _fault(file, line, f"There is no voice {unknown[0]!r}.", f"Use one of: {known}.")
    for text in said.values() or [""]:
        if not (isinstance(text, str) and any(character.isalnum() for character in text)):
            raise _fault(file, line, f"Nothing is said for {shown!r}.", _EXAMPLE)
    return said


def _entries(file: Path) -> Iterator[tuple[Node, Node]]:
    root = _root(file)
    if root is None:
        return
    if isinstance(root, MappingNode):
        for key, value in root.value:
            if isinstance(key, ScalarNode) and key.value == "words":
                if isinstance(value, MappingNode):
                    yield from value.value
                    return
                if isinstance(value, ScalarNode) and not value.value:
                    return
    raise _fault(file, 1, "There is no map `words:`.", f"Begin with `words:`. {_EXAMPLE}")


def _root(file: Path) -> Node | None:
    try:
        root: Node | None = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise _fault(file, line, "This is not YAML.", _EXAMPLE) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(file, 0, f"The file can't be read: {error}.", "Save it as UTF-8.") from error
    return root


def _fault(file: Path, line: int, what: str, remedy: str) -> LexiconError:
    return LexiconError(Problem(file, line, what, remedy))

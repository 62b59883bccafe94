"""`kiosk check --schemas`: what the editor of an author may know of each kind of content file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.files.problems import ContentError, Problem
from kiosk.guide.interface import interface_schema
from kiosk.guide.markdown.contact import Contact
from kiosk.guide.markdown.front_matter import FrontMatter
from kiosk.guide.tables import FactsFile, SourcesFile, WordsFile
from kiosk.listening.command_file import CommandsFile
from kiosk.speech.text.lexicon_file import LexiconFile

# By the name of the file, or of the part of a section's Markdown.
SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "commands": CommandsFile.model_json_schema,
    "contact": Contact.model_json_schema,
    "facts": FactsFile.model_json_schema,
    "front-matter": FrontMatter.model_json_schema,
    "interface": interface_schema,
    "lexicon": LexiconFile.model_json_schema,
    "sources": SourcesFile.model_json_schema,
    "words": WordsFile.model_json_schema,
}


def write_schemas(folder: Path) -> list[Path]:
    """Write a JSON Schema (2020-12) for each kind of file, `NAME.schema.json`; the files.

    The folder is made where it is missing. Raises ContentError where it can't be written.
    """
    files = []
    for name, schema in SCHEMAS.items():
        file = folder / f"{name}.schema.json"
        text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            fault = f"The schema can't be written: {error.strerror or error}."
            remedy = "Name a folder that you may write to."
            raise ContentError(Problem(file, 0, fault, remedy)) from error
        files.append(file)
    return files

"""Keys that mean nothing in words.yaml and its like: what a slip of the pen was to say is lost."""

from collections.abc import Iterator
from contextlib import suppress

from pydantic import BaseModel

from kiosk.check.facts import facts_file
from kiosk.files.content_model import unknown_keys
from kiosk.files.located_yaml import read_yaml
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.loader import ContentFolder
from kiosk.guide.tables import FactsFile, SourcesFile, WordsFile
from kiosk.speech.text.lexicon_file import LexiconFile


def check_keys(content: ContentFolder) -> Iterator[Problem]:
    """Each of them, once the file can be read; another check tells why it can't."""
    folder = content.place.folder
    models: dict[str, type[BaseModel]] = {
        "words.yaml": WordsFile,
        "sources.yaml": SourcesFile,
        "lexicon.yaml": LexiconFile,
    }
    files = {folder / name: model for name, model in models.items()}
    for file, model in (files | {facts_file(folder): FactsFile}).items():
        with suppress(ContentError):
            for fault in unknown_keys(model, read_yaml(file, texts=True)):
                yield fault.problem(file)

"""words.yaml, sources.yaml and facts.yaml: what they may hold, and what the guide takes of them."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema

from kiosk.files.content_model import ContentModel, Text, read_content
from kiosk.files.place import ENGLISH
from kiosk.guide.model import Source, Word
from kiosk.guide.sentences import split_sentences


class WordEntry(ContentModel):
    """A hard word."""

    word: Text = Field(description="Write `word: motor nerve`, as the screens have it.")
    meaning: Text = Field(
        description="Write `meaning: A nerve that tells a muscle to move.`, in plain words."
    )
    forms: list[Text] = Field(
        default=[], description="Write `forms: [motor nerves]`: how else the screens have it."
    )
    name: bool | None = Field(
        default=False, description="Write `name: true` for a name, which counts as known."
    )


class WordsFile(RootModel[list[WordEntry]]):
    """words.yaml: the guide's hard words and their plain meaning."""

    model_config = ConfigDict(strict=True)


def _as_text(value: Any) -> Any:
    """A number or a day as the text that YAML made it from; one that is nothing stays so."""
    return str(value) if value and isinstance(value, int | float | date) else value


TextOrNumber = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=Text | float)]


class SourceEntry(ContentModel):
    """A source, as the screens show it."""

    title: TextOrNumber = Field(description="Write `title: Multifocal Motor Neuropathy`.")
    publisher: TextOrNumber = Field(description="Write `publisher: WebMD`.")
    address: TextOrNumber = Field(description="Write `address: webmd.com`.")
    strength: Literal["A", "B", "C"] = Field(
        description="Write `strength: B`. A: government, peer-reviewed paper, guideline, regulator;"
        " B: patient charity, hospital, the medicine's maker; C: forum, copy, shop."
    )
    # Nothing goes by it, so nothing is refused for it.
    year: Annotated[Any, WithJsonSchema({"type": "integer"})] = Field(
        default=None, description="Write `year: 2015`, for editors: no screen shows it."
    )


_Source = Annotated[
    SourceEntry,
    Field(description="Write `title:`, `publisher:`, `address:` and `strength:` under its id."),
]


class SourcesFile(ContentModel):
    """sources.yaml: where the facts come from."""

    sources: dict[str, _Source] = Field(
        description="Write `sources:`, and each source under it with an id."
    )


_Fact = Annotated[Text, Field(description="Write what it says: `S-14: It starts in the hands.`")]
_Correction = Annotated[Text, Field(description="Write `S-18: C-15`: the fact that corrects it.")]


class FactsFile(ContentModel):
    """facts.yaml: the facts that screens may rest on, and which of them were put right."""

    facts: dict[str, _Fact] = Field(description="Write `facts:`, and each fact under it by its id.")
    corrections: dict[str, _Correction] = Field(
        description="Write `corrections:`, and `fact: correction` under it, or `corrections: {}`."
    )


def read_words(file: Path, language: str = ENGLISH) -> tuple[Word, ...]:
    """The hard words of words.yaml. Raises ContentError with every Problem found in it."""
    words, yaml = read_content(file, WordsFile)
    return tuple(
        Word(
            one.word,
            tuple(one.forms),
            split_sentences(one.meaning, language),
            bool(one.name),
            yaml.line(place),
            language,
        )
        for place, one in enumerate(words.root)
    )


def read_sources(file: Path) -> dict[str, Source]:
    """The sources of sources.yaml, by id. Raises ContentError with every Problem found in it."""
    content, yaml = read_content(file, SourcesFile)
    return {
        name: Source(
            name,
            entry.title,
            entry.publisher,
            entry.address,
            entry.strength,
            yaml.line("sources", name),
        )
        for name, entry in content.sources.items()
    }


def read_facts(file: Path) -> FactsFile:
    """What facts.yaml holds. Raises ContentError with every Problem found in it."""
    return read_content(file, FactsFile)[0]

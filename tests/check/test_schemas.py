"""What editors are told of the content is what the kiosk itself goes by."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from kiosk.check.schemas import SCHEMAS, write_schemas
from kiosk.files.content_model import unknown_keys, validate
from kiosk.files.located_yaml import LocatedYaml, YamlFault, parse_yaml, read_yaml
from kiosk.files.problems import ContentError
from kiosk.guide.interface import InterfaceFile
from kiosk.guide.markdown.contact import Contact
from kiosk.guide.markdown.front_matter import FrontMatter
from kiosk.guide.tables import FactsFile, SourcesFile, WordsFile
from kiosk.listening.command_file import CommandsFile
from kiosk.speech.text.lexicon_file import LexiconFile
from tests.check.json_schema import faults
from tests.content_folders import COMMON, SHIPPED

MODELS: dict[str, type[BaseModel]] = {
    "commands": CommandsFile,
    "contact": Contact,
    "facts": FactsFile,
    "front-matter": FrontMatter,
    "interface": InterfaceFile,
    "lexicon": LexiconFile,
    "sources": SourcesFile,
    "words": WordsFile,
}
PARTS = {
    "front-matter": re.compile(r"\A---\n(.*?)^---$", re.MULTILINE | re.DOTALL),
    "contact": re.compile(r"^```contact\n(.*?)^```$", re.MULTILINE | re.DOTALL),
}


def test_each_kind_of_file_has_a_schema() -> None:
    files = {file.stem for folder in (SHIPPED, COMMON) for file in folder.glob("*.yaml")}
    assert set(SCHEMAS) == set(MODELS) == files | set(PARTS)


def shipped(kind: str) -> Iterator[tuple[str, Any]]:
    """Every shipped file of a kind, or part of a section's file, with what it holds."""
    for folder in (SHIPPED, COMMON):
        for file in folder.glob(f"{kind}.yaml"):
            yield str(file), read_yaml(file).value
        for file in folder.glob("*.md") if kind in PARTS else ():
            for part in PARTS[kind].findall(file.read_text("utf-8")):
                yield str(file), parse_yaml(part).value


def as_json(value: Any) -> Any:
    """What an editor sees of a value: keys are texts, and so are days."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_shipped_content_satisfies_its_schema(kind: str) -> None:
    schema = SCHEMAS[kind]()
    found = list(shipped(kind))
    assert found
    for file, value in found:
        assert faults(as_json(value), schema) == [], file


GOOD = {
    "commands": "next: [next]\nnumber:\n  1: [one]\nsection:\n  a: [a]\n",
    "contact": "name: A\nphone: 866-224-3301\nchecked_live: no\nfacts: [O-03]\n",
    "facts": "facts:\n  S-14: It starts in the hands.\ncorrections: {}\n",
    "front-matter": (
        "title: A\ntile: A\norder: 2\nchecked: 2026-11-23\ncheck_again: 2027-11-23\n"
        "primary: true\nreviewed_by: null\n"
    ),
    "interface": "band.back: Back\n",
    "lexicon": "words:\n  MMN: M M N\n  IV: {natural: I V}\n  911: 9\n",
    "sources": "sources:\n  a: {title: A, publisher: B, address: c, strength: B, year: 2015}\n",
    "words": "- word: nerve\n  meaning: It moves you.\n  forms: [nerves]\n  name: true\n",
}


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("commands", "next: [next]", "nxt: [next]"),
        ("commands", "next: [next]", "next: []"),
        ("commands", "next: [next]", "next: [Next]"),
        ("commands", "next: [next]", "next: next"),
        ("commands", "  1: [one]", "  10: [ten]"),
        ("commands", "  a: [a]", "  a: [1]"),
        ("contact", "phone:", "telephone:"),
        ("contact", "866-224-3301", "0155"),
        ("contact", "name: A\n", ""),
        ("contact", "no", "perhaps"),
        ("contact", "[O-03]", "O-03"),
        ("facts", "It starts in the hands.", "' '"),
        ("facts", "corrections: {}\n", ""),
        ("front-matter", "title:", "titel:"),
        ("front-matter", "order: 2", "order: second"),
        ("front-matter", "order: 2", "order: true"),
        ("front-matter", "2026-11-23", "soon"),
        ("front-matter", "primary: true", "primary: perhaps"),
        ("interface", "band.back: Back", "band.bakc: Back"),
        ("interface", "band.back: Back", "band.back: 5"),
        ("lexicon", "words:", "word:"),
        ("lexicon", "M M N", "[M]"),
        ("lexicon", "{natural: I V}", "{loud: I V}"),
        ("sources", "strength: B", "strength: D"),
        ("sources", "publisher: B, ", ""),
        ("sources", "year:", "yeer:"),
        ("words", "meaning: It moves you.", "meaning:"),
        ("words", "[nerves]", "nerves"),
        ("words", "name:", "nmae:"),
        ("words", "- word: nerve", "- nerve\n- word: nerve"),
    ],
)
def test_a_slip_is_told_by_the_editor_and_by_the_kiosk(kind: str, old: str, new: str) -> None:
    schema, model, good = SCHEMAS[kind](), MODELS[kind], GOOD[kind]
    assert old in good and told(kind, model, parse_yaml(good)) == []
    assert faults(as_json(parse_yaml(good).value), schema) == []
    broken = parse_yaml(good.replace(old, new, 1))
    assert told(kind, model, broken) or kind == "interface"
    assert faults(as_json(broken.value), schema)


def told(kind: str, model: type[BaseModel], yaml: LocatedYaml) -> list[Any]:
    """What the kiosk refuses, and what `kiosk check` tells besides."""
    if kind == "lexicon":
        yaml = parse_yaml(json.dumps(yaml.value), texts=True)
    return [*validate(model, yaml)[1], *unknown_keys(model, yaml)]


def test_no_is_no_also_where_an_editor_takes_it_for_a_text() -> None:
    """YAML 1.2, which many go by, has no other false than `false`."""
    contact = {"name": "A", "checked_live": "no", "facts": []}
    assert faults(contact, SCHEMAS["contact"]()) == []


PIECES = "@".join(
    (
        *("word: a", "meaning: b", "forms: ", "name: ", "sources: ", "facts: ", "corrections: "),
        *("words: ", "next: ", "number: ", "section: ", "title: ", "order: ", "checked: "),
        *(
            "checked_live: ",
            "strength: ",
            "a: ",
            "1: ",
            "~: ",
            "yes: ",
            "2026-11-23: ",
            "''",
            "' '",
        ),
        *("- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "a", "5", "1.5", "yes", "~"),
        *("2026-11-23", "12:30", "'...'", "&a ", "*a", "<<: ", "!!set ", "!!binary aGk="),
    )
)


@given(st.sampled_from(sorted(MODELS)), st.lists(st.sampled_from(PIECES.split("@")), max_size=12))
def test_whatever_is_wrong_is_told_in_plain_words(kind: str, pieces: list[str]) -> None:
    """With a line of the file, and something to do about it; never in pydantic's own words."""
    text = "".join(pieces)
    try:
        yaml = parse_yaml(text, texts=kind == "lexicon")
    except YamlFault:
        return
    content, found = validate(MODELS[kind], yaml)
    assert (content is None) == bool(found)
    for one in found:
        assert 1 <= one.line <= text.count("\n") + 1
        assert one.fault.endswith(".") and one.remedy.endswith(".")
        assert "must be" not in one.fault and "nput" not in one.fault
        assert ": ." not in one.remedy


def test_the_schemas_are_written_where_one_wants_them(tmp_path: Path) -> None:
    folder = tmp_path / "some" / "schemas"
    files = write_schemas(folder)
    assert [file.name for file in files] == [f"{kind}.schema.json" for kind in SCHEMAS]
    for kind, file in zip(SCHEMAS, files, strict=True):
        assert json.loads(file.read_text("utf-8")) == SCHEMAS[kind]()
    assert write_schemas(folder) == files


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ContentError, match="can't be written: .* Remedy: Name a folder"):
        write_schemas(tmp_path / "taken")

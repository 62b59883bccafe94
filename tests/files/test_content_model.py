"""What is wrong with a content file is told in an author's words: which part, where, what to do."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, RootModel

from kiosk.files.content_model import (
    ContentModel,
    Text,
    TextWithWord,
    good_part,
    must,
    read_content,
    unknown_keys,
    validate,
)
from kiosk.files.located_yaml import parse_yaml
from kiosk.files.problems import ContentError


class Tool(ContentModel):
    """A tool."""

    name: Text = Field(description="Write `name: saw`.")
    made: date | None = Field(default=None, description="Write `made: 2026-11-23`.")
    parts: list[Annotated[str, must(lambda part: part != "gap", "is no part")]] = Field(
        default=[], description="Write `parts: [blade]`."
    )
    grade: Literal["A", "B", "C"] = "A"


Count = Annotated[int, must(lambda key: key != 0, "is no count")]


class Shed(ContentModel):
    """A shed."""

    tools: dict[str, Tool] = Field(default={}, description="Write `tools:`.")
    count: dict[Count, TextWithWord] = Field(default={}, description="Write `1: one`.")
    locked: bool = False
    doors: int = 1


class Strict(Shed, extra="forbid"):
    """A shed without anything else."""


class Box(RootModel[list[Tool]]):
    """A box of tools."""

    model_config = ConfigDict(strict=True)


def told(model: type[BaseModel], text: str, whole: str = "the file") -> list[str]:
    content, faults = validate(model, parse_yaml(text), whole)
    assert (content is None) == bool(faults)
    return [f"{one.line}: {one.fault} {one.remedy}" for one in faults]


@pytest.mark.parametrize(
    ("model", "text", "fault"),
    [
        (Shed, "", "1: The file is empty."),
        (Shed, "- a\n", "1: The file has no keys."),
        (Box, "a: 1\n", "1: The file is not a list."),
        (Box, "- name: a\n- b\n", "2: `b` has no keys."),
        (Box, "- name: a\n- []\n", "2: This has no keys."),
        (Box, "- made:\n", "1: `name` is missing."),
        (Box, "- made: 2026-11-23\n", "1: `name` of `2026-11-23` is missing."),
        (Box, "- name: a\n  made: x\n", "2: `made` of `a` is not a date."),
        (Box, "- name: ' '\n", "1: `name` is empty."),
        (Box, "- name: 7\n", "1: `name` of `7` is not a text."),
        (Box, "- name: a\n  parts: b\n", "2: `parts` of `a` is not a list."),
        (Box, "- name: a\n  parts: [b,\n  5]\n", "3: `5` of `parts` is not a text."),
        (Box, "- name: a\n  parts:\n  - gap\n", "3: `gap` of `parts` is no part."),
        (Box, "- name: a\n  grade: D\n", "2: `grade` of `a` is not A, B or C."),
        (Shed, "tools:\n", "1: `tools` is empty."),
        (Shed, "tools: 5\n", "1: `tools` has no keys."),
        (Shed, "tools:\n  a:\n", "2: `a` of `tools` is empty."),
        (Shed, "tools:\n  7: {name: a}\n", "2: The key `7` of `tools` is not a text."),
        (Shed, "tools:\n  no: {name: a}\n", "2: The key `no` of `tools` is not a text."),
        (Shed, "count:\n  1: '.'\n", "2: `1` of `count` has no word in it."),
        (Shed, "count:\n  1: 5\n", "2: `1` of `count` is not a text."),
        (Shed, "count:\n  0: a\n", "2: The key `0` of `count` is no count."),
        (Shed, "locked: 1\n", "1: `locked` is not true or false."),
        (Shed, "doors: 1.5\n", "1: `doors` is not a whole number."),
        (Shed, "doors: yes\n", "1: `doors` is not a whole number."),
        (Strict, "dors: 2\n", "1: `dors` means nothing."),
        (Strict, "5: 2\n", "1: The key `5` is not a text."),
    ],
)
def test_a_fault_has_its_part_and_its_line(model: type[BaseModel], text: str, fault: str) -> None:
    (one,) = told(model, text)
    assert one.startswith(f"{fault} ")


KEYS = "tools, count, locked, doors"


@pytest.mark.parametrize(
    ("model", "text", "remedy"),
    [
        (Shed, "- a\n", f"Write one `key: value` a line, of: {KEYS}."),
        (Shed, "", f"Write one `key: value` a line, of: {KEYS}."),
        (Box, "a: 1\n", "Begin each entry with `- `, and write: name, made, parts, grade."),
        (Box, "- a\n", "Write one `key: value` a line, of: name, made, parts, grade."),
        (Box, "- made: 2026-11-23\n", "Write `name: saw`."),
        # Where nothing is said of an item or a value, that which it stands in is described.
        (Box, "- {name: a, parts: [5]}\n", "Write `parts: [blade]`."),
        (Shed, "tools: {a: 5}\n", "Write `tools:`."),
        (Shed, "count: {0: a}\n", "Write `1: one`."),
        (Shed, "doors: yes\n", "Correct it, or take it out."),
        (Shed, "tools: {7: {name: a}}\n", "Put it between quotation marks."),
        (Strict, "dors: 2\n", f"Use one of: {KEYS}."),
        (Strict, "5: 2\n", "Put it between quotation marks."),
    ],
)
def test_a_fault_has_its_remedy(model: type[BaseModel], text: str, remedy: str) -> None:
    (one,) = told(model, text)
    assert one.endswith(f". {remedy}")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("dors: 2\n", "1: The shed's `dors` means nothing."),
        ("5: 2\n", "1: The shed's key `5` is not a text."),
        ("count:\n  1: '.'\n", "2: `1` of the shed's `count` has no word in it."),
        ("count:\n  0: a\n", "2: The key `0` of the shed's `count` is no count."),
        ("", "1: The shed is empty."),
    ],
)
def test_a_part_of_a_file_is_called_by_its_name(text: str, fault: str) -> None:
    (one,) = told(Strict, text, "the shed")
    assert one.startswith(f"{fault} ")


def test_every_fault_is_told_at_once() -> None:
    text = "tools:\n  a: {name: 5, made: soon}\n  b: {}\nlocked: perhaps\n"
    _, faults = validate(Shed, parse_yaml(text))
    assert [f"{one.line}: {one.fault}" for one in faults] == [
        "2: `name` of `a` is not a text.",
        "2: `made` of `a` is not a date.",
        "3: `name` of `b` is missing.",
        "4: `locked` is not true or false.",
    ]


def test_a_schema_may_say_more_of_what_to_write() -> None:
    schema = {"properties": {"doors": {"description": "Write `doors: 2`."}}}
    _, (fault,) = validate(Shed, parse_yaml("doors: no\n"), schema=schema)
    assert fault.remedy == "Write `doors: 2`."


@pytest.mark.parametrize("value", ["2026-11-23 10:00:00", "'2026-11-23'", "20261123", "yes"])
def test_nothing_is_taken_for_a_date_but_a_date(value: str) -> None:
    (one,) = told(Box, f"- name: a\n  made: {value}\n")
    assert "`made` of `a` is not a date" in one


def test_without_its_faults_a_map_can_be_used() -> None:
    yaml = parse_yaml("tools: 5\ndoors: 3\n7: x\nlocked: perhaps\n")
    shed, faults = good_part(Shed, yaml, instead={"locked": True})
    assert [one.location for one in faults] == [("tools",), ("locked",)]
    assert (shed.tools, shed.doors, shed.locked) == ({}, 3, True)
    shed, faults = good_part(Shed, parse_yaml("doors: 3\n"), instead={"locked": True})
    assert faults == [] and (shed.doors, shed.locked) == (3, False)


def test_unknown_keys_are_no_fault_but_are_known() -> None:
    yaml = parse_yaml("tools:\n  a:\n    name: b\n    nmae: c\ndors: 2\nlocked: perhaps\n")
    assert [str(one.problem(Path("a.yaml"))) for one in unknown_keys(Shed, yaml)] == [
        "a.yaml:4: `nmae` of `a` means nothing. Remedy: Use one of: name, made, parts, grade.",
        f"a.yaml:5: `dors` means nothing. Remedy: Use one of: {KEYS}.",
    ]
    assert unknown_keys(Shed, parse_yaml("doors: 2\n")) == []


def test_a_file_is_read_whole_or_refused_with_every_fault(tmp_path: Path) -> None:
    file = tmp_path / "shed.yaml"
    file.write_text("# A shed\ntools:\n  a: {name: saw}\n")
    content, yaml = read_content(file, Shed)
    assert content.tools["a"].name == "saw" and yaml.line("tools", "a") == 3
    file.write_text("tools:\n  a: {}\nlocked: 5\n")
    with pytest.raises(ContentError) as error:
        read_content(file, Shed)
    assert [(one.file, one.line) for one in error.value.problems] == [(file, 2), (file, 3)]


def test_texts_are_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "box.yaml"
    file.write_text("- name: 0155\n- name: no\n")
    content, _ = read_content(file, Box, texts=True)
    assert [one.name for one in content.root] == ["0155", "no"]


def test_a_schema_tells_an_editor_what_belongs_where() -> None:
    schema: dict[str, Any] = Shed.model_json_schema()
    assert schema["additionalProperties"] is False
    assert schema["properties"]["tools"]["description"] == "Write `tools:`."
    assert schema["$defs"]["Tool"]["required"] == ["name"]

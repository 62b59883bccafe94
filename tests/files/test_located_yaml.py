"""Whatever a person writes into a YAML file, its parts and faults are known by their lines."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.located_yaml import (
    LocatedYaml,
    Location,
    YamlFault,
    parse_yaml,
    read_text,
    read_yaml,
)
from kiosk.files.problems import ContentError


@pytest.mark.parametrize(
    ("text", "value"),
    [("a: 1", {"a": 1}), ("- x\n- y", ["x", "y"]), ("", None), ("a: &x [1]\nb: *x", None)],
)
def test_good_yaml_is_its_value(text: str, value: Any) -> None:
    assert parse_yaml(text).value == (value if value or not text else {"a": [1], "b": [1]})


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: [", 2, ""),
        ("a: 1\nb: [2\nc: 3\n", 2, "expected"),
        ("a: 1\nb: 'x\nc: 3\nd: 4\n", 2, "end of stream"),
        ("a: 1\nbroken\nc: 3\n", 2, "could not find"),
        ("a: 1\nb: x: y\nc: 3\n", 2, "not allowed"),
        ("a: 1\nb: 2\na: 3", 3, "`a` stands here twice"),
        ("x:\n  a: 1\n  a: 1", 3, "`a` stands here twice"),
        ("a: 1\nb: 2026-13-45", 2, "2026-13-45 can't be read"),
        ("a: !!bool perhaps", 1, "perhaps can't be read"),
        ('a: 1\nb: "\\ud800"', 2, "is not a character"),
        ("a: 1\n? {b: 1}\n: 3", 2, "unhashable"),
    ],
)
def test_a_fault_names_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(YamlFault) as fault:
        parse_yaml(text)
    assert fault.value.line == line and what in fault.value.what
    with pytest.raises(YamlFault) as fault:
        parse_yaml(text, above=10)
    assert fault.value.line == 10 + line


PIECES = """a: @- @[@]@{@}@&a @*a@!!int @!!binary @
@
  @'@"@? @2026-99-99@<<: @|
@\t@#"""


@given(st.text() | st.lists(st.sampled_from(PIECES.split("@"))).map("".join))
def test_any_text_gives_a_value_or_a_fault(text: str) -> None:
    for texts in (False, True):
        try:
            yaml = parse_yaml(text, texts=texts)
        except YamlFault as fault:
            assert fault.what
        else:
            assert all(yaml.line(*location) > 0 for location in locations(yaml.value))
            assert yaml.line("nowhere", 7) > 0


def locations(value: Any, depth: int = 3) -> list[Location]:
    """The way to each part of a value, which may hold itself."""
    if not depth or not isinstance(value, dict | list):
        return [()]
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    inside = [(key, way) for key, one in entries for way in locations(one, depth - 1)]
    return [(), *((key, *way) for key, way in inside)]


TABLE = """\
# words
- word: a
  meaning: b

- word: c
  forms:
    - d
    - [e,
       f]
- x
"""
MAP = "a: 1\n\nb:\n  c: 2\n  d: {e: 3,\n    f: 4}\n"
ODD_KEYS = "1: a\nyes: b\n~: c\n2026-11-23: d\n12:30: e\n0x10: f\n'7': g\n"
BORROWED = "a: &a\n  x: 1\nb:\n  <<: *a\n  y: 2\n"


@pytest.mark.parametrize(
    ("text", "location", "line"),
    [
        (TABLE, (), 1),
        (TABLE, (0,), 2),
        (TABLE, (0, "meaning"), 3),
        (TABLE, (1, "word"), 5),
        (TABLE, (1, "forms", 1), 8),
        (TABLE, (1, "forms", 1, 1), 9),
        (TABLE, (2,), 10),
        (MAP, ("a",), 1),
        (MAP, ("b",), 3),
        (MAP, ("b", "d"), 5),
        (MAP, ("b", "d", "f"), 6),
        # What is missing has the line of what it is missing from.
        (MAP, ("c",), 1),
        (MAP, ("b", "x", "y"), 3),
        (MAP, ("b", 0), 3),
        (TABLE, (0, "forms"), 2),
        (TABLE, (7, "word"), 1),
        # Keys that aren't texts: by the value, or as pydantic writes it.
        (ODD_KEYS, (1,), 1),
        (ODD_KEYS, ("None",), 3),
        (ODD_KEYS, ("datetime.date(2026, 11, 23)",), 4),
        (ODD_KEYS, (750,), 5),
        (ODD_KEYS, (16,), 6),
        (ODD_KEYS, ("7",), 7),
        (BORROWED, ("b", "x"), 2),
        (BORROWED, ("b", "y"), 5),
    ],
)
def test_each_part_has_its_line(text: str, location: Location, line: int) -> None:
    assert parse_yaml(text).line(*location) == line


def test_lines_above_a_text_are_counted() -> None:
    yaml = parse_yaml(MAP, above=4)
    assert [yaml.line(), yaml.line("a"), yaml.line("b", "d")] == [4, 5, 9]
    assert yaml.line("nowhere") == 4


def test_yes_is_found_by_its_value() -> None:
    assert parse_yaml("a: 1\nyes: b\n").line(1) == 2


@pytest.mark.parametrize(
    ("location", "names"),
    [
        ((), ()),
        ((0,), ("a",)),
        ((1, "forms"), ("c", "forms")),
        ((1, "forms", 0), ("c", "forms", "d")),
        ((1, "forms", 1), ("c", "forms", "e")),
        ((2, "word"), ("x", "word")),
    ],
)
def test_a_part_is_called_as_it_is_written(location: Location, names: tuple[str, ...]) -> None:
    assert parse_yaml(TABLE).find(location).names == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- on\n", "on"),
        ("- 0155\n", "0155"),
        ("- ''\n", '""'),
        ("- |\n  a\n  b\n", "a b"),
        (f"- {50 * 'x'}\n", f"{40 * 'x'}…"),
        ("- []\n", ""),
        ("- [[a]]\n", ""),
        ("- &a [*a]\n", ""),
    ],
)
def test_a_name_is_short_and_as_written(text: str, name: str) -> None:
    assert parse_yaml(text).find((0,)).names == (name,)


def test_texts_stay_as_they_are_written() -> None:
    yaml = parse_yaml("911: on\n~: 0155\nyes: 2026-13-45\n", texts=True)
    assert yaml.value == {"911": "on", "~": "0155", "yes": "2026-13-45"}
    assert yaml.line("yes") == 3


def test_entries_are_those_of_a_map() -> None:
    assert parse_yaml("a: 1\n").entries == {"a": 1}
    assert parse_yaml("- a\n").entries == LocatedYaml(None).entries == {}


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        read_text(tmp_path / "none.yaml")
    with pytest.raises(ContentError, match="can't be read: Is a directory"):
        read_text(tmp_path)
    (tmp_path / "old.yaml").write_bytes(b"a: 1\nb: \xe9\n")
    with pytest.raises(ContentError, match="old.yaml:2: The file is not UTF-8"):
        read_yaml(tmp_path / "old.yaml")

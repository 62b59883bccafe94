"""Whatever a person writes into a YAML file, the fault is told by its line."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.problems import ContentError
from kiosk.files.yaml_text import (
    YamlFault,
    item_lines,
    key_lines,
    parse_yaml,
    read_text,
    read_yaml,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("a: 1", {"a": 1}), ("- x\n- y", ["x", "y"]), ("", None), ("a: &x [1]\nb: *x", None)],
)
def test_good_yaml_is_its_value(text: str, value: Any) -> None:
    assert parse_yaml(text) == (value if value or not text else {"a": [1], "b": [1]})


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


PIECES = """a: @- @[@]@{@}@&a @*a@!!int @!!binary @
@
  @'@"@? @2026-99-99@<<: @|
@\t@#"""


@given(st.text() | st.lists(st.sampled_from(PIECES.split("@"))).map("".join))
def test_any_text_gives_a_value_or_a_fault(text: str) -> None:
    try:
        parse_yaml(text)
    except YamlFault as fault:
        assert fault.what
    assert all(line > 0 for line in [*item_lines(text), *key_lines(text).values()])


def test_lines_of_items_and_keys() -> None:
    assert item_lines("# words\n- word: a\n  meaning: b\n\n- word: c\n") == [2, 5]
    assert key_lines("a: 1\n\nb:\n  c: 2\n  d: 3\n") == {"a": 1, "b": 3}
    assert key_lines("a: 1\n\nb:\n  c: 2\n  d: 3\n", under="b") == {"c": 4, "d": 5}


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        read_text(tmp_path / "none.yaml")
    with pytest.raises(ContentError, match="can't be read: Is a directory"):
        read_text(tmp_path)
    (tmp_path / "old.yaml").write_bytes(b"a: 1\nb: \xe9\n")
    with pytest.raises(ContentError, match="old.yaml:2: The file is not UTF-8"):
        read_yaml(tmp_path / "old.yaml")

"""The head of a section file: what is wrong with it is told by line, with what to write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from kiosk.guide.markdown.front_matter import FrontMatter, read_front_matter

GOOD = """\
title: Symptoms
tile: Symptoms
order: 2
checked: 2026-11-23
check_again: 2027-11-23
"""


def read(content: str) -> tuple[FrontMatter, list[tuple[int, str, str]]]:
    return read_file(f"---\n{content}---\n\nText\n")


def read_file(source: str) -> tuple[FrontMatter, list[tuple[int, str, str]]]:
    faults: list[tuple[int, str, str]] = []
    tokens = MarkdownIt("commonmark").use(front_matter_plugin).parse(source)

    def fault(line: int, what: str, remedy: str) -> None:
        faults.append((line, what, remedy))

    return read_front_matter(tokens, source, fault), faults


def test_good_front_matter_is_read_whole() -> None:
    front, faults = read(GOOD + "primary: true\nreviewed_by: Dr. A. Bee, neurologist\n")
    assert faults == []
    assert (front.title, front.order, front.primary) == ("Symptoms", 2, True)
    assert front.checked == date(2026, 11, 23)
    assert front.reviewed_by == "Dr. A. Bee, neurologist"


def test_what_may_be_left_out() -> None:
    front, faults = read(GOOD + "reviewed_by: null\n")
    assert faults == [] and front.reviewed_by is None and front.primary is False


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("title: Symptoms\n", "", 1, "`title` is missing"),
        ("title: Symptoms", "title: ' '", 2, "`title` is not a text"),
        ("title: Symptoms", "title: 7", 2, "`title` is not a text"),
        ("order: 2", "order: second", 4, "`order` is not a whole number"),
        ("order: 2", "order: true", 4, "`order` is not a whole number"),
        ("2026-11-23", "soon", 5, "`checked` is not a date"),
        ("2026-11-23", "2026-11-23 10:00:00", 5, "`checked` is not a date"),
        ("2026-11-23", "2026-13-45", 5, "2026-13-45 can't be read"),
        ("order: 2", "order: [2", 4, "is not YAML"),
        ("order: 2", "order: 2\norder: 3", 5, "stands here twice"),
        ("order: 2", "order: 2\nprimary: maybe", 5, "`primary` is not true or false"),
        ("order: 2", "order: 2\nreviewed_by: 5", 5, "`reviewed_by` is not a text"),
    ],
)
def test_a_fault_names_its_line_and_what_to_write(old: str, new: str, line: int, what: str) -> None:
    _, faults = read(GOOD.replace(old, new, 1))
    assert len(faults) == 1
    assert faults[0][0] == line and what in faults[0][1] and faults[0][2]


@pytest.mark.parametrize("source", ["", "# No head\n", "---\n---\n", "---\ntext\n---\n"])
def test_a_file_without_keys_is_told(source: str) -> None:
    _, faults = read_file(source)
    assert faults[0][0] == 1


def test_lines_of_keys_are_of_the_head_alone() -> None:
    front, _ = read_file(f"---\n{GOOD}---\n\nprimary: no key\n")
    assert front.line_of("check_again") == 6 and front.line_of("primary") == 1


@given(st.text())
def test_any_text_gives_values_of_the_right_kind(content: str) -> None:
    front, _ = read_file(f"---\n{content}\n---\n")
    assert isinstance(front.title, str) and isinstance(front.checked, date)

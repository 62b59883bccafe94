"""The head of a section file: what is wrong with it is told by line, with what to write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from kiosk.files.located_yaml import LocatedYaml
from kiosk.guide.markdown.front_matter import FrontMatter, read_front_matter

GOOD = """\
title: Symptoms
tile: Symptoms
order: 2
checked: 2026-11-23
check_again: 2027-11-23
"""


Faults = list[tuple[int, str, str]]


def read(content: str) -> tuple[FrontMatter, Faults]:
    front, _, faults = read_file(f"---\n{content}---\n\nText\n")
    return front, faults


def read_file(source: str) -> tuple[FrontMatter, LocatedYaml, Faults]:
    faults: Faults = []
    tokens = MarkdownIt("commonmark").use(front_matter_plugin).parse(source)

    def fault(line: int, what: str, remedy: str) -> None:
        faults.append((line, what, remedy))

    return (*read_front_matter(tokens, fault), faults)


def test_good_front_matter_is_read_whole() -> None:
    front, faults = read(GOOD + "primary: true\nreviewed_by: Dr. A. Bee, neurologist\n")
    assert faults == []
    assert (front.title, front.order, front.primary) == ("Symptoms", 2, True)
    assert front.checked == date(2026, 11, 23)
    assert front.reviewed_by == "Dr. A. Bee, neurologist"


def test_what_may_be_left_out() -> None:
    front, faults = read(GOOD + "reviewed_by: null\n")
    assert faults == [] and front.reviewed_by is None and not front.primary and not front.help
    front, faults = read(GOOD + "primary:\nhelp: null\n")
    assert faults == [] and not front.primary and not front.help


def test_what_means_nothing_is_no_fault_here() -> None:
    """The section is shown all the same; `kiosk check` tells it."""
    assert read(GOOD + "titel: Symptoms\n5: x\nyes: y\n")[1] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        ("title: Symptoms\n", "", 1, "'s `title` is missing", "`title: Symptoms`"),
        ("title: Symptoms", "title: ' '", 2, "'s `title` is empty", "`title: Symptoms`"),
        ("title: Symptoms", "title:", 2, "'s `title` is empty", "`title: Symptoms`"),
        ("title: Symptoms", "title: 7", 2, "'s `title` is not a text", "`title: Symptoms`"),
        ("title: Symptoms", "title: no", 2, "'s `title` is not a text", "`title: Symptoms`"),
        ("title: Symptoms", "title: [a]", 2, "'s `title` is not a text", "`title: Symptoms`"),
        ("tile: Symptoms\n", "", 1, "'s `tile` is missing", "`tile: Symptoms`"),
        ("order: 2", "order: second", 4, "'s `order` is not a whole number", "`order: 2`"),
        ("order: 2", "order: true", 4, "'s `order` is not a whole number", "`order: 2`"),
        ("order: 2", "order: 2.0", 4, "'s `order` is not a whole number", "`order: 2`"),
        ("2026-11-23", "soon", 5, "'s `checked` is not a date", "`checked: 2026-11-23`"),
        (
            "2026-11-23",
            "2026-11-23 10:00:00",
            5,
            "'s `checked` is not a date",
            "`checked: 2026-11-23`",
        ),
        ("2027-11-23", "'2027-11-23'", 6, "'s `check_again` is not a date", "2027-11-23`"),
        ("2026-11-23", "2026-13-45", 5, "2026-13-45 can't be read", "`key: value` lines"),
        ("order: 2", "order: [2", 4, "is not YAML", "`key: value` lines"),
        ("order: 2", "order: 2\norder: 3", 5, "stands here twice", "`key: value` lines"),
        ("order: 2", 'order: 2\na: "\\ud800"', 5, "is not a character", "`key: value` lines"),
        ("order: 2", "order: 2\nprimary: maybe", 5, "'s `primary` is not true", "`primary: true`"),
        ("order: 2", "order: 2\nhelp: 1", 5, "'s `help` is not true or false", "`help: true`"),
        ("order: 2", "order: 2\nreviewed_by: 5", 5, "'s `reviewed_by` is not a text", "`null`"),
        ("order: 2", "order: 2\nreviewed_by: ''", 5, "'s `reviewed_by` is empty", "`null`"),
    ],
)
def test_a_fault_names_its_line_and_what_to_write(
    old: str, new: str, line: int, what: str, remedy: str
) -> None:
    _, faults = read(GOOD.replace(old, new, 1))
    assert len(faults) == 1
    assert faults[0][0] == line and what in faults[0][1] and remedy in faults[0][2]


def test_an_order_may_be_any_whole_number() -> None:
    """YAML has a way to write minutes: 1:30 is 90."""
    assert [read(GOOD.replace("2", order, 1))[0].order for order in ("-1", "0x10", "1:30")] == [
        -1,
        16,
        90,
    ]


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    front, faults = read(GOOD.replace("order: 2", "order: x").replace("2026", "soon 2026"))
    assert [line for line, _, _ in faults] == [4, 5]
    assert (front.title, front.order, front.checked) == ("Symptoms", 0, date.min)
    assert front.check_again == date(2027, 11, 23)


@pytest.mark.parametrize("source", ["", "# No head\n", "---\n---\n", "---\ntext\n---\n"])
def test_a_file_without_keys_is_told(source: str) -> None:
    _, _, faults = read_file(source)
    assert len(faults) == 1 and faults[0][0] == 1 and faults[0][2]


def test_lines_of_keys_are_of_the_head_alone() -> None:
    _, head, _ = read_file(f"---\n{GOOD}---\n\nprimary: no key\n")
    assert head.line("check_again") == 6 and head.line("primary") == 1


@given(st.text())
def test_any_text_gives_values_of_the_right_kind(content: str) -> None:
    front, head, faults = read_file(f"---\n{content}\n---\n")
    assert isinstance(front.title, str) and isinstance(front.checked, date)
    assert head.line("title") >= 1 and all(line >= 1 and remedy for line, _, remedy in faults)

"""A fault is told so that staff can mend it."""

from pathlib import Path

from kiosk.files.problems import ContentError, Problem


def test_a_problem_names_file_line_fault_and_remedy() -> None:
    problem = Problem(Path("content/en/ivig.md"), 12, "It is broken.", "Mend it.")
    assert str(problem) == "content/en/ivig.md:12: It is broken. Remedy: Mend it."


def test_a_whole_file_has_no_line() -> None:
    assert str(Problem(Path("a.md"), 0, "It is missing.", "Add it.")).startswith("a.md: It is")


def test_problems_are_in_the_order_of_files_and_lines() -> None:
    places = [("b.md", 1), ("a.md", 10), ("a.md", 2)]
    problems = [Problem(Path(file), line, "x", "y") for file, line in places]
    assert [(one.file.name, one.line) for one in sorted(problems)] == [
        ("a.md", 2),
        ("a.md", 10),
        ("b.md", 1),
    ]


def test_an_error_carries_every_problem_and_says_each() -> None:
    problems = [Problem(Path("a.md"), line, "x", "y") for line in (1, 2)]
    error = ContentError(*problems)
    assert error.problems == tuple(problems)
    assert str(error).splitlines() == ["a.md:1: x Remedy: y", "a.md:2: x Remedy: y"]

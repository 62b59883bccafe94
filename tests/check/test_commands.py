"""The check of commands.yaml: what nobody can ask for, and what would be mistaken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content_folders import COMMON

Faults = Callable[[], list[str]]
SECTIONS = "section:\n  symptoms: [symptoms]\n"


@pytest.fixture
def commands(small: Path) -> Callable[[str, str], None]:
    """commands("old", "new"): the shipped commands for the small folder, one text changed."""

    def write(old: str, new: str) -> None:
        text = (COMMON / "commands.yaml").read_text() + SECTIONS
        assert old in text
        (small / "commands.yaml").write_text(text.replace(old, new, 1))

    return write


def test_a_folder_without_commands_and_one_with_good_ones_are_clean(
    faults: Faults, commands: Callable[[str, str], None]
) -> None:
    assert faults() == []
    commands("next:", "next:")
    assert faults() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[home,", "[mack,", ["commands.yaml:7: “mack” sounds like “back” on line 6. Remedy: Say"]),
        ("[home,", "[ivig,", ["commands.yaml:7: How people say “ivig” of “ivig” is not known."]),
        ("[home,", "[1,", ["commands.yaml:7: `1` of `home` is not a phrase."]),
        (
            "  symptoms:",
            "  support:",
            ["Nobody can ask for the section symptoms", "no section sup"],
        ),
    ],
)
def test_a_fault_is_told_with_line_and_remedy(
    faults: Faults,
    commands: Callable[[str, str], None],
    old: str,
    new: str,
    told: list[str],
) -> None:
    commands(old, new)
    found = faults()
    assert len(found) == len(told) and all(
        part in fault and "Remedy: " in fault for fault, part in zip(found, told, strict=True)
    )

"""Every text rests on a fact that is known and says where it comes from."""

from collections.abc import Callable
from pathlib import Path

import pytest

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hands.[^S-14]", "hands.", "symptoms.md:13: This paragraph names no fact."),
        ("weak.[^S-16]", "weak.", "symptoms.md:18: This list names no fact."),
        ("hands.[^S-14]", "hands.[^S-16]", ":20: No screen here rests on the fact S-14."),
        ("[^S-16]: webmd, ninds", "", "symptoms.md:18: The fact S-16 has no footnote."),
        ("[^S-16]: webmd, ninds", "[^S-16]:", ":21: The footnote S-16 names no source."),
        ("[^S-16]: webmd,", "[^S-16]: webmed,", ":21: There is no source webmed in sources.yaml."),
        ("[^S-16]: webmd", "[^S-14]: ninds\n[^S-16]: webmd", ":21: The footnote S-14 stands on"),
    ],
)
def test_a_fact_without_its_source_is_told(
    change: Change, faults: Faults, old: str, new: str, told: str
) -> None:
    change("symptoms.md", old, new)
    assert any(told in fault for fault in faults()), faults()


def test_a_fact_that_may_not_be_shown_is_told(small: Path, change: Change, faults: Faults) -> None:
    text = (small / "symptoms.md").read_text()
    (small / "symptoms.md").write_text(text.replace("S-14", "X-41"))
    (fault,) = faults()
    assert fault.startswith("symptoms.md:20: There is no fact X-41 in")


def test_a_folder_without_facts_goes_by_the_shipped_ones(small: Path, faults: Faults) -> None:
    (small / "facts.yaml").unlink()
    assert faults() == []


def test_a_broken_list_of_facts_is_one_fault(change: Change, faults: Faults) -> None:
    change("facts.yaml", "S-14: Hands.", "S-14: [")
    (fault,) = faults()
    assert fault.startswith("facts.yaml:2: This is not YAML")


def test_a_broken_list_of_sources_is_one_fault(change: Change, faults: Faults) -> None:
    """It isn't told again for each fact that rests on a source."""
    change("sources.yaml", "strength: B", "strength: AB")
    (fault,) = faults()
    assert fault.startswith("sources.yaml:6: `strength` of `webmd` is not A, B or C. Remedy: Write")


def test_one_fact_has_the_same_sources_everywhere(small: Path, faults: Faults) -> None:
    text = (small / "symptoms.md").read_text().replace("order: 2", "order: 3")
    (small / "zebra.md").write_text(text.replace("[^S-14]: webmd", "[^S-14]: ninds"))
    (fault,) = faults()
    assert fault.startswith("zebra.md:20: The fact S-14 has other sources in symptoms.md:20.")


def test_a_contact_needs_the_footnotes_of_its_facts(change: Change, faults: Faults) -> None:
    contact = "```contact\nname: A\nchecked_live: no\nfacts: [S-16, O-03]\n```\n\n[^S-14]: webmd"
    change("symptoms.md", "[^S-14]: webmd", contact)
    assert [fault.split(" Remedy")[0] for fault in faults()] == [
        "symptoms.md:20: The fact O-03 has no footnote."
    ]

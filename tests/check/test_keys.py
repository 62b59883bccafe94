"""A key that means nothing is told: what it was to say would be lost without a word."""

from collections.abc import Callable

import pytest

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "words.yaml",
            "  name: true",
            "  nmae: true",
            "words.yaml:2: `nmae` of `MMN` means nothing. Remedy: Use one of: word, meaning,",
        ),
        (
            "sources.yaml",
            "    strength: A",
            "    strength: A\n    adress: nih.gov",
            "sources.yaml:12: `adress` of `ninds` means nothing. Remedy: Use one of: title,",
        ),
        (
            "facts.yaml",
            "corrections: {}",
            "corrections: {}\nfact:\n  S-17: Both.",
            "facts.yaml:5: `fact` means nothing. Remedy: Use one of: facts, corrections.",
        ),
        (
            "lexicon.yaml",
            "words:",
            "word:\n  911: nine\nwords:",
            "lexicon.yaml:1: `word` means nothing. Remedy: Use one of: words.",
        ),
    ],
)
def test_a_key_that_means_nothing_is_told(
    change: Change, faults: Faults, name: str, old: str, new: str, told: str
) -> None:
    change(name, old, new)
    assert [one for one in faults() if one.startswith(told)]


def test_the_guide_is_read_all_the_same(change: Change, faults: Faults) -> None:
    change("sources.yaml", "    strength: A", "    strength: A\n    note: read it again")
    (fault,) = faults()
    assert "`note` of `ninds` means nothing" in fault


def test_a_file_that_can_not_be_read_is_told_once(change: Change, faults: Faults) -> None:
    change("facts.yaml", "corrections: {}", "corrections: [")
    (fault,) = faults()
    assert fault.startswith("facts.yaml:4: This is not YAML")

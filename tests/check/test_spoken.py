"""What the voice would say wrongly is told before anybody hears it."""

from collections.abc import Callable
from pathlib import Path

import pytest

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("symptoms.md", "MMN starts", "SCIG starts", "symptoms.md:13: The voice may say “SCIG”"),
        ("symptoms.md", "hands.", "hands (24/7).", "symptoms.md:13: The voice may say “24/7”"),
        ("symptoms.md", "hands.", "nih.gov.", "symptoms.md:13: The voice may say “nih.gov”"),
        ("symptoms.md", "You drop", "EMG: you drop", "symptoms.md:17: The voice may say “EMG”"),
        ("symptoms.md", "A weak hand", "An EMG", "symptoms.md:15: The voice may say “EMG”"),
        ("symptoms.md", "Where it", "EMG", "symptoms.md:11: The voice may say “EMG”"),
        ("symptoms.md", "title: Sym", "title: EMG", "symptoms.md:2: The voice may say “EMGptoms”"),
        ("symptoms.md", "by: null", "by: B EE, MD", "symptoms.md:8: The voice may say “EE”"),
        ("words.yaml", "An illness", "An EMG", "words.yaml:1: The voice may say “EMG”"),
        ("sources.yaml", "title: MMN", "title: EMG", "sources.yaml:2: The voice may say “EMG”"),
        ("interface.yaml", "band.back: Back", "band.back: EMG", "The voice may say “EMG”"),
    ],
)
def test_an_unknown_word_is_told_where_it_stands(
    change: Change, faults: Faults, name: str, old: str, new: str, told: str
) -> None:
    change(name, old, new)
    assert any(told in fault and "lexicon.yaml" in fault for fault in faults()), faults()


def test_the_lexicon_and_the_rules_of_speech_are_known(change: Change, faults: Faults) -> None:
    change("symptoms.md", "in the hands.", "with IVIg, 911 and 3 to 6 weeks.")
    assert faults() == []


def test_a_missing_or_broken_lexicon_is_told(small: Path, faults: Faults) -> None:
    (small / "lexicon.yaml").write_text("words: [\n")
    (fault,) = faults()
    assert fault.startswith("lexicon.yaml:")
    (small / "lexicon.yaml").unlink()
    assert faults() == ["lexicon.yaml: The file is missing. Remedy: Add it."]

"""Nothing is too long to be taken in at once."""

from collections.abc import Callable

import pytest

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]
TWENTY = "One two three four five six seven eight nine ten " * 2
TWENTY = TWENTY.strip()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("symptoms.md", "MMN starts", f"{TWENTY} more", "symptoms.md:13: The sentence “One two"),
        ("symptoms.md", "You drop", f"{TWENTY} more", "symptoms.md:17: The sentence “One two"),
        ("symptoms.md", "A weak hand", f"{TWENTY} more", "symptoms.md:15: The sentence “One two"),
        ("words.yaml", "An illness", f"{TWENTY} more", "words.yaml:1: The sentence “One two"),
        ("symptoms.md", "hands.", "hands. Go. Stop. Go.", ":13: This paragraph has 4 sentences"),
        ("symptoms.md", "drop things.", "go. Stop. Go. Stop.", ":17: This list item has 4"),
        ("symptoms.md", "A weak hand.", "Go. Stop. Go. Stop.", ":15: This text alternative has 4"),
        ("symptoms.md", "Where it starts", "A B C D E F", ":11: The heading “A B C D E F” has 6"),
        ("symptoms.md", "title: Symptoms", "title: A B C D E F", ":2: The title “A B C D E F”"),
        ("symptoms.md", "tile: Symptoms", "tile: A B C D", ":3: The tile “A B C D” has 4 words"),
        ("symptoms.md", "drop things.", "drop things", ":17: This list item doesn't end"),
        ("symptoms.md", "A weak hand.", "A weak hand", ":15: This text alternative doesn't end"),
        ("symptoms.md", "[^S-14]: ", "## Empty {#empty}\n\n[^S-14]: ", "screen empty is empty"),
    ],
)
def test_what_is_too_long_is_told(
    change: Change, faults: Faults, name: str, old: str, new: str, told: str
) -> None:
    change(name, old, new)
    assert any(told in fault for fault in faults()), faults()


def test_a_screen_of_more_than_65_words_is_told(change: Change, faults: Faults) -> None:
    change("symptoms.md", "MMN starts", f"{TWENTY}. {TWENTY}. MMN starts")
    assert faults() == []
    change("symptoms.md", "You drop", f"{TWENTY}. You drop")
    assert [fault.split(":")[1] for fault in faults()] == ["11"]
    assert "The screen where-it-starts has 72 words." in faults()[0]


def test_the_limits_themselves_are_allowed(change: Change, faults: Faults) -> None:
    change("symptoms.md", "MMN starts in the hands.", f"{TWENTY}. It is. So it is.")
    change("symptoms.md", "Where it starts", "One two three four five")
    change("symptoms.md", "things.", 'say: "Help!"')
    assert faults() == []


def test_interface_texts_are_measured_on_their_line(change: Change, faults: Faults) -> None:
    change("interface.yaml", "band.back: Back", f"band.back: {TWENTY} more")
    (fault,) = faults()
    assert fault.startswith("interface.yaml:") and "has 21 words" in fault
    assert not fault.startswith("interface.yaml:0")

"""Which words a person knows how to say at sight."""

import pytest

from kiosk.check.word_list import is_common


@pytest.mark.parametrize("word", ["hands", "infusion", "nerves", "doctor's", "v", "i", "tingly"])
def test_a_common_word_is_known(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["ivig", "neuropathy", "electromyography", "cidp", "aseptic"])
def test_a_rare_word_is_not(word: str) -> None:
    assert not is_common(word)

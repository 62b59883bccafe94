"""How words sound, by the clear voice."""

import pytest

from kiosk.check import phonemes as module
from kiosk.check.phonemes import learn, phonemes, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hand", 1),
        ("clothes", 1),
        ("hour", 2),
        ("button", 2),
        ("certain", 2),
        ("trial", 2),
        ("area", 3),
        ("infusion", 3),
        ("neuropathy", 4),
        ("immunoglobulin", 6),
        ("mmn", 3),
        ("", 1),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_word_is_its_sounds_without_stress() -> None:
    assert phonemes("three") == ("θ", "ɹ", "iː") and phonemes("night") == ("n", "aɪ", "t")
    assert phonemes("change") == ("tʃ", "eɪ", "n", "dʒ")


def test_each_word_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def say(texts: list[str], _voice: str) -> list[str]:
        asked.append(texts)
        return [f"ˈ{text}" for text in texts]

    monkeypatch.setattr(module, "_known", {})
    monkeypatch.setattr(module, "phonemes_of", say)
    learn(["b", "a", "b"])
    learn(["a"])
    assert phonemes("a") == ("a",) and asked == [["a", "b"]]

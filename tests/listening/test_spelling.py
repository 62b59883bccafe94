"""How a phrase may be written."""

import pytest

from kiosk.listening.spelling import spellings


@pytest.mark.parametrize(
    ("phrase", "way"),
    [
        ("next page", "Next page"),
        ("next page", "next page"),
        ("next page", "Next Page"),
        ("number two", "Number 2"),
        ("eight", "Ate"),
        ("no thank you", "No thank you"),
        ("what is m m n", "What is MMN"),
        ("i v i g", "I.V.I.G"),
        ("i need help", "I need help"),
        ("what can i say", "what can I say"),
    ],
)
def test_a_way_to_write_it(phrase: str, way: str) -> None:
    assert way in spellings(phrase)


def test_each_way_is_given_once() -> None:
    for phrase in ("next", "i v i g", "number four", "what m m n is"):
        assert len(set(spellings(phrase))) == len(spellings(phrase))

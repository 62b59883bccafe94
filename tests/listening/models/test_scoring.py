"""The arithmetic of log chances, and what counts as a rival."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.listening.models.scoring import (
    FLOOR,
    Prefix,
    log_probs,
    mean_chance,
    once,
    search,
    text_score,
)
from kiosk.listening.recognizer import rivals


def test_chances_add_up_to_one_whatever_their_size() -> None:
    assert np.exp(log_probs(np.array([1000.0, 1001.0, -1000.0]))).sum() == pytest.approx(1)


def test_a_texts_score_is_its_tokens_and_any_end() -> None:
    even = np.zeros((3, 4))  # every token as likely as every other
    assert text_score(even, [1, 2], [0, 3]) == pytest.approx(2 * np.log(1 / 4) + np.log(2 / 4))


END, LIKELY, RARE, NEVER = range(4)
NEXT = np.array([np.log(0.2), np.log(0.5), np.log(0.3), FLOOR - 1])


def same_each_time(beginnings: Sequence[Prefix]) -> NDArray[np.float64]:
    """A model for which whatever was said before makes no difference."""
    return np.tile(NEXT, (len(beginnings), 1))


def test_a_texts_chance_in_the_search_is_its_tokens_and_an_end() -> None:
    texts = {"a": [LIKELY], "ab": [LIKELY, RARE], "b": [RARE]}
    found, _ = search(texts, same_each_time, [END], 9, 0)
    assert found == pytest.approx(
        {"a": np.log(0.5 * 0.2), "ab": np.log(0.5 * 0.3 * 0.2), "b": np.log(0.3 * 0.2)}
    )


def test_of_texts_that_begin_alike_none_is_lost() -> None:
    """Nine numbers with "number" before them: only what comes after it tells them apart."""
    texts = {str(last): [LIKELY, last] for last in (LIKELY, RARE)} | {"c": [RARE]}
    found, _ = search(texts, same_each_time, [END], 2, 0)
    assert set(found) == set(texts)


def test_what_is_unlikely_is_not_gone_on_with() -> None:
    asked: list[Prefix] = []

    def step(beginnings: Sequence[Prefix]) -> NDArray[np.float64]:
        asked.extend(beginnings)
        return same_each_time(beginnings)

    found, _ = search({"a": [LIKELY], "b": [RARE], "never": [NEVER]}, step, [END], 1, 0)
    assert set(found) == {"a"}
    assert asked == [(), (LIKELY,)]


def test_the_free_text_goes_on_until_an_end_or_its_longest() -> None:
    def ending(beginnings: Sequence[Prefix]) -> NDArray[np.float64]:
        return np.array([NEXT if len(one) < 2 else np.roll(NEXT, -1) for one in beginnings])

    assert search({}, ending, [END], 5, 7)[1] == (LIKELY, LIKELY)
    assert search({}, same_each_time, [END], 5, 3)[1] == (LIKELY,) * 3


def test_one_model_cannot_rule_out_more_than_the_floor() -> None:
    assert mean_chance(-1, -100) == (-1 + FLOOR) / 2


@pytest.mark.parametrize(
    ("text", "plain"),
    [("8. 8. 8", "8"), ("On on on", "on"), ("You know", "you know"), ("(beep)", "beep"), ("", "")],
)
def test_a_loop_is_taken_once(text: str, plain: str) -> None:
    assert once(text) == plain


def test_what_is_a_phrase_in_any_spelling_is_no_rival() -> None:
    ways = {"Two": "two", "2": "two", "Stop": "stop"}
    assert rivals(("two two", "2"), ways) == []
    assert rivals(("Yeah.", ""), ways) == []
    assert rivals(("So", "Stop. Stop."), ways) == ["So", "so"]

"""The arithmetic of log chances, and what counts as a rival."""

import numpy as np
import pytest

from kiosk.listening.chances import FLOOR, best_first, log_chances, mean_chance, once, text_score
from kiosk.listening.recognizer import rivals


def test_chances_add_up_to_one_whatever_their_size() -> None:
    assert np.exp(log_chances(np.array([1000.0, 1001.0, -1000.0]))).sum() == pytest.approx(1)


def test_a_texts_score_is_its_tokens_and_any_end() -> None:
    even = np.zeros((3, 4))  # every token as likely as every other
    assert text_score(even, [1, 2], [0, 3]) == pytest.approx(2 * np.log(1 / 4) + np.log(2 / 4))


def test_only_what_is_likely_at_all_is_kept_the_best_first() -> None:
    beginning = np.array([-1.0, -0.5, FLOOR - 1])
    assert best_first(beginning, {"a": [0], "b": [1], "c": [2]}, 3) == ["b", "a"]
    assert best_first(beginning, {"a": [0], "b": [1], "c": [2]}, 1) == ["b"]


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

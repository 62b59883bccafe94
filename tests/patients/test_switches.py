"""A person with one switch gets what they want: 98 picks of 100, and every task.

One person does each task; by `make prove PART=crawls` two do, and twenty by switches.py.
"""

from __future__ import annotations

import os

import pytest

from tests.browser.watching import Watcher

from .switches import TASKS, attract, do_task, simulate

PICKS = 20_000
PEOPLE = [1, 2] if os.environ.get("KIOSK_CRAWL") == "full" else [1]


def test_at_the_default_step_98_of_100_picks_are_right(watcher: Watcher) -> None:
    found = simulate(watcher("/home"), PICKS, step=1.5)
    assert found["never"] == 0
    assert found["right"] >= 0.98, found


def test_a_quicker_step_costs_picks_so_the_default_is_not_too_slow_a_guess(
    watcher: Watcher,
) -> None:
    page = watcher("/home")
    assert simulate(page, PICKS, step=0.5)["right"] < simulate(page, PICKS, step=1.5)["right"]


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("seed", PEOPLE)
def test_every_task_gets_done_on_the_real_pages(watcher: Watcher, name: str, seed: int) -> None:
    picks = do_task(attract(watcher), TASKS[name](), seed)
    assert picks and picks[-1]

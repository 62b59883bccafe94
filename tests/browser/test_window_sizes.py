"""The page answers whatever the size of its window."""

from __future__ import annotations

import pytest

from .watching import Watcher

ANSWERS = 10_000  # ms; it takes less than 100


@pytest.mark.parametrize("text_size", ["1", "4"])
@pytest.mark.parametrize("path", ["/home", "/guide/ivig/how-it-is-given", "/settings"])
def test_a_window_of_no_height_hangs_no_page(open_page: Watcher, path: str, text_size: str) -> None:
    """Chromium lays out without end, and fills the memory, what is divided over columns of no
    height, as in a window that is lower than the controls."""
    page = open_page(path, text_size=text_size)
    for height in (4, 1, 0):
        # By itself, for a page that hangs gives nobody an answer, and this no end.
        page.evaluate(
            """(height) => void setTimeout(() => {
              document.querySelector("[data-window]").style.height = `${height}px`;
              document.body.dataset.set = height;
            })""",
            height,
        )
        page.wait_for_function(
            """(height) => document.body.dataset.set === String(height)
                 && document.querySelector("[data-flow]").getBoundingClientRect().height > 0""",
            arg=height,
            timeout=ANSWERS,
        )

"""A screen's sentences as one sound, and what is heard before they are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from .hearing import spoken
from .own_time import hold
from .test_read_aloud import SCREEN, read
from .watching import Watcher, wait_for_event, wait_until

# Of silence beside that of the clips themselves (static/js/reading/reel.js), in seconds.
SENTENCE_PAUSE, PARAGRAPH_PAUSE = 0.28, 0.73


@pytest.mark.parametrize("speed", [pytest.param("1", marks=pytest.mark.alone), "2"])
def test_the_pause_between_sentences_is_always_the_same(timed_page: Watcher, speed: str) -> None:
    """A screen is heard as one text: the sound runs on, and its pauses are in its samples."""
    page = timed_page(SCREEN, speed=speed)
    reel = "() => window.kioskSounds.find((one) => one.src.startsWith('blob:'))"
    wait_until(page, f"() => Boolean(({reel})())")
    page.evaluate(
        f"""() => {{
          const reel = ({reel})();
          window.stops = 0;
          window.begins = [];
          reel.addEventListener("pause", () => (window.stops += 1));
          reel.addEventListener("seeking", () => (window.stops += 1));
          document.addEventListener("kiosk:sound-started", ({{ detail }}) => {{
            if (!window.begins.length) window.stops = 0; // from here on nothing may stop it
            window.begins.push([detail.id, Number(reel.dataset.start)]);
          }});
        }}"""
    )
    read(page)
    wait_for_event(page, "sound-started", index=4)
    begins = page.evaluate("window.begins")
    assert page.evaluate("window.stops") == 0
    pauses = []
    # Where the machine's sound has faltered, the same sentence sounds a second time.
    for (one, start), (_, following) in pairwise(dict(begins).items()):
        pauses.append(following - start - spoken(page, one).duration)
    # After the title a paragraph begins; the sentences after that are in one.
    assert {round(pause, 3) for pause in pauses} == {SENTENCE_PAUSE, PARAGRAPH_PAUSE}
    assert round(pauses[0], 3) == PARAGRAPH_PAUSE


def test_before_all_clips_are_here_it_reads_all_the_same(timed_page: Watcher) -> None:
    """Nobody waits for the whole screen to be rendered."""
    page = timed_page(SCREEN)
    last = page.locator("#screen [data-sentence]:visible").last.get_attribute("data-sentence")
    page.route(f"**/speech/{last}*", lambda route: None)  # this one never comes
    hold(page, f"/speech/{last}")
    page.reload()
    read(page)
    wait_for_event(page, "sound-started", index=2)
    assert not page.evaluate("window.kioskSounds.some((one) => one.src.startsWith('blob:'))")

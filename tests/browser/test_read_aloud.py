"""Read aloud: what is heard, what is boxed at that moment, and the person's hold on it."""

import pytest
from playwright.sync_api import Page

from .hearing import sample_errors, samples, spoken, start_sampling
from .watching import Watcher, events, touch, wait_for_event, wait_until

SCREEN = "/guide/symptoms/cramps-and-twitches"
# What a person can't tell from "at the same time", in seconds; and between sentences.
IN_STEP = 0.1
GAP = 0.3
READING_TIMEOUT = 90_000


def read(page: Page, index: int = 0) -> None:
    """Begin at a sentence, and wait until it sounds."""
    if index:
        page.locator("#screen [data-sentence]:visible").nth(index).click()
    else:
        touch(page, "read")
    wait_for_event(page, "sound-started", index=index)


@pytest.mark.alone
def test_sound_begins_and_goes_on(timed_page: Watcher) -> None:
    """One touch on Read aloud, and the person hears the screen."""
    page = timed_page(SCREEN)
    read(page)
    assert page.locator("#screen").get_attribute("data-reading") == "reading"
    wait_until(
        page,
        "() => window.kioskSounds.some((one) => !one.paused && one.currentTime > 0.5)",
    )


@pytest.mark.parametrize("speed", ["0.5", pytest.param("1", marks=pytest.mark.alone), "2"])
def test_the_boxed_word_is_the_word_being_said(timed_page: Watcher, speed: str) -> None:
    """Who follows with the eyes sees, at every speed, the very word that is heard."""
    page = timed_page(SCREEN, speed=speed)
    start_sampling(page)
    read(page)
    wait_for_event(page, "sentence-began", index=2)
    taken = [one for one in samples(page) if one["rate"] == float(speed)]
    errors = sample_errors(page, taken)
    assert len(errors) >= 50
    assert max(map(abs, errors)) <= IN_STEP
    # Nothing sounds without a box, but for the frames in which a sentence starts.
    assert all(one["word"] is not None or one["position"] <= IN_STEP for one in taken)
    boxed = events(page, "word-boxed")
    assert {one["detail"]["rate"] for one in boxed} == {float(speed)}
    for one in boxed:
        detail = one["detail"]
        clip = spoken(page, detail["id"])
        assert abs(clip.error(detail["word"], detail["position"], detail["rate"])) <= IN_STEP


def test_every_word_is_boxed_in_its_turn(timed_page: Watcher) -> None:
    """No word of a sentence is passed over and none comes twice."""
    page = timed_page(SCREEN)
    read(page)
    wait_for_event(page, "sentence-began", index=2)
    sentence = ""
    boxed: dict[str, list[int]] = {}
    for one in events(page, "sentence-began", "word-boxed"):
        if one["name"] == "sentence-began":
            sentence = one["detail"]["id"]
        else:
            # Never a word of one sentence by the clip of another.
            assert one["detail"]["id"] == sentence
            boxed.setdefault(sentence, []).append(one["detail"]["word"])
    for id in list(boxed)[:2]:
        assert boxed[id] == list(range(len(spoken(page, id).starts)))


def test_the_sentence_is_tinted_and_the_word_boxed(timed_page: Watcher) -> None:
    """Sentence and word can be told apart from the rest, by more than colour for the word."""
    page = timed_page(SCREEN)
    read(page)
    assert page.locator(".reading").count() == 1
    assert page.locator(".said").count() == 1
    styles = page.evaluate(
        """() => {
          const style = (selector) => getComputedStyle(document.querySelector(selector));
          return {
            sentence: style(".reading").backgroundColor,
            other: style("#screen .sentence:not(.reading)").backgroundColor,
            word: style(".said").backgroundColor,
            edge: style(".said").boxShadow,
          };
        }"""
    )
    assert len({styles["sentence"], styles["other"], styles["word"]}) == 3
    assert styles["edge"] != "none"


def test_pause_and_go_on_in_place(timed_page: Watcher) -> None:
    """Who is interrupted goes on at the same word."""
    page = timed_page(SCREEN)
    read(page)
    wait_for_event(page, "word-boxed", word=1)
    touch(page, "read", ["reading-paused"])
    word = page.locator(".said").get_attribute("data-word")
    stopped = page.evaluate("Math.max(...window.kioskSounds.map((one) => one.currentTime))")
    assert stopped > 0
    assert page.locator("[data-action=read]").inner_text().strip() == "Go on"
    touch(page, "read", ["reading-started", "sound-started"])
    again = events(page, "sound-started")[-1]["detail"]
    assert stopped <= again["position"] <= stopped + GAP
    assert page.locator(".said").get_attribute("data-word") in {word, str(int(word or 0) + 1)}


def test_repeat_and_one_sentence_back_and_forward(timed_page: Watcher) -> None:
    """What was not understood can be heard again, and what is known be skipped."""
    page = timed_page(SCREEN)
    read(page, index=2)
    for action, index in [
        ("repeat", 2),
        ("sentence-forward", 3),
        ("sentence-back", 2),
        ("sentence-back", 1),
        ("sentence-back", 0),
        ("sentence-back", 0),
    ]:
        touch(page, action, ["sound-started"])
        latest = events(page, "sound-started")[-1]["detail"]
        assert (latest["index"], latest["position"]) == (index, pytest.approx(0, abs=IN_STEP))


def test_repeat_while_paused_reads_again(timed_page: Watcher) -> None:
    """Paused to think, the person asks for the sentence once more and hears it."""
    page = timed_page(SCREEN)
    read(page, index=1)
    touch(page, "read", ["reading-paused"])
    touch(page, "repeat", ["reading-started", "sound-started"])
    assert events(page, "sound-started")[-1]["detail"]["index"] == 1


def test_touching_any_sentence_starts_there(timed_page: Watcher) -> None:
    """No button has to be found: the text itself can be touched."""
    page = timed_page(SCREEN)
    for index in (3, 1):
        read(page, index)
        sentence = page.locator("#screen [data-sentence]:visible").nth(index)
        assert "reading" in (sentence.get_attribute("class") or "").split()
        assert events(page, "sound-started")[-1]["detail"]["index"] == index


def test_speed_and_volume_change_while_it_reads(timed_page: Watcher) -> None:
    """Too fast or too quiet is put right at once, without a stop, and the box stays in step."""
    page = timed_page(SCREEN)
    read(page, index=2)
    touch(page, "sound")
    start_sampling(page)
    touch(page, "faster", ["setting-changed"])
    touch(page, "louder", ["setting-changed"])
    wait_for_event(page, "word-boxed", rate=1.25)
    touch(page, "slower", ["setting-changed"])
    touch(page, "slower", ["setting-changed"])
    touch(page, "quieter", ["setting-changed"])
    wait_for_event(page, "word-boxed", rate=0.8)
    wait_for_event(page, "sentence-began", index=3)
    assert page.evaluate("window.kioskSounds.some((one) => one.volume === 0.6)")
    changes = [
        tuple(one["detail"][key] for key in ("name", "value"))
        for one in events(page, "setting-changed")
    ]
    assert changes == [
        ("speed", "1.25"),
        ("volume", "0.8"),
        ("speed", "1"),
        ("speed", "0.8"),
        ("volume", "0.6"),
    ]
    assert len(events(page, "reading-started")) == 1
    assert max(map(abs, sample_errors(page, samples(page)))) <= IN_STEP


def test_louder_is_louder(timed_page: Watcher) -> None:
    """The volume that is shown is the volume that is heard, now and on the next screen."""
    page = timed_page(SCREEN)
    read(page, index=1)
    touch(page, "sound")
    for expected in (0.8, 1, 1):
        touch(page, "louder", ["setting-changed"])
        sounds = page.evaluate(
            "window.kioskSounds.filter((one) => !one.paused).map((one) => one.volume)"
        )
        assert sounds == [expected]
    touch(page, "next", ["screen-shown"])
    assert page.locator("#screen").get_attribute("data-volume") == "1"


@pytest.mark.parametrize("size", [(768, 1024), (1280, 800)])
def test_pages_turn_by_themselves(timed_page: Watcher, size: tuple[int, int]) -> None:
    """In the largest print on a small screen, the word that is said is in sight.

    But for the last moment of a page, which turns a little before its next page's first word.
    """
    page = timed_page(SCREEN, size, text_size="4", speed="2")
    page.evaluate(
        """() => {
          window.outOfSight = [];
          const look = () => {
            const word = document.querySelector(".said");
            const glass = document.querySelector("[data-window]").getBoundingClientRect();
            for (const box of word?.getClientRects() ?? []) {
              const behind = box.right <= glass.left;
              const inside = box.left >= glass.left - 1 && box.right <= glass.right + 1
                && box.top >= glass.top - 1 && box.bottom <= glass.bottom + 1;
              if (!inside && !behind) window.outOfSight.push(word.textContent);
            }
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }"""
    )
    read(page)
    wait_for_event(page, "reading-ended", timeout=READING_TIMEOUT)
    turned = [one["detail"] for one in events(page, "page-turned")]
    read_to = [one for one in turned if one["by"] == "reading"][-1]
    assert read_to["page"] == read_to["pages"] >= 3
    assert page.evaluate("window.outOfSight") == []

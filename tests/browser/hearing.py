"""Holds what a page boxes against what sounds: for the tests of Read aloud and for bench/."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# Once a frame, after it was painted: what is boxed, and the clock of the sound that is heard.
SAMPLER = """
(() => {
  window.kioskSamples = [];
  const sample = () => {
    const sounding = window.kioskSounds.filter((one) => !one.paused && !one.ended);
    const [sound] = sounding;
    const word = document.querySelector(".said");
    window.kioskSamples.push({
      voices: sounding.length,
      // A screen's sentences may be one sound: which clip it is at, and where that begins.
      clip: sound ? sound.dataset.clip ?? new URL(sound.src).pathname : null,
      position: sound ? sound.currentTime - Number(sound.dataset.start ?? 0) : null,
      rate: sound?.playbackRate ?? null,
      sentence: document.querySelector(".reading")?.dataset.sentence ?? null,
      word: word ? Number(word.dataset.word) : null,
    });
  };
  const painted = new MessageChannel();
  painted.port1.onmessage = sample;
  const frame = () => {
    painted.port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  frame();
})()
"""


@dataclass(frozen=True)
class SpokenSentence:
    """A clip as `/speech/<id>` tells of it; times in seconds."""

    id: str
    clip: str
    duration: float
    starts: tuple[float, ...]
    ends: tuple[float, ...]

    def word_at(self, position: float) -> int:
        """The word whose mark covers the position, or that was said last."""
        return max(0, bisect_right(self.starts, position) - 1)

    def error(self, word: int, position: float, rate: float) -> float:
        """How many seconds of listening the box of a word is early (-) or late (+)."""
        begins = self.starts[word] if word else 0.0
        later = [start for start in self.starts[word + 1 :] if start > self.starts[word]]
        ends = later[0] if later else float("inf")
        return (min(0.0, position - begins) + max(0.0, position - ends)) / rate


def spoken(page: Page, sentence_id: str) -> SpokenSentence:
    """Ask the page's kiosk for a sentence's clip and marks."""
    answer = page.request.get(f"/speech/{sentence_id}")
    assert answer.ok, f"{sentence_id}: {answer.status}"
    clip: dict[str, Any] = answer.json()
    words = clip["words"]
    return SpokenSentence(
        clip["id"],
        clip["clip"],
        clip["duration"],
        tuple(word["start"] for word in words),
        tuple(word["end"] for word in words),
    )


def start_sampling(page: Page) -> None:
    page.evaluate(SAMPLER)


def samples(page: Page) -> list[dict[str, Any]]:
    """What was sampled since start_sampling, in frames in which something sounded."""
    taken: list[dict[str, Any]] = page.evaluate("window.kioskSamples")
    return [sample for sample in taken if sample["clip"]]


def sample_errors(page: Page, taken: Sequence[dict[str, Any]]) -> list[float]:
    """For each sample with a boxed word: how many seconds the box is early (-) or late (+)."""
    boxed = [one for one in taken if one["word"] is not None and one["sentence"]]
    clips = {id: spoken(page, id) for id in {one["sentence"] for one in boxed}}
    return [
        clips[one["sentence"]].error(one["word"], one["position"], one["rate"])
        for one in boxed
        if clips[one["sentence"]].clip == one["clip"]
    ]


def sounding(page: Page) -> bool:
    """Whether anything can be heard now."""
    return bool(page.evaluate("window.kioskSounds.some((one) => !one.paused && !one.ended)"))

"""People who only speak: the tasks of switches.py, said to a kiosk that mishears.

How often it mishears is `voice_only` of profiles.json. What was heard comes as
events, as rooms/listening.py sends them: what is tried is how soon a wrong word is put right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page

from tests.browser.talking import SHOWN, StandIn, heard

from .switches import Plan

MODEL = json.loads(Path(__file__).with_name("profiles.json").read_text("utf-8"))["voice_only"]
SECTION = re.compile(r'href\^="/guide/([^/"]+)"')
NAMED = {"back", "next", "home", "help", "settings", "read"}
# What else a word can be taken for, beside the numbers and the sections.
OTHERS = (
    *("next", "back", "home", "help", "settings", "read", "pause", "stop", "repeat", "louder"),
    *("quieter", "faster", "slower", "bigger", "smaller", "yes", "no", "show-numbers"),
    *("hide-numbers", "what-can-i-say", "stop-listening", "finish"),
)
SECTIONS = ("symptoms", "ivig", "support", "questions", "living", "about")
SpokenText = dict[str, Any]

SIGHT = """(selector) => {
  const { dataset } = document.getElementById("screen");
  const target = [...document.querySelectorAll(selector)].find((one) => one.dataset.number) ??
    document.querySelector(selector);
  return { ...dataset, path: location.pathname, number: target?.dataset.number ?? "",
    action: target?.dataset.action ?? "",
    numbers: document.querySelectorAll("[data-number]").length,
    question: Boolean(document.querySelector("dialog[open]")) };
}"""


@dataclass
class Speaker:
    """Says what a plan wants next. `model` None: understood always."""

    page: Page
    kiosk: StandIn
    random: Random
    model: dict[str, float] | None
    utterances: int = 0
    expected: str = "/home"  # where the last word should have led; "" where anywhere

    def do(self, plan: Plan, most: int = 40) -> int:
        """The utterances it took. Raises AssertionError where it isn't done with `most`."""
        while (selector := plan(self.look("body"))) is not None:
            assert self.utterances < most, f"not done: {self.look('body')}"
            self.say(self.wanted(selector, self.look(selector)))
        return self.utterances

    def look(self, selector: str) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(SIGHT, selector)
        return found

    def wanted(self, selector: str, seen: dict[str, Any]) -> SpokenText:
        """What to say to press what the selector names."""
        if seen["question"]:
            return heard("no")
        if seen.get("reading") == "reading":
            return heard("stop")
        section = SECTION.search(selector)
        if section and selector.endswith(f'/guide/{section[1]}"]'):
            return heard("section", section=section[1])
        if seen["action"] in NAMED:
            return heard(seen["action"])
        if seen["number"]:
            return heard("number", number=int(seen["number"]))
        return heard("show-numbers" if seen["numbers"] == 0 else "next")

    def say(self, said: SpokenText) -> None:
        """One utterance, understood or not, and its effect."""
        self.utterances += 1
        before = self.look("body")["path"]
        chance = self.random.random() if self.model else 1.0
        understood = [said]
        if self.model and chance < self.model["wer"]:
            understood = [self.another(said)]
        elif self.model and chance < self.model["wer"] + self.model["p_noreco"]:
            understood = []
        self.hears(understood)
        if understood != [said] and self.look("body")["path"] != before:
            self.take_back(before)

    def take_back(self, path: str) -> None:
        """It went wrong, and one sees it: back, until it is as before or plainly elsewhere."""
        for _ in range(6):
            if self.look("body")["path"] == path:
                return
            self.utterances += 1
            chance = self.random.random()
            assert self.model is not None
            if chance > self.model["wer"] + self.model["p_noreco"]:
                self.hears([heard("back")])
                return

    def another(self, said: SpokenText) -> SpokenText:
        """Another word that counts now, each as likely."""
        if self.look("body").get("reading") == "reading":
            return heard(self.random.choice(["stop", "pause"]))
        choices = [heard(name) for name in OTHERS]
        choices += [heard("number", number=number) for number in range(1, 10)]
        choices += [heard("section", section=slug) for slug in SECTIONS]
        return self.random.choice([one for one in choices if one != said])

    def hears(self, events: list[SpokenText]) -> None:
        self.kiosk.hears(*events)
        self.page.wait_for_function(SHOWN)
        self.kiosk.goes_on(1)


def mean_share(
    begin: Callable[[], tuple[Page, StandIn]], make: Callable[[], Plan], people: int
) -> list[float]:
    """For each person: utterances by the least there are."""
    page, kiosk = begin()
    least = Speaker(page, kiosk, Random(0), None).do(make())
    shares = []
    for seed in range(people):
        page, kiosk = begin()
        shares.append(Speaker(page, kiosk, Random(seed), MODEL).do(make()) / least)
    return shares

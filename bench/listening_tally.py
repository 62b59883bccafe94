"""Counts what the kiosk did on the sounds of bench.listening."""

from dataclasses import dataclass, field
from typing import Any

from bench.listening_sounds import Samples
from kiosk.cli.hear import RATE, name_of
from kiosk.listening.commands import Command


@dataclass
class Tally:
    """What was done on the sounds of one condition; `asked`: the kiosk asked what was meant."""

    sounds: int = 0
    right: int = 0
    wrong: int = 0
    asked: int = 0
    too_loud: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, name: str, wanted: Command | None, done: list[Command], asked: bool) -> None:
        """Count a sound; `wanted`: the right command, None for none.

        Only the first command in `done` counts, because it changes the screen.
        """
        self.sounds += 1
        self.right += bool(done) and done[0] == wanted
        self.asked += asked and not done
        if done and done[0] != wanted:
            self.wrong += 1
            self.mistakes.append(f"{name} -> {_told(done[0])}")

    def figures(self) -> dict[str, Any]:
        shares = {
            "right_percent": round(100 * self.right / self.sounds, 1),
            "wrong_percent": round(100 * self.wrong / self.sounds, 2),
        }
        counts = {"sounds": self.sounds, "right": self.right, "wrong": self.wrong}
        asked = {"asked": self.asked, "too_loud": self.too_loud}
        return {**shares, **counts, **asked, "mistakes": self.mistakes[:40]}


def an_hour(done: list[Command], samples: Samples, asked: int = 0) -> dict[str, Any]:
    """The actions in running speech at 16 kHz, and their rate per hour; all are wrong."""
    hours = len(samples) / RATE / 3600
    names = [_told(command) for command in done]
    rate = round(len(done) / hours, 2)
    return {"acts_an_hour": rate, "acts": names[:40], "asked": asked, "hours": round(hours, 3)}


def _told(command: Command) -> str:
    """A command with its argument: "next", "number 2", "section:symptoms"."""
    return " ".join(filter(None, (name_of(command), str(command.number or ""))))

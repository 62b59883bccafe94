"""What listening tells: an event and the level, on their way from the recogniser to the page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from kiosk.listening.commands import Command


@dataclass(frozen=True, slots=True)
class Event:
    """What the page is told; the words are those of docs/decisions/0006-listening.md.

    `seconds` from the word's end to this decision, in the sound's own time and computing.
    """

    kind: str
    command: Command | None = None
    other: Command | None = None
    confidence: float = 0.0
    reason: str = ""
    seconds: float = 0.0

    def fields(self) -> dict[str, Any]:
        """The event for another process; of() makes it again."""
        return asdict(self)

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Self:
        """Raises KeyError and TypeError where these are no event's fields."""
        meant = {
            name: Command(**fields[name]) if fields[name] is not None else None
            for name in ("command", "other")
        }
        return cls(**{**fields, **meant})


@dataclass(frozen=True, slots=True)
class Level:
    """Levels in dB of full scale; `loud`: too much noise for a voice to be told from it."""

    speech: float
    noise: float
    loud: bool

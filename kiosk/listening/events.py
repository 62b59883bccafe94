"""What listening sends from the recognizer to the page: events and the level."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from kiosk.listening.commands import Command


@dataclass(frozen=True, slots=True)
class Event:
    """An event for the page; docs/decisions/0006-listening.md lists kinds and reasons.

    `seconds`: from the word's end to this decision, in the sound's own time plus computing time.
    """

    kind: str
    command: Command | None = None
    other: Command | None = None
    confidence: float = 0.0
    reason: str = ""
    seconds: float = 0.0

    def fields(self) -> dict[str, Any]:
        """The event as a dictionary for another process; of() is the inverse."""
        return asdict(self)

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Self:
        """The event with these fields(). Raises KeyError or TypeError if they are wrong."""
        meant = {
            name: Command(**fields[name]) if fields[name] is not None else None
            for name in ("command", "other")
        }
        return cls(**{**fields, **meant})


@dataclass(frozen=True, slots=True)
class Level:
    """Levels in dB of full scale; `loud`: the noise is too loud to understand a voice."""

    speech: float
    noise: float
    loud: bool

"""What the models make of an utterance. The decision needs this and no model."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kiosk.listening.models.scoring import FLOOR


@dataclass(frozen=True, slots=True)
class Scores:
    """The log chance of each likely phrase by both models, and what each heard freely.

    Both maps have the same phrases; a phrase that is in neither is unlikely. `rival` is the mean
    log chance of the likeliest freely heard text that is no phrase; `alike` that of the word that
    sounds like the likeliest phrase and is none: "tree", where "three" is. `written`: the phrases
    that were heard freely.
    """

    moonshine: Mapping[str, float]
    whisper: Mapping[str, float]
    moonshine_free: str = ""
    whisper_free: str = ""
    rival: float = FLOOR
    alike: float = FLOOR
    written: Collection[str] = ()

"""The models' scores for an utterance; with them decision.py needs no model."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kiosk.listening.models.scoring import FLOOR


@dataclass(frozen=True, slots=True)
class Scores:
    """The natural log probability of each likely phrase by both models, and their free texts.

    Both maps have the same phrases; a phrase that is in neither is unlikely. `rival`: the mean log
    probability of the likeliest free text that is no phrase. `alike`: that of a word that is no
    phrase but sounds like the likeliest one, such as "tree" for "three". Both are FLOOR if there is
    none or it was not scored. `written`: the phrases that a model wrote freely.
    """

    moonshine: Mapping[str, float]
    whisper: Mapping[str, float]
    moonshine_free: str = ""
    whisper_free: str = ""
    rival: float = FLOOR
    alike: float = FLOOR
    written: Collection[str] = ()

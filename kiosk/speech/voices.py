"""The voices a kiosk can have, which of them this machine has, and how to open one."""

import ctypes.util
from importlib.util import find_spec
from typing import Protocol

from kiosk.speech.supervised import SupervisedVoice
from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable

__all__ = [
    "Utterance",
    "Voice",
    "VoiceError",
    "VoiceUnavailable",
    "available_voices",
    "open_voice",
]

# A voice's name and the module that speaks with it, loaded in the worker process alone.
ENGINES = {"clear": "kiosk.speech.espeak"}


class Voice(Protocol):
    """Speaks texts. `fingerprint` changes whenever the same text would sound different."""

    name: str
    fingerprint: str

    def speak(self, text: str) -> Utterance:
        """The text spoken. Raises VoiceError; VoiceUnavailable where nothing can be spoken."""

    def close(self) -> None:
        """Give back what the voice holds."""


def available_voices() -> tuple[str, ...]:
    """Names of the voices whose parts are installed here. Only opening one proves it."""
    return ("clear",) if _has_espeak() else ()


def open_voice(name: str, background: bool = False) -> Voice:
    """Start a voice; one for the `background` leaves the processor to whoever else wants it.

    Raises VoiceUnavailable with the reason.
    """
    if name not in ENGINES:
        known = ", ".join(sorted(ENGINES))
        raise VoiceUnavailable(f"There is no voice {name!r}. Use one of: {known}.")
    return SupervisedVoice(name, ENGINES[name], background=background)


def _has_espeak() -> bool:
    library = find_spec("espeakng_loader") or ctypes.util.find_library("espeak-ng")
    return bool(find_spec("pyttsx3") and library)

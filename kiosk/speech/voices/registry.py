"""The voices a kiosk can have, which of them this machine has, and how to open one."""

import ctypes.util
from importlib.util import find_spec
from typing import Protocol

from kiosk.files.place import ENGLISH, base_language
from kiosk.files.voices import VOICES
from kiosk.speech.audio.normalize import PROCESSING
from kiosk.speech.text.language import language_of
from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices import natural
from kiosk.speech.voices.supervised import SupervisedVoice

__all__ = [
    "Utterance",
    "Voice",
    "VoiceError",
    "VoiceUnavailable",
    "available_voices",
    "open_voice",
    "preferred",
    "speaks",
]

# A voice's name and the module that speaks with it, loaded in the worker process alone.
ENGINES = {"natural": "kiosk.speech.voices.hibari", "clear": "kiosk.speech.voices.espeak"}
# Seconds. The model takes 1 s to load and renders 1,000 characters in 1 s; on a busy machine ten
# times that was seen.
NATURAL_START_LIMIT = 60.0
NATURAL_JOB_LIMIT = 60.0
# In the background one core a process: prepare() opens as many processes as it wants cores.
ALL_CORES, ONE_CORE = "0", "1"


class Voice(Protocol):
    """Speaks texts. `fingerprint` changes whenever the same text would sound different."""

    name: str
    fingerprint: str

    def speak(self, text: str) -> Utterance:
        """The text spoken. Raises VoiceError; VoiceUnavailable where nothing can be spoken."""

    def start(self) -> None:
        """Be ready for the first text. Raises VoiceUnavailable."""

    def keep(self) -> None:
        """Replace what ended by itself while nothing was spoken. Raises VoiceUnavailable."""

    def close(self) -> None:
        """Give back what the voice holds."""


def available_voices(language: str = ENGLISH) -> tuple[str, ...]:
    """Names of the voices of a language whose parts are installed. Only opening one proves it."""
    there = {"natural": natural.installed(), "clear": _has_espeak()}
    return tuple(name for name in VOICES if there[name] and speaks(name, language))


def preferred(wanted: str, available: tuple[str, ...]) -> tuple[str, ...]:
    """The voices that are there, the wanted one first; that one alone where there is none."""
    first = (wanted,) if wanted in available else ()
    return (*first, *(name for name in available if name != wanted)) or (wanted,)


def speaks(name: str, language: str) -> bool:
    """Whether a voice of that name speaks a language; espeak-ng, the clear one, tries every one."""
    return name != "natural" or base_language(language) == natural.LANGUAGE


def open_voice(name: str, background: bool = False, language: str = ENGLISH) -> Voice:
    """Get a voice; one for the `background` leaves the processor to whoever else wants it.

    Raises VoiceUnavailable with the reason.
    """
    if name not in ENGINES:
        known = ", ".join(sorted(ENGINES))
        raise VoiceUnavailable(f"There is no voice {name!r}. Use one of: {known}.")
    if name == "natural":
        return _open_natural(background)
    arguments = (language_of(language).espeak,)
    return SupervisedVoice(name, ENGINES[name], background=background, arguments=arguments)


def _open_natural(background: bool) -> Voice:
    """The model is loaded with the first text only: where all is rendered, never."""
    if not natural.installed():
        raise VoiceUnavailable("The natural voice is not installed.")
    return SupervisedVoice(
        "natural",
        ENGINES["natural"],
        NATURAL_JOB_LIMIT,
        background,
        arguments=(ONE_CORE if background else ALL_CORES,),
        start_limit=NATURAL_START_LIMIT,
        fingerprint=f"{natural.fingerprint()}, {PROCESSING}",
    )


def _has_espeak() -> bool:
    library = find_spec("espeakng_loader") or ctypes.util.find_library("espeak-ng")
    return bool(find_spec("pyttsx3") and library)

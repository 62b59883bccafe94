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

# Voice name -> module of its engine, which only the worker process imports.
ENGINES = {"natural": "kiosk.speech.voices.hibari", "clear": "kiosk.speech.voices.espeak"}
# Seconds. The model takes 1 s to load and renders 1,000 characters in 1 s; up to ten times as long
# was seen on a busy machine.
NATURAL_START_LIMIT = 60.0
NATURAL_JOB_LIMIT = 60.0
# Threads of the natural voice's process, as hibari.load() takes them. In the background each
# process has one thread: prepare() opens as many processes as it uses cores.
ALL_CORES, ONE_CORE = "0", "1"


class Voice(Protocol):
    """Speaks texts. `fingerprint` changes whenever the same text would sound different."""

    name: str
    fingerprint: str

    def speak(self, text: str) -> Utterance:
        """Speak the text. Raises VoiceError; VoiceUnavailable if no text can be spoken."""

    def start(self) -> None:
        """Get ready for the first text. Raises VoiceUnavailable."""

    def keep(self) -> None:
        """Restart processes that died while nothing was spoken. Raises VoiceUnavailable."""

    def close(self) -> None:
        """End the voice and its processes."""


def available_voices(language: str = ENGLISH) -> tuple[str, ...]:
    """Names of a language's installed voices. Only opening a voice proves that it works."""
    there = {"natural": natural.installed(), "clear": _has_espeak()}
    return tuple(name for name in VOICES if there[name] and speaks(name, language))


def preferred(wanted: str, available: tuple[str, ...]) -> tuple[str, ...]:
    """The available voices, `wanted` first if it is one; only `wanted` if there are none."""
    first = (wanted,) if wanted in available else ()
    return (*first, *(name for name in available if name != wanted)) or (wanted,)


def speaks(name: str, language: str) -> bool:
    """Whether a voice speaks a language. The clear one (espeak-ng) tries every language."""
    return name != "natural" or base_language(language) == natural.LANGUAGE


def open_voice(name: str, background: bool = False, language: str = ENGLISH) -> Voice:
    """Open a voice; one for the `background` runs at low priority.

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
    """The natural voice. Its model is loaded with the first text, so never if all is rendered."""
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

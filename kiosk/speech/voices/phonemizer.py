"""What a voice will say for a text, as phonemes: asked of a process of its own.

Two engines with an espeak-ng each don't live in one process, so each voice has one. It stays until
Python ends: a start takes a third of a second, a word a tenth of a millisecond.
"""

from collections.abc import Sequence
from functools import cache

from kiosk.files.place import ENGLISH
from kiosk.speech.text.language import language_of
from kiosk.speech.utterance import VoiceUnavailable
from kiosk.speech.voices.registry import ENGINES
from kiosk.worker.process import WorkerFailed, WorkerProcess, WorkerUnavailable

# Seconds, for a busy machine. The natural voice loads its model for it.
_LIMIT = 300.0
_MODULE = "kiosk.speech.voices.worker"


def phonemes_of(texts: Sequence[str], voice: str, language: str = ENGLISH) -> list[str]:
    """For each text what the voice will say, in its own alphabet of sounds.

    The clear voice's is the International Phonetic Alphabet, the natural one's is near it.

    Raises VoiceUnavailable with the reason.
    """
    arguments = (language_of(language).espeak,) if voice == "clear" else ()
    try:
        answer, _ = _process(ENGINES[voice], *arguments).ask({"phonemes": texts}, limit=_LIMIT)
    except WorkerUnavailable as error:
        raise VoiceUnavailable(str(error)) from error
    except WorkerFailed as error:
        _process.cache_clear()
        raise VoiceUnavailable(f"The {voice} voice's process failed: {error}.") from error
    said: list[str] = answer["phonemes"]
    return said


@cache
def _process(engine: str, *arguments: str) -> WorkerProcess:
    return WorkerProcess(_MODULE, (engine, *arguments), _LIMIT)

"""The phonemes that a voice will say for a text, asked of a separate process.

Each voice has its own process, which stays until Python ends: a start takes a third of a second, a
word a tenth of a millisecond.
"""

from collections.abc import Sequence
from functools import cache

from kiosk.files.place import ENGLISH
from kiosk.speech.text.language import language_of
from kiosk.speech.utterance import VoiceUnavailable
from kiosk.speech.voices.registry import ENGINES
from kiosk.worker.process import WorkerFailed, WorkerProcess, WorkerUnavailable

# Seconds, enough on a busy machine. The natural voice first loads its model.
_LIMIT = 300.0
_MODULE = "kiosk.speech.voices.worker"


def phonemes_of(texts: Sequence[str], voice: str, language: str = ENGLISH) -> list[str]:
    """For each text the phonemes that the voice will say.

    The clear voice uses the International Phonetic Alphabet, the natural voice a similar one.

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

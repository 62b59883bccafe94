"""espeak-ng by pyttsx3; the only file that imports pyttsx3. Runs in the worker process only.

pyttsx3 is used here in the way that proved safe: one engine, one thread, one job at a time, and the
WAV in memory, so that no file path can fail.
"""

import ctypes
import io
import os
import unicodedata
from collections.abc import Callable
from importlib import metadata
from typing import Any

from kiosk.files.place import ENGLISH
from kiosk.speech.audio.sound import read_wav
from kiosk.speech.text.language import language_of
from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable

# espeak-ng's "words per minute". For the guide, 140 gives 154 real words per minute, pauses between
# sentences included: a calm pace. 155 would give 173.
RATE = 140
# Milliseconds of sound that espeak-ng hands over at a time.
BUFFER = 1000
# espeak-ng's constants for text in UTF-8, and for phonemes in IPA.
_UTF8 = 1
_IPA = 2


def _load_library() -> None:
    """Load the wheel's libespeak-ng for pyttsx3; if that fails, pyttsx3 uses the system's."""
    try:
        import espeakng_loader

        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    except (ImportError, OSError, RuntimeError):
        return


_load_library()  # before the next imports: pyttsx3 opens the library during its import

try:
    import pyttsx3
    from pyttsx3.drivers import _espeak
    from pyttsx3.drivers import espeak as driver_module
except (ImportError, OSError, RuntimeError, AttributeError) as error:
    raise VoiceUnavailable(f"espeak-ng can't be loaded: {error}") from error


class _Driver(driver_module.EspeakDriver):  # type: ignore[misc]  # pyttsx3 has no types
    """pyttsx3's driver with word times, and with espeak-ng in its synchronous mode.

    In pyttsx3's own driver espeak-ng speaks from a separate thread. That thread sometimes stalls
    for 150 ms, and the driver's loop, which sleeps 10 ms per turn, may end before the last sound
    arrives. Here a job is done when `startLoop` returns.
    """

    def __init__(self, proxy: Any) -> None:
        if not type(self)._moduleInitialized:
            if _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER) == -1:
                raise RuntimeError("its data can't be read")
            driver_module.EspeakDriver._defaultVoice = language_of(ENGLISH).espeak
            driver_module.EspeakDriver._moduleInitialized = True
        self.events: list[tuple[int, int]] = []
        super().__init__(proxy)

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        self._looping = True
        self.events = []
        self._proxy.setBusy(False)
        if self._text_to_say:
            self._start_synthesis(self._text_to_say)
            # In synchronous mode espeak-ng sends no event at the end of a text. Send it here, so
            # that pyttsx3 writes the WAV.
            end = (_espeak.EVENT * 2)()
            end[0].type = _espeak.EVENT_MSG_TERMINATED
            end[1].type = _espeak.EVENT_LIST_TERMINATED
            self._onSynth(None, 0, end)

    def _onSynth(self, wav: Any, numsamples: int, events: Any) -> int:  # noqa: N802
        index = 0
        while (event := events[index]).type != _espeak.EVENT_LIST_TERMINATED:
            if event.type == _espeak.EVENT_WORD:
                self.events.append((event.text_position - 1, event.sample))
            index += 1
        super()._onSynth(wav, numsamples, events)
        return 0


class EspeakEngine:
    """Speaks one text at a time. Not thread-safe; only one engine per process."""

    def __init__(self, voice: str, rate: int = RATE) -> None:
        self._driver, self._engine = _open_engine()
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", rate)
        self._engine.runAndWait()  # pyttsx3 applies settings only when its loop runs
        if not str(self._engine.getProperty("voice")).endswith(voice):
            raise VoiceUnavailable(f"espeak-ng has no voice {voice!r}.")
        library = _espeak.Info(None).decode("utf-8", "replace").split()[0]
        wrapper = metadata.version("pyttsx3")
        self.fingerprint = f"espeak-ng {library}, pyttsx3 {wrapper}, {voice}, {rate}"

    def synthesize(self, text: str) -> Utterance:
        """Speak the text; the events are espeak-ng's word events. Raises VoiceError if it fails."""
        file = io.BytesIO()
        self._engine.save_to_file(_speakable(text), file)
        self._engine.runAndWait()
        sound = read_wav(file.getvalue())
        events = tuple((offset, sample / sound.rate) for offset, sample in self._driver.events)
        return Utterance(sound, events)

    def phonemes(self, text: str) -> str:
        """The phonemes of a text, in the International Phonetic Alphabet."""
        library = _espeak.dll
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        rest = ctypes.c_char_p(_speakable(text).encode("utf-8"))
        said: list[str] = []
        while rest.value:
            clause = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
            said.append((clause or b"").decode("utf-8", "replace"))
        return " ".join(said)


def load(voice: str = "") -> EspeakEngine:
    """The engine, ready to speak with an espeak-ng voice; "" means the English one.

    Raises VoiceUnavailable with the reason.
    """
    try:
        return EspeakEngine(voice or language_of(ENGLISH).espeak)
    except (OSError, RuntimeError, ValueError) as error:
        raise VoiceUnavailable(f"espeak-ng doesn't start: {error}") from error


def _open_engine() -> tuple[_Driver, Any]:
    drivers: list[_Driver] = []

    def build(proxy: Any) -> _Driver:
        drivers.append(_Driver(proxy))
        return drivers[-1]

    # Replace pyttsx3's function that makes a driver, so that it makes a _Driver.
    build_driver: Callable[[Any], _Driver] = build
    driver_module.buildDriver = build_driver
    engine = pyttsx3.init("espeak")
    if not drivers:
        raise VoiceError("espeak-ng was started twice in one process.")
    return drivers[0], engine


def _speakable(text: str) -> str:
    """The text with a space for each character that espeak-ng can't take: controls, surrogates."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)

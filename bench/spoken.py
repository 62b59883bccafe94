"""A voice whose utterances are stored on disk, so that only the first bench has to render them.

The natural voice takes half an hour for the guide on a busy core. A file's name depends on the
voice's fingerprint and the text, so a changed voice never gets an older voice's sound.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.common import ROOT
from kiosk.speech.audio.flac import SUFFIX, read_flac, to_flac
from kiosk.speech.utterance import Utterance
from kiosk.speech.voices.registry import Voice, open_voice

FOLDER = ROOT / "data" / "bench"


class KeptVoice:
    """Renders each text once, and then reads it from `folder`."""

    def __init__(self, voice: Voice, folder: Path = FOLDER) -> None:
        self.name, self.fingerprint = voice.name, voice.fingerprint
        self._voice = voice
        self._folder = folder

    def speak(self, text: str) -> Utterance:
        file = self._file(text)
        if not file.exists():
            self._keep(file, self._voice.speak(text))
        notes = json.loads(file.read_text(encoding="utf-8"))
        events = tuple((int(offset), float(seconds)) for offset, seconds in notes["events"])
        return Utterance(read_flac(file.with_suffix(SUFFIX).read_bytes()), events)

    def start(self) -> None:
        self._voice.start()

    def keep(self) -> None:
        self._voice.keep()

    def close(self) -> None:
        self._voice.close()

    def _file(self, text: str) -> Path:
        heard = f"{self.fingerprint}\0{text}".encode("utf-8", "surrogatepass")
        return self._folder / f"{hashlib.sha256(heard).hexdigest()[:24]}.json"

    def _keep(self, file: Path, utterance: Utterance) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        file.with_suffix(SUFFIX).write_bytes(to_flac(utterance.sound))
        file.write_text(json.dumps({"events": utterance.events}), encoding="utf-8")


@contextmanager
def kept_voice(name: str) -> Iterator[KeptVoice]:
    """A KeptVoice of this machine; the natural one runs with low priority."""
    with closing(open_voice(name, background=name == "natural")) as voice:
        yield KeptVoice(voice)

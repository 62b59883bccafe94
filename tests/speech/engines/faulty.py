"""An engine for the worker that does what the text says: hums, hangs, dies, gives silence."""

import os
import sys
import threading
from pathlib import Path

from kiosk.speech.sound import read_wav
from kiosk.speech.utterance import Utterance, VoiceError
from tests.speech.tones import tone

SILENT = {"silent": tone(1.0, loudness=0), "empty": tone(0.0)}


class FaultyEngine:
    """Speaks every text as half a second of tone, but for the words it knows."""

    def __init__(self, name: str) -> None:
        self.fingerprint = f"faulty 1{name}"
        self._well = name == "clear"

    def synthesize(self, text: str) -> Utterance:
        word, _, rest = text.partition(" ")
        if self._well and rest != "everywhere":
            word = ""
        if word == "hang":
            threading.Event().wait()
        elif word == "slow":
            threading.Event().wait(0.5)
        elif word == "die":
            os._exit(3)
        elif word == "die-once":
            _die_once(Path(rest))
        elif word == "refuse":
            raise VoiceError("refused")
        elif word == "crash":
            raise MemoryError
        elif word == "chatter":
            print("a line that is no answer")
            os.write(1, b"nor is this\n")
            sys.stdout.flush()
        wav = SILENT.get(word, tone(0.5))
        return Utterance(wav, ((0, 0.0), (len(word), 0.25)), read_wav(wav).duration)


def _die_once(marker: Path) -> None:
    if not marker.exists():
        marker.touch()
        os._exit(3)


def load(name: str = "") -> FaultyEngine:
    """Under the name "clear" it speaks every text, but for what is wrong everywhere."""
    return FaultyEngine(name)

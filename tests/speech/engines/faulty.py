"""An engine for the worker that does what the text says: hums, hangs, dies, gives silence."""

import os
import sys
import threading
import time
from pathlib import Path

from kiosk.speech.audio.sound import read_wav
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
        DEEDS.get(word, _nothing)(rest)
        wav = SILENT.get(word, tone(0.5))
        return Utterance(wav, ((0, 0.0), (len(word), 0.25)), read_wav(wav).duration)


def _nothing(_rest: str) -> None:
    """Every other word is only spoken."""


def _hang(_rest: str) -> None:
    threading.Event().wait()


def _slow(_rest: str) -> None:
    threading.Event().wait(0.5)


def _work(_rest: str) -> None:
    until = time.process_time() + 1.5
    while time.process_time() < until:
        pass


def _die(_rest: str) -> None:
    os._exit(3)


def _die_once(rest: str) -> None:
    marker = Path(rest)
    if not marker.exists():
        marker.touch()
        os._exit(3)


def _refuse(_rest: str) -> None:
    raise VoiceError("refused")


def _crash(_rest: str) -> None:
    raise MemoryError


def _chatter(_rest: str) -> None:
    print("a line that is no answer")
    os.write(1, b"nor is this\n")
    sys.stdout.flush()


DEEDS = {
    "hang": _hang,
    "slow": _slow,
    "work": _work,
    "die": _die,
    "die-once": _die_once,
    "refuse": _refuse,
    "crash": _crash,
    "chatter": _chatter,
}


def load(name: str = "") -> FaultyEngine:
    """Under the name "clear" it speaks every text, but for what is wrong everywhere."""
    return FaultyEngine(name)

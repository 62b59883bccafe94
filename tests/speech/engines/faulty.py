"""An engine for the worker that does what the text says: hums, hangs, dies, gives silence."""

import os
import sys
import threading
import time
from pathlib import Path

import numpy as np

from kiosk.speech.utterance import Sound, Utterance, VoiceError
from tests.speech.tones import RATE, tone

FAULTY = {
    "silent": tone(1.0, loudness=0),
    "empty": tone(0.0),
    "broken": Sound(np.full(RATE, np.nan, np.float32), RATE),
}


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
        return Utterance(FAULTY.get(word, tone(0.5)), ((0, 0.0), (len(word), 0.25)))


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

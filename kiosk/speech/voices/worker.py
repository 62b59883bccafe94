"""The voice's own process: `python -m kiosk.speech.voices.worker ENGINE_MODULE [ARGUMENT ...]`.

The protocol is that of kiosk/worker/jobs.py. A job is `{"text": ...}`; its answer is one of

    {"events": [[offset, seconds], ...], "rate": samples a second, "note": text, "bytes": count}
    {"error": reason}                         that text could not be spoken

The first one is followed by `bytes` bytes of samples, float32 in this machine's byte order. The
answer to `{"phonemes": [text, ...]}` is `{"phonemes": [text, ...]}`: what would be said, in the
engine's phonetic alphabet.
"""

import importlib
import os
import sys
from functools import partial
from typing import Protocol

import numpy as np

from kiosk.speech.audio.normalize import PROCESSING, normalize
from kiosk.speech.utterance import Utterance, VoiceError
from kiosk.worker.jobs import Head, Work, serve_jobs


class Engine(Protocol):
    """A speech engine; its module has `load(*arguments) -> Engine`."""

    fingerprint: str

    def synthesize(self, text: str) -> Utterance: ...

    def phonemes(self, text: str) -> str: ...


def main(arguments: list[str]) -> int:
    """Serve jobs until the standard input ends; returns the process's exit code."""
    return serve_jobs(partial(_start, *arguments), VoiceError)


def _start(module: str, *arguments: str) -> tuple[str, Work]:
    engine: Engine = importlib.import_module(module).load(*arguments)
    return f"{engine.fingerprint}, {PROCESSING}", partial(_work, engine)


def _work(engine: Engine, job: Head, _body: bytes) -> tuple[Head, bytes]:
    if "phonemes" in job:
        return {"phonemes": [engine.phonemes(text) for text in job["phonemes"]]}, b""
    return _speak(engine, job)


def _speak(engine: Engine, job: Head) -> tuple[Head, bytes]:
    try:
        utterance = normalize(engine.synthesize(job["text"]))
    except VoiceError as error:
        return {"error": str(error)}, b""
    samples = np.asarray(utterance.sound.samples, np.float32).tobytes()
    head = {
        "events": utterance.events,
        "rate": utterance.sound.rate,
        "note": utterance.note,
        "bytes": len(samples),
    }
    return head, samples


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)  # skips espeak-ng's own clean-up at exit, which is known to abort

"""The voice's own process: `python -m kiosk.speech.worker ENGINE_MODULE [ARGUMENT ...]`.

It reads one job a line from its standard input, `{"text": ...}`, and answers each with one line
of JSON, followed by as many bytes of WAV as that line says:

    {"fingerprint": ...}                      once, when it is ready
    {"unavailable": reason}                   instead of that, and it ends
    {"events": [[offset, seconds], ...], "duration": seconds, "note": text, "bytes": count}
    {"error": reason}                         that text could not be spoken

It ends with its standard input, so it never outlives the kiosk.
"""

import importlib
import json
import os
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO, Protocol

from kiosk.speech.finishing import PROCESSING, finished
from kiosk.speech.utterance import Utterance, VoiceError

# How long a job may go on after the kiosk has ended, in seconds.
GRACE = 2.0


class Engine(Protocol):
    """What a worker speaks with: a module with `load(*arguments) -> Engine`."""

    fingerprint: str

    def synthesize(self, text: str) -> Utterance: ...


def main(arguments: list[str]) -> int:
    """Serve jobs until the standard input ends; the process's exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the kiosk, which then ends us
    answers = _private_answers()
    jobs: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read_jobs, args=(jobs,), daemon=True).start()
    try:
        engine: Engine = importlib.import_module(arguments[0]).load(*arguments[1:])
    except VoiceError as error:
        _answer(answers, {"unavailable": str(error)})
        return 1
    _answer(answers, {"fingerprint": f"{engine.fingerprint}, {PROCESSING}"})
    while (line := jobs.get()) is not None:
        _do(engine, json.loads(line)["text"], answers)
    return 0


def _do(engine: Engine, text: str, answers: BinaryIO) -> None:
    try:
        utterance = finished(engine.synthesize(text))
    except VoiceError as error:
        _answer(answers, {"error": str(error)})
        return
    head = {
        "events": utterance.events,
        "duration": utterance.duration,
        "note": utterance.note,
        "bytes": len(utterance.wav),
    }
    _answer(answers, head, utterance.wav)


def _answer(answers: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    answers.write(json.dumps(head).encode("ascii") + b"\n" + body)
    answers.flush()


def _private_answers() -> BinaryIO:
    """The pipe to the kiosk, out of reach of whatever a library prints."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - pyttsx3 prints a line a job; open to the end
    return answers


def _read_jobs(jobs: queue.SimpleQueue[str | None]) -> None:
    """Hand over each line; at the end give the job at hand a little time, then end all."""
    for line in sys.stdin.buffer:
        jobs.put(line.decode("utf-8"))
    jobs.put(None)
    threading.Event().wait(GRACE)
    os._exit(1)  # the job hangs inside the library, where no exception reaches it


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)  # espeak-ng's own clean-up at exit is known to abort

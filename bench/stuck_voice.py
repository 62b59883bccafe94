"""What a visitor experiences while the natural voice is stuck: its process is really stopped.

    python -m bench.stuck_voice [ROUNDS]

Each round stops the process (SIGSTOP) and requests one sentence that was never spoken
(`sound_seconds`: until its clip can be played; `voices`: which voice speaks it). Then it stops the
process again and requests eight sentences at once, as a screen does (`crowd_...`). Meanwhile /help
is requested up to 50 times a second (`help_ms`; `quiet_help_ms`: before the stop).
`replaced_seconds`, `back_seconds`: from a stop until another process exists, and until the natural
voice speaks again. Linux only.
"""

import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bench.common import guide_sentences, percentile, spread, write_result
from tests.browser.running import RunningKiosk, running_kiosk

ROUNDS = 10
AT_ONCE = 8
HELP_EVERY = 0.02  # seconds between two requests for /help
QUIET = 50  # requests for /help before the stop, for comparison
TARGETS = {"sound_seconds": 2.0, "help_p99_ms": 100.0, "back_seconds": 5.0}
# Seconds; no answer may take this long.
LIMIT = 60.0


class Answer(NamedTuple):
    """The answer to one request; `again`: Retry-After in seconds, 0 if there is none."""

    status: int
    seconds: float
    again: int
    found: dict[str, Any]


class Round(NamedTuple):
    """The results of two stops: one before a single request, one before AT_ONCE requests."""

    tap: Answer
    crowd: list[Answer]
    quiet_ms: list[float]
    help_ms: list[float]
    replaced_seconds: list[float]
    back_seconds: list[float]


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if every target is met."""
    wanted = int(arguments[0]) if arguments else ROUNDS
    unspoken = sentences()
    with tempfile.TemporaryDirectory() as folder, natural_kiosk(Path(folder)) as kiosk:
        rounds = [measure(kiosk, unspoken) for _ in range(wanted)]
    figures = _figures(rounds)
    write_result("stuck-voice", {"rounds": wanted, "at_once": AT_ONCE, **figures})
    return int(not figures["met"])


def natural_kiosk(data: Path) -> Any:
    """A kiosk that speaks with the natural voice and has rendered nothing yet."""
    return running_kiosk(data, KIOSK_VOICE="natural", KIOSK_PREPARE="false")


def sentences() -> Iterator[str]:
    """The ids of the guide's sentences, each once, so that none is spoken twice."""
    return iter(dict.fromkeys(name for name, _ in guide_sentences()))


def measure(kiosk: RunningKiosk, unspoken: Iterator[str]) -> Round:
    """Stop the natural voice's process twice, and measure answers until it is back."""
    quiet_ms = [ask(kiosk, "/help").seconds * 1000 for _ in range(QUIET)]
    help_ms: list[float] = []
    done = threading.Event()
    helping = threading.Thread(target=_ask_for_help, args=(kiosk, done, help_ms))
    helping.start()
    try:
        first = Stop(kiosk)
        tap = speech(kiosk, next(unspoken))
        first.wait_until_back(unspoken)
        second = Stop(kiosk)
        crowd = _at_once(kiosk, [next(unspoken) for _ in range(AT_ONCE)])
        second.wait_until_back(unspoken)
    finally:
        done.set()
        helping.join()
    replaced = [first.replaced_seconds, second.replaced_seconds]
    back = [first.back_seconds, second.back_seconds]
    return Round(tap, crowd, quiet_ms, help_ms, replaced, back)


class Stop:
    """Stops the natural voice's process; measures until another one exists, and until it speaks."""

    def __init__(self, kiosk: RunningKiosk) -> None:
        self._kiosk = kiosk
        process = natural_process(kiosk)
        os.kill(process, signal.SIGSTOP)
        self._stopped = time.monotonic()
        self.replaced_seconds = self.back_seconds = 0.0
        self._watching = threading.Thread(target=self._watch, args=(process,))
        self._watching.start()

    def wait_until_back(self, unspoken: Iterator[str]) -> None:
        """Request a sentence with `ahead=1` until the natural voice speaks it.

        Raises RuntimeError after LIMIT seconds.
        """
        later = f"/speech/{next(unspoken)}?ahead=1"
        while ask(self._kiosk, later).found.get("voice") != "natural":
            if time.monotonic() > self._stopped + LIMIT:
                raise RuntimeError("The natural voice is not back.")
        self.back_seconds = time.monotonic() - self._stopped
        self._watching.join()

    def _watch(self, process: int) -> None:
        while natural_process(self._kiosk) == process:
            threading.Event().wait(0.02)
        self.replaced_seconds = time.monotonic() - self._stopped


def _at_once(kiosk: RunningKiosk, wanted: list[str]) -> list[Answer]:
    answers: list[Answer] = []
    threads = [
        threading.Thread(target=lambda one=one: answers.append(speech(kiosk, one)))
        for one in wanted
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _ask_for_help(kiosk: RunningKiosk, done: threading.Event, times: list[float]) -> None:
    while not done.wait(HELP_EVERY):  # a client without pauses would use a whole core
        times.append(ask(kiosk, "/help").seconds * 1000)


def speech(kiosk: RunningKiosk, sentence: str) -> Answer:
    return ask(kiosk, f"/speech/{sentence}")


def ask(kiosk: RunningKiosk, path: str) -> Answer:
    """One request on a new connection, like a browser's first one."""
    started = time.monotonic()
    connection = HTTPConnection(urlsplit(kiosk.address).netloc, timeout=LIMIT)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.monotonic() - started
    connection.close()
    found = json.loads(body) if answer.headers.get_content_type() == "application/json" else {}
    return Answer(answer.status, seconds, int(answer.headers.get("Retry-After", 0)), found)


def natural_process(kiosk: RunningKiosk) -> int:
    """The id of the natural voice's process. Raises RuntimeError if there is none."""
    for _ in range(round(LIMIT / 0.05)):
        for file in Path(f"/proc/{kiosk.process.pid}/task").glob("*/children"):
            for child in file.read_text().split():
                if b"kiosk.speech.voices.hibari" in _command(child):
                    return int(child)
        threading.Event().wait(0.05)
    raise RuntimeError("The kiosk has no process of a natural voice.")


def _command(process: str) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""  # it has just ended


def _figures(rounds: list[Round]) -> dict[str, Any]:
    help_ms = [one for each in rounds for one in each.help_ms]
    taps = [each.tap for each in rounds]
    crowd = [one for each in rounds for one in each.crowd]
    sound = spread([one.seconds for one in taps], 2)
    back = spread([one for each in rounds for one in each.back_seconds], 2)
    p99 = round(percentile(help_ms, 0.99), 1)
    replaced = spread([one for each in rounds for one in each.replaced_seconds], 2)
    return {
        "sound_seconds": sound,
        "voices": dict(Counter(str(one.found.get("voice")) for one in taps)),
        "crowd_status": {str(code): n for code, n in Counter(one.status for one in crowd).items()},
        "crowd_seconds": spread([one.seconds for one in crowd], 2),
        "quiet_help_ms": spread([one for each in rounds for one in each.quiet_ms]),
        "help_ms": {**spread(help_ms), "p99": p99, "asked": len(help_ms)},
        "replaced_seconds": replaced,
        "back_seconds": back,
        "targets": TARGETS,
        "met": all(one.status == 200 for one in taps)
        and sound["max"] <= TARGETS["sound_seconds"]
        and p99 <= TARGETS["help_p99_ms"]
        and back["max"] <= TARGETS["back_seconds"],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

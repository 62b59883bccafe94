"""The voice's process, spoken to as the kiosk does: a line in, a line and samples out."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kiosk.speech.audio.sound import check_audible
from kiosk.speech.utterance import Sound

ROOT = Path(__file__).parents[3]
FAULTY = "tests.speech.engines.faulty"


class Process:
    """A worker with its two pipes."""

    def __init__(self, popen: "subprocess.Popen[bytes]") -> None:
        assert popen.stdin and popen.stdout
        self.popen = popen
        self.input, self.output = popen.stdin, popen.stdout

    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.output.readline())
        return answer

    def ask(self, text: str) -> tuple[dict[str, Any], bytes]:
        self.input.write(json.dumps({"text": text}).encode() + b"\n")
        self.input.flush()
        head = self.answer()
        return head, self.output.read(head.get("bytes", 0))


@contextmanager
def worker(engine: str = FAULTY) -> Iterator[Process]:
    command = [sys.executable, "-m", "kiosk.speech.voices.worker", engine]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as popen:
        try:
            yield Process(popen)
        finally:
            popen.kill()


def test_it_says_what_it_is_then_answers_each_job() -> None:
    with worker() as process:
        assert process.answer()["fingerprint"].startswith("faulty 1, silence")
        for text in ("hello there", "Guillain-Barré \ud800"):
            head, samples = process.ask(text)
            sound = Sound(np.frombuffer(samples, np.float32), head["rate"])
            check_audible(sound)
            # The half second of tone, with the silence around every clip.
            assert sound.duration == pytest.approx(0.67)
            assert head["events"][0] == [0, 0.02] and head["note"] == ""


def test_what_a_library_prints_is_no_answer() -> None:
    with worker() as process:
        process.answer()
        head, samples = process.ask("chatter")
        assert len(samples) == head["bytes"] > 0


def test_a_refused_text_is_answered_and_the_next_is_spoken() -> None:
    with worker() as process:
        process.answer()
        assert process.ask("refuse")[0] == {"error": "refused"}
        assert process.ask("hello")[0]["bytes"] > 0


def test_an_engine_that_is_missing_is_named_and_the_process_ends() -> None:
    with worker("tests.speech.engines.missing") as process:
        assert process.answer() == {"unavailable": "no library here"}
        assert process.popen.wait(10) == 1


def test_it_ends_with_its_input() -> None:
    with worker() as process:
        process.answer()
        process.input.close()
        assert process.popen.wait(10) == 0


def test_it_ends_with_its_input_even_if_the_library_hangs() -> None:
    with worker() as process:
        process.answer()
        process.input.write(b'{"text": "hang"}\n')
        process.input.close()
        assert process.popen.wait(10) == 1


def test_jobs_given_before_the_input_ends_are_done() -> None:
    with worker() as process:
        process.input.write(b'{"text": "one"}\n{"text": "two"}\n')
        process.input.close()
        process.answer()
        for _ in range(2):
            head = process.answer()
            assert len(process.output.read(head["bytes"])) == head["bytes"]
        assert process.popen.wait(10) == 0


def test_ctrl_c_in_the_terminal_is_left_to_the_kiosk() -> None:
    with worker() as process:
        process.answer()
        process.popen.send_signal(signal.SIGINT)
        assert process.ask("hello")[0]["bytes"] > 0


def test_the_web_framework_is_not_loaded() -> None:
    """It would cost the process its quick start and its small memory."""
    code = "import sys, kiosk.speech.voices.worker; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0

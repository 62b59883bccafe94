"""A watched voice comes back by itself: stopped, dead, or given up for a while."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from functools import partial
from typing import Any

import pytest

from kiosk.speech.utterance import VoiceError, VoiceUnavailable
from kiosk.speech.voices.supervised import ATTEMPTS, QUARANTINE, SupervisedVoice
from kiosk.worker import process as worker_process
from kiosk.worker.restarts import FIRST_WAIT, RestartBackoff
from tests.waiting import wait_until

FAULTY = "tests.speech.engines.faulty"
POPEN = subprocess.Popen


def test_after_a_while_a_text_that_failed_is_tried_again(starts: list[int]) -> None:
    """What failed on a bad day is heard on a good one, without a new start of the kiosk."""
    now = [0.0]
    with closing(SupervisedVoice("clear", FAULTY, clock=lambda: now[0])) as voice:
        tried = []
        for now[0] in (0.0, QUARANTINE - 1, QUARANTINE):
            with pytest.raises(VoiceError):
                voice.speak("die")
            tried.append(len(starts))
    assert tried == [ATTEMPTS, ATTEMPTS, 2 * ATTEMPTS]


def test_a_stopped_process_is_replaced_long_before_its_limit(voice: SupervisedVoice) -> None:
    """A process that the system has stopped answers nothing; it is seen, not waited for."""
    voice._job_limit = 60.0
    stopped = voice.process_id
    assert stopped
    os.kill(stopped, signal.SIGSTOP)
    started = time.monotonic()
    assert voice.speak("hello").duration > 0
    assert time.monotonic() - started < 5 and voice.process_id != stopped


def test_a_process_that_hangs_is_replaced_within_five_seconds(
    voice: SupervisedVoice, starts: list[int]
) -> None:
    """It sleeps and never answers; one that only has much to do is left to it."""
    voice._job_limit = 60.0
    speaking = threading.Thread(target=_speak_in_vain, args=(voice, "hang"))
    speaking.start()
    wait_until(lambda: starts, 5.0)
    voice.close()
    speaking.join(timeout=20)
    assert not speaking.is_alive()


def test_a_process_that_works_for_long_is_not_taken_for_one_that_hangs(
    voice: SupervisedVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long text on a busy machine is spoken in the end."""
    monkeypatch.setattr(worker_process, "HANG_LIMIT", 0.5)
    voice._job_limit = 60.0
    before = voice.process_id
    assert voice.speak("work").duration > 0 and voice.process_id == before


def _speak_in_vain(voice: SupervisedVoice, text: str) -> None:
    with suppress(VoiceError):
        voice.speak(text)


def test_a_process_stopped_while_it_speaks_is_replaced_too(voice: SupervisedVoice) -> None:
    voice._job_limit = 60.0
    voice.speak("hello")
    spoken: list[float] = []
    speaking = threading.Thread(target=lambda: spoken.append(voice.speak("slow").duration))
    speaking.start()
    assert voice.process_id
    os.kill(voice.process_id, signal.SIGSTOP)
    speaking.join(timeout=5)
    assert spoken


def test_a_voice_that_can_not_be_started_is_left_alone_for_a_while(
    voice: SupervisedVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three failed starts in a row, then a wait that ends."""
    now = [0.0]
    voice._restarts = RestartBackoff(lambda: now[0])
    tried: list[float] = []
    original = worker_process.WorkerProcess.__init__

    def die(self: worker_process.WorkerProcess, *_: Any) -> None:
        tried.append(now[0])
        raise worker_process.WorkerFailed("it died")

    voice.speak("hello")
    assert voice.process_id
    os.kill(voice.process_id, signal.SIGKILL)
    monkeypatch.setattr(worker_process.WorkerProcess, "__init__", die)
    for _ in range(3):
        with pytest.raises(VoiceUnavailable):
            voice.speak("hello")
    assert len(tried) == ATTEMPTS
    now[0] = FIRST_WAIT
    with pytest.raises(VoiceUnavailable):
        voice.speak("hello")
    assert len(tried) == ATTEMPTS + 1
    now[0] += 2 * FIRST_WAIT
    monkeypatch.setattr(worker_process.WorkerProcess, "__init__", original)
    assert voice.speak("hello").duration > 0


@pytest.mark.parametrize("line", [b"no json\n", b"[1]\n", b"{}\n", b'{"fingerprint": 1}\n'])
def test_a_process_that_says_nonsense_at_its_start_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, line: bytes
) -> None:
    """Whatever a library prints there, it is told as a reason."""
    monkeypatch.setattr(worker_process.subprocess, "Popen", partial(_say, line))
    with pytest.raises(worker_process.WorkerFailed):
        worker_process.WorkerProcess("none", [], 10.0)


def _say(line: bytes, _command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
    code = f"import sys; sys.stdout.buffer.write({line!r}); sys.stdout.flush(); sys.stdin.read()"
    return POPEN([sys.executable, "-c", code], **options)

"""How a watched voice's process ends: with its voice, and never after the kiosk."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.speech.utterance import VoiceError, VoiceUnavailable
from kiosk.speech.voices.supervised import SupervisedVoice
from kiosk.worker import process as worker_process

ROOT = Path(__file__).parents[3]
FAULTY = "tests.speech.engines.faulty"


def test_a_closed_voice_is_unavailable_and_its_process_gone(voice: SupervisedVoice) -> None:
    process = voice.process_id
    voice.close()
    voice.close()
    assert voice.process_id is None
    with pytest.raises(VoiceUnavailable, match="closed"):
        voice.speak("hello")
    assert process and not _is_running(process)


def test_closing_while_a_text_hangs_does_not_try_it_again(
    voice: SupervisedVoice, starts: list[int]
) -> None:
    failed: list[str] = []

    def speak() -> None:
        try:
            voice.speak("hang")
        except VoiceError as error:
            failed.append(str(error))

    voice._job_limit = 0.5
    speaking = threading.Thread(target=speak)
    speaking.start()
    speaking.join(0.1)
    voice.close()
    speaking.join()
    assert failed == ["The voice was closed."]
    assert starts == []


def test_a_process_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "END_LIMIT", 0.1)
    command = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    worker_process.end_process(process)
    assert process.returncode == -signal.SIGKILL


def test_a_forgotten_voice_ends_its_process() -> None:
    process = SupervisedVoice("clear", FAULTY).process_id
    assert process and not _is_running(process)


@pytest.mark.parametrize("text", ["hello", "hang"])
@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_the_process_ends_with_the_kiosk(text: str, end: str, pidfd: Callable[[int], int]) -> None:
    """Even where the kiosk is killed while its voice's library hangs."""
    code = f"""
import os, threading
from kiosk.speech.voices.supervised import SupervisedVoice
voice = SupervisedVoice("clear", "{FAULTY}", job_limit=60)
print(voice.process_id, flush=True)
speaking = threading.Thread(target=voice.speak, args=("{text}",), daemon=True)
speaking.start()
speaking.join(0.2)
input()
{end}
"""
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as kiosk:
        assert kiosk.stdin and kiosk.stdout
        ended = pidfd(int(kiosk.stdout.readline()))
        kiosk.stdin.write("\n")
        kiosk.stdin.flush()
        assert select.select([ended], [], [], 10)[0]


@pytest.fixture
def pidfd() -> Iterator[Callable[[int], int]]:
    """A process as a file that is ready to read once the process has ended."""
    if not hasattr(os, "pidfd_open"):
        pytest.skip("only Linux tells when another's child ends")
    files: list[int] = []

    def opened(process: int) -> int:
        files.append(os.pidfd_open(process))
        return files[-1]

    yield opened
    for file in files:
        os.close(file)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True

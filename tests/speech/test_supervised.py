"""A voice that is watched: nothing its process does reaches the kiosk but speech or a reason."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.speech import supervised
from kiosk.speech.long_text import LONGEST_JOB
from kiosk.speech.sound import check_audible
from kiosk.speech.supervised import ATTEMPTS, SupervisedVoice
from kiosk.speech.utterance import VoiceError, VoiceUnavailable

ROOT = Path(__file__).parents[2]
FAULTY = "tests.speech.engines.faulty"


@pytest.fixture
def voice() -> Iterator[SupervisedVoice]:
    voice = SupervisedVoice("clear", FAULTY, job_limit=0.3)
    yield voice
    voice.close()


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process ids of every worker started from here on."""
    started: list[int] = []
    original = supervised._Worker.__init__

    def counted(self: supervised._Worker, engine: str) -> None:
        original(self, engine)
        started.append(self.process.pid)

    monkeypatch.setattr(supervised._Worker, "__init__", counted)
    return started


def test_a_text_is_spoken(voice: SupervisedVoice) -> None:
    utterance = voice.speak("hello there")
    assert check_audible(utterance.wav) == utterance.duration == pytest.approx(0.5)
    assert utterance.events == ((0, 0.0), (5, 0.25))


def test_the_fingerprint_names_the_engine(voice: SupervisedVoice) -> None:
    assert voice.fingerprint.startswith("faulty 1")


def test_one_process_speaks_many_texts(voice: SupervisedVoice) -> None:
    before = voice.process_id
    for _ in range(5):
        voice.speak("hello")
    assert voice.process_id == before


@pytest.mark.parametrize("text", ["", "  ", "—", "... !"])
def test_a_text_without_a_word_is_refused_at_once(voice: SupervisedVoice, text: str) -> None:
    before = voice.process_id
    with pytest.raises(VoiceError, match="no word"):
        voice.speak(text)
    assert voice.process_id == before


FAULTS = ["hang", "die", "silent", "empty", "refuse", "crash"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_tried_again_then_reported_and_the_voice_goes_on(
    voice: SupervisedVoice, starts: list[int], fault: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(VoiceError, match=f"failed {ATTEMPTS} times") as caught:
        voice.speak(fault)
    assert not isinstance(caught.value, VoiceUnavailable)
    assert len(starts) == ATTEMPTS - 1
    assert voice.speak("hello").duration > 0


def test_a_text_that_failed_is_not_tried_any_more(
    voice: SupervisedVoice, starts: list[int]
) -> None:
    for _ in range(3):
        with pytest.raises(VoiceError, match="failed"):
            voice.speak("die")
    assert len(starts) == ATTEMPTS - 1


def test_a_process_that_dies_once_loses_nothing(voice: SupervisedVoice, tmp_path: Path) -> None:
    assert voice.speak(f"die-once {tmp_path / 'marker'}").duration > 0


def test_a_process_killed_while_it_waits_loses_nothing(voice: SupervisedVoice) -> None:
    killed = voice.process_id
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert voice.speak("hello").duration > 0
    assert voice.process_id != killed


def test_a_process_killed_while_it_speaks_loses_nothing(voice: SupervisedVoice) -> None:
    """Eight threads speak while the process is killed again and again."""
    spoken: list[float] = []

    def speak() -> None:
        spoken.extend(voice.speak(f"text {turn}").duration for turn in range(10))

    threads = [threading.Thread(target=speak) for _ in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        if voice.process_id:
            os.kill(voice.process_id, signal.SIGKILL)
        threads[0].join(0.05)
    for thread in threads:
        thread.join()
    assert len(spoken) == 80


def test_a_long_text_is_spoken_in_parts_and_joined(voice: SupervisedVoice) -> None:
    text = "word " * LONGEST_JOB + "—" * LONGEST_JOB
    utterance = voice.speak(text)
    parts = round(utterance.duration / 0.5)
    assert parts == len(text.split("—")[0]) // LONGEST_JOB
    assert utterance.events[2] == (LONGEST_JOB, 0.5)
    assert check_audible(utterance.wav) == pytest.approx(utterance.duration)


def test_a_missing_engine_is_named_without_trying_again(starts: list[int]) -> None:
    with pytest.raises(VoiceUnavailable, match="no library here"):
        SupervisedVoice("clear", "tests.speech.engines.missing")
    assert starts == []


def test_an_engine_that_kills_the_process_at_its_start() -> None:
    with pytest.raises(VoiceUnavailable, match=f"failed {ATTEMPTS} times"):
        SupervisedVoice("clear", "tests.speech.engines.stillborn")


def test_no_process_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(VoiceUnavailable, match="nonexistent"):
        SupervisedVoice("clear", FAULTY)


def test_a_closed_voice_is_unavailable_and_its_process_gone(voice: SupervisedVoice) -> None:
    process = voice.process_id
    voice.close()
    voice.close()
    assert voice.process_id is None
    with pytest.raises(VoiceUnavailable, match="closed"):
        voice.speak("hello")
    assert process and not _is_running(process)


def test_a_forgotten_voice_ends_its_process() -> None:
    process = SupervisedVoice("clear", FAULTY).process_id
    assert process and not _is_running(process)


@pytest.mark.parametrize("text", ["hello", "hang"])
@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_the_process_ends_with_the_kiosk(text: str, end: str, pidfd: Callable[[int], int]) -> None:
    """Even where the kiosk is killed while its voice's library hangs."""
    code = f"""
import os, threading
from kiosk.speech.supervised import SupervisedVoice
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

"""A voice that is watched: nothing its process does reaches the kiosk but speech or a reason."""

import os
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.speech.audio.sound import LEADING_SILENCE, TRAILING_SILENCE, check_audible
from kiosk.speech.utterance import VoiceError, VoiceUnavailable
from kiosk.speech.voices.long_text import LONGEST_JOB
from kiosk.speech.voices.supervised import ATTEMPTS, JOB_LIMIT, SupervisedVoice
from kiosk.worker import process as worker_process

FAULTY = "tests.speech.engines.faulty"


def impatient(voice: SupervisedVoice) -> None:
    """Let no job take longer than a moment."""
    voice._job_limit = 0.3


def test_a_text_is_spoken(voice: SupervisedVoice) -> None:
    utterance = voice.speak("hello there")
    silence = LEADING_SILENCE + TRAILING_SILENCE
    check_audible(utterance.sound)
    assert utterance.duration == pytest.approx(0.5 + silence)
    assert [offset for offset, _ in utterance.events] == [0, 5]
    assert [time for _, time in utterance.events] == pytest.approx(
        [LEADING_SILENCE, LEADING_SILENCE + 0.25]
    )


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


FAULTS = ["hang", "die", "silent", "empty", "broken", "refuse", "crash"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_tried_again_then_reported_and_the_voice_goes_on(
    voice: SupervisedVoice, starts: list[int], fault: str
) -> None:
    impatient(voice)
    with pytest.raises(VoiceError, match=f"failed {ATTEMPTS} times") as caught:
        voice.speak(fault)
    voice._job_limit = JOB_LIMIT
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
    for _ in range(ATTEMPTS - 1):  # so often may one text meet with it
        if voice.process_id:
            os.kill(voice.process_id, signal.SIGKILL)
        threads[0].join(0.05)
    for thread in threads:
        thread.join()
    assert len(spoken) == 80


def test_a_long_text_is_spoken_in_parts_and_joined(voice: SupervisedVoice) -> None:
    text = "word " * LONGEST_JOB + "—" * LONGEST_JOB
    utterance = voice.speak(text)
    parts = round(utterance.duration / (0.5 + LEADING_SILENCE + TRAILING_SILENCE))
    assert parts == len(text.split("—")[0]) // LONGEST_JOB
    offset, start = utterance.events[2]
    # The second part, after the first with its silences and its own leading one.
    expected = 0.5 + LEADING_SILENCE + TRAILING_SILENCE + LEADING_SILENCE
    assert (offset, start) == (LONGEST_JOB, pytest.approx(expected))
    check_audible(utterance.sound)


def test_a_voice_in_the_background_gives_way(voice: SupervisedVoice) -> None:
    with closing(SupervisedVoice("clear", FAULTY, background=True)) as background:
        assert voice.process_id and background.process_id
        here = os.getpriority(os.PRIO_PROCESS, voice.process_id)
        assert os.getpriority(os.PRIO_PROCESS, background.process_id) > here


def test_a_voice_in_the_background_has_longer() -> None:
    """It waits for the processor, so the time it takes is no sign that it hangs."""
    limit = 0.45  # s; "slow" takes 0.5 and a little
    with closing(SupervisedVoice("clear", FAULTY, limit)) as voice, pytest.raises(VoiceError):
        voice.speak("slow")
    with closing(SupervisedVoice("clear", FAULTY, limit, background=True)) as voice:
        check_audible(voice.speak("slow").sound)


def test_a_missing_engine_is_named_without_trying_again(starts: list[int]) -> None:
    with pytest.raises(VoiceUnavailable, match="no library here"):
        SupervisedVoice("clear", "tests.speech.engines.missing")
    assert starts == []


def test_an_engine_that_kills_the_process_at_its_start() -> None:
    with pytest.raises(VoiceUnavailable, match=f"failed {ATTEMPTS} times"):
        SupervisedVoice("clear", "tests.speech.engines.stillborn")


def test_a_process_killed_while_it_starts_loses_nothing(
    voice: SupervisedVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    original = worker_process.WorkerProcess._read_head

    def kill_first(self: worker_process.WorkerProcess) -> dict[str, Any]:
        if not killed:
            killed.append(self.process.pid)
            self.process.kill()
        return original(self)

    voice.speak("hello")
    assert voice.process_id
    os.kill(voice.process_id, signal.SIGKILL)
    monkeypatch.setattr(worker_process.WorkerProcess, "_read_head", kill_first)
    assert voice.speak("hello").duration > 0
    assert voice.process_id not in killed


@pytest.mark.parametrize(("more", "reason"), [(1, "in the middle"), (-1, "can't be read")])
def test_an_answer_cut_short_is_a_fault(
    voice: SupervisedVoice, monkeypatch: pytest.MonkeyPatch, more: int, reason: str
) -> None:
    original = worker_process.WorkerProcess._read_head

    def mistake(self: worker_process.WorkerProcess) -> dict[str, Any]:
        head = original(self)
        return head | {"bytes": head["bytes"] + more} if "bytes" in head else head

    monkeypatch.setattr(worker_process.WorkerProcess, "_read_head", mistake)
    voice._job_limit = 2.0  # three times: enough for what comes of it, also on a busy machine
    with pytest.raises(VoiceError, match=reason):
        voice.speak("hello")


def test_no_process_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(VoiceUnavailable, match="nonexistent"):
        SupervisedVoice("clear", FAULTY)

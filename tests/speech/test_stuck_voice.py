"""A stuck voice is heard of by nobody: another one speaks in its place, until it is back."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.guide import Sentence
from kiosk.speech import line, waiting
from kiosk.speech import service as service_module
from kiosk.speech.service import SpeechService
from kiosk.speech.text.spoken_forms import SpokenForms
from kiosk.speech.utterance import VoiceError
from kiosk.speech.voices.registry import Voice
from kiosk.speech.voices.supervised import SupervisedVoice
from kiosk.speech.waiting import VoiceBusy, Wish

from ..waiting import busyness, wait_until

# How soon is what is promised: beside other tests it would be their pace that is measured.
pytestmark = pytest.mark.alone

TAP, AHEAD, PATIENT = Wish("page"), Wish("page", ahead=True), Wish()
# What a person may wait for a sound, in seconds.
IN_TIME = 2.0


class Machine:
    """Two voices, each of a real process that does what a text says."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: dict[str, SupervisedVoice] = {}
        # On a busy machine everything takes longer, and so does a person's patience here.
        self.slow = busyness()
        monkeypatch.setattr(waiting, "TAP_LIMIT", waiting.TAP_LIMIT * self.slow)
        for module in (service_module, line):
            monkeypatch.setattr(module, "WANTED_LIMIT", waiting.WANTED_LIMIT * self.slow)
        monkeypatch.setattr(service_module, "open_voice", self._open)
        self.service = SpeechService(folder, ["natural", "clear"])
        self.service.open(20, ready=True)

    def _open(
        self,
        name: str,
        background: bool = False,
        model: Path | None = None,
        language: str = "en",
    ) -> Voice:
        # What hangs only hangs in the natural voice.
        voice = SupervisedVoice(name, "tests.speech.engines.faulty", arguments=(name,))
        self.opened[name] = voice
        return voice

    def say(self, text: str, wish: Wish = TAP, voice: str = "") -> tuple[str, float]:
        """Who spoke, and after how many seconds of an idle machine."""
        started = time.monotonic()
        clip = self.service.clip_for(Sentence.of(text).id, text, SpokenForms({}), voice, wish)
        return clip.voice, (time.monotonic() - started) / self.slow

    def process(self, name: str) -> int:
        process = self.opened[name].process_id
        assert process
        return process


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    made = Machine(tmp_path, monkeypatch)
    yield made
    made.service.close()


def test_a_stopped_process_is_replaced_and_meanwhile_someone_speaks(machine: Machine) -> None:
    """Within two seconds, each time; and within five the wanted voice is back."""
    assert machine.say("one")[0] == "natural"
    for turn in range(3):
        os.kill(machine.process("natural"), signal.SIGSTOP)
        assert machine.say(f"text {turn}")[1] < IN_TIME
        wait_until(
            lambda turn=turn: machine.say(f"later {turn} {time.monotonic()}")[0] == "natural", 5
        )
    wait_until(lambda: not machine.service.status().reason)


def test_a_text_that_hangs_is_said_by_the_other_voice_and_the_next_one_at_once(
    machine: Machine,
) -> None:
    """The first tap waits for the wanted voice; then it is known, and health tells it."""
    voice, seconds = machine.say("hang here")
    assert voice == "clear" and 1 < seconds < IN_TIME
    voice, seconds = machine.say("another")
    assert voice == "clear" and seconds < 1
    assert "too long" in machine.service.status().reason and machine.service.status().available


def test_a_text_that_fails_in_one_voice_is_said_by_the_other(machine: Machine) -> None:
    """Each time, and what else there is to say stays with the wanted voice."""
    for _ in range(2):
        assert machine.say("refuse this", PATIENT)[0] == "clear"
    assert machine.say("this", PATIENT)[0] == "natural"
    assert machine.service.status().reason == ""


def test_where_no_voice_speaks_in_time_a_person_is_told_so(machine: Machine) -> None:
    """In words on the screen, within two seconds."""
    started = time.monotonic()
    with pytest.raises(VoiceError):
        machine.say("hang everywhere")
    assert time.monotonic() - started < (IN_TIME + 0.5) * machine.slow


def test_what_is_wanted_later_is_put_off_while_three_wait(machine: Machine) -> None:
    """At once, so that the server goes on with screens; a tap is heard all the same."""
    stuck = machine.process("natural")
    waiting = [
        threading.Thread(target=_try, args=(machine, f"hang {turn}"), daemon=True)
        for turn in range(3)
    ]
    for one in waiting:
        one.start()
    room = machine.service._waiting
    wait_until(lambda: len(room._seated) == 3)
    started = time.monotonic()
    with pytest.raises(VoiceBusy):
        machine.say("later", AHEAD)
    assert time.monotonic() - started < 0.5 * machine.slow
    voice, seconds = machine.say("now")
    assert seconds < IN_TIME
    # On a slow machine the natural voice may have been replaced by then.
    assert voice == "clear" or machine.process("natural") != stuck
    machine.service.close()


def _try(machine: Machine, text: str) -> None:
    try:
        machine.say(text, AHEAD)
    except VoiceError:
        return


def test_a_disk_that_refuses_is_told_as_any_fault(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words on the screen, and no broken page."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(machine.service._store, "put", full)
    with pytest.raises(VoiceError, match="No space left"):
        machine.say("hands")


@pytest.mark.parametrize("blow", [signal.SIGSTOP, signal.SIGKILL])
def test_a_process_that_dies_or_stops_while_idle_is_replaced_each_time(
    machine: Machine, blow: signal.Signals
) -> None:
    """Within 5 s and without anybody asking, so that the next tap finds it there."""
    for _ in range(4):
        before = machine.process("natural")
        os.kill(before, blow)
        wait_until(
            lambda before=before: machine.opened["natural"].process_id not in (None, before), 5.0
        )
    assert machine.say("hello again", PATIENT)[0] == "natural"

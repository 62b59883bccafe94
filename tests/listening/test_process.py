"""The recogniser's process: there again by itself whatever happens to it, and never "loading" for
ever."""

import os
import signal
import subprocess
import sys

import pytest

from kiosk.listening import process as listening_process
from kiosk.listening.commands import Context
from kiosk.listening.service import Broken, StreamEnded
from kiosk.worker import process as worker_process
from kiosk.worker.restarts import FIRST_WAIT, IN_A_ROW

from .conftest import COMMANDS, SCRIPTED, Open, sound, started, wait_until
from .engines.scripted import DIE, HANG, HEAR
from .test_service import SILENCE, Clock


@pytest.mark.parametrize("fault", [HANG, DIE])
def test_a_fault_ends_the_stream_and_the_next_one_is_heard(
    open_service: Open, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    service = open_service()
    token = started(service)
    service._process._job_limit = 0.3
    before = service.process_id
    with pytest.raises(StreamEnded):
        service.hear(token, sound(fault), Context())
    assert service.status().state in ("loading", "ready")  # again, by itself
    assert service.hear(started(service), sound(HEAR), Context()).events
    assert service.process_id != before


def test_a_process_killed_while_it_waits_is_started_again(open_service: Open) -> None:
    service = open_service()
    started(service)
    killed = service.process_id
    assert killed and service._process._worker
    os.kill(killed, signal.SIGKILL)
    service._process._worker.process.wait()
    token = started(service)
    assert service.process_id != killed
    assert service.hear(token, sound(HEAR), Context()).events


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_a_process_that_dies_or_stops_is_there_again_each_time(
    open_service: Open, blow: signal.Signals
) -> None:
    """Within 5 s, however often, without anybody asking; nobody is told that it is broken."""
    service = open_service()
    started(service)
    for _ in range(IN_A_ROW):
        before = service.process_id
        assert before
        os.kill(before, blow)
        wait_until(lambda before=before: service.process_id not in (None, before), 5.0)
        assert service.status().state == "ready"
    assert service.hear(started(service), sound(HEAR), Context()).events


def test_sound_that_kills_the_process_again_and_again_breaks_nothing(open_service: Open) -> None:
    """Each time the stream ends, and the next one is heard."""
    service = open_service()
    for _ in range(IN_A_ROW):
        with pytest.raises(StreamEnded):
            service.hear(started(service), sound(DIE), Context())
    assert service.hear(started(service), sound(HEAR), Context()).events


def test_a_process_stopped_while_it_hears_is_not_waited_for(open_service: Open) -> None:
    """It is seen long before the limit of a job, and its stream ends."""
    service = open_service()
    token = started(service)
    service._process._job_limit = 60.0
    assert service.process_id
    os.kill(service.process_id, signal.SIGSTOP)
    with pytest.raises(StreamEnded):
        service.hear(token, sound(HEAR), Context())


def test_a_process_that_dies_while_it_loads_is_tried_again_later_and_later(
    open_service: Open,
) -> None:
    """Three starts that fail, and it is broken with the reason, but not for good."""
    clock = Clock()
    service = open_service("tests.listening.engines.stillborn", clock=clock)
    service.start(COMMANDS)
    for wait in (FIRST_WAIT, 2 * FIRST_WAIT):
        wait_until(lambda: service.status().state == "broken")
        assert "ended or took too long" in service.status().reason
        with pytest.raises(Broken, match="failed 3 times"):
            service.start(COMMANDS)
        clock.now += wait - 0.1
        assert service.status().state == "broken"
        if wait > FIRST_WAIT:
            service._engine = SCRIPTED  # as if the machine had been mended
        clock.now += 0.1
        assert service.status().state != "broken" and service.status().reason == ""
    wait_until(lambda: service.ready)
    assert service.hear(started(service), sound(HEAR), Context()).events


def test_a_fault_of_our_own_while_it_loads_is_told_and_not_for_ever_loading(
    open_service: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is raised there; the sign on the screen said "starting" until the kiosk's end."""

    def broken(*_: object) -> None:
        raise KeyError("sections")

    monkeypatch.setattr(listening_process, "WorkerProcess", broken)
    service = open_service()
    service.start(COMMANDS)
    wait_until(lambda: service.status().state == "broken")
    assert "KeyError" in service.status().reason


@pytest.mark.parametrize("line", [b"no json\n", b"[]\n", b"{}\n"])
def test_nonsense_from_the_process_at_its_start_is_told(
    open_service: Open, monkeypatch: pytest.MonkeyPatch, line: bytes
) -> None:
    """A library that prints where the kiosk listens."""
    code = f"import sys; sys.stdout.buffer.write({line!r}); sys.stdout.flush(); sys.stdin.read()"
    popen = subprocess.Popen
    monkeypatch.setattr(
        worker_process.subprocess,
        "Popen",
        lambda _command, **options: popen([sys.executable, "-c", code], **options),
    )
    service = open_service()
    service.start(COMMANDS)
    wait_until(lambda: service.status().state == "broken")


@pytest.mark.parametrize("answer", [{}, {"events": None, "level": {}}, {"events": []}])
def test_an_answer_that_can_not_be_read_ends_the_stream(
    open_service: Open, monkeypatch: pytest.MonkeyPatch, answer: dict[str, object]
) -> None:
    """And the process with it: the next one may speak sense."""
    service = open_service()
    token = started(service)
    before = service.process_id
    with monkeypatch.context() as patched:
        patched.setattr(service._process, "ask", lambda *_: answer)
        with pytest.raises(StreamEnded):
            service.hear(token, SILENCE, Context())
    wait_until(lambda: service.process_id not in (None, before))
    assert service.hear(started(service), sound(HEAR), Context()).events

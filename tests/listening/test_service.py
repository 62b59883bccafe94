"""The kiosk's hearing: one stream at a time, and nothing of its process reaches the kiosk."""

import subprocess
import sys
import threading

import pytest

from kiosk.config import PROJECT
from kiosk.listening import service as service_module
from kiosk.listening.commands import Command, Commands, Context, Phrase
from kiosk.listening.events import Level
from kiosk.listening.service import (
    ListeningService,
    NotOffered,
    StreamEnded,
    TooFast,
    why_off,
)

from .conftest import COMMANDS, Open, sound, started, wait_until
from .engines.scripted import HEAR, REFUSE, TELL

SILENCE = sound(0)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_what_is_said_comes_back_as_events_with_the_level(open_service: Open) -> None:
    service = open_service()
    (event,) = service.hear(started(service), sound(HEAR), Context()).events
    assert event.kind == "heard" and event.command == Command("next")
    heard = service.hear(started(service), SILENCE, Context())
    assert heard.events == () and heard.level == Level(-20.0, -60.0, False)


def test_the_recogniser_knows_what_is_on_the_screen(open_service: Open) -> None:
    service = open_service()
    token = started(service)
    (event,) = service.hear(token, sound(TELL), Context(3, "MMN – hands.", True, True)).events
    assert event.reason == "160 3 MMN – hands. True True"


def test_it_sleeps_until_it_is_wanted_then_loads_in_the_background(open_service: Open) -> None:
    service = open_service()
    assert service.status().state == "asleep" and service.process_id is None
    token = service.start(COMMANDS)
    assert service.status().state in ("loading", "ready")
    wait_until(lambda: service.ready)
    assert service.process_id and service.hear(token, SILENCE, Context()).events == ()


def test_it_counts_what_was_heard_and_refused_and_keeps_no_more(open_service: Open) -> None:
    service = open_service()
    token = started(service)
    for first in (HEAR, HEAR, REFUSE, 0):
        service.hear(token, sound(first), Context())
    status = service.status()
    assert (status.state, status.heard, status.refused) == ("ready", 2, 1)


def test_a_new_stream_ends_the_older_one_and_starts_afresh(open_service: Open) -> None:
    service = open_service()
    first = started(service)
    service.hear(first, SILENCE, Context())
    second = started(service)
    with pytest.raises(StreamEnded):
        service.hear(first, SILENCE, Context())
    service.stop(first)  # not its stream any more
    (event,) = service.hear(second, sound(TELL), Context()).events
    assert event.reason.startswith("160 ")


def test_a_stopped_stream_is_over_and_forgotten(open_service: Open) -> None:
    service = open_service()
    token = started(service)
    service.stop(token)
    for ended in (token, "", "\ud800"):
        with pytest.raises(StreamEnded):
            service.hear(ended, SILENCE, Context())


def test_sound_faster_than_a_microphones_is_refused(open_service: Open) -> None:
    clock = Clock()
    service = open_service(clock=clock)
    token = started(service)
    second = sound(0, 16_000)
    for _ in range(3):
        service.hear(token, second, Context())
    with pytest.raises(TooFast):
        service.hear(token, second, Context())
    clock.now += 1.0  # by then it may send a second and a half
    service.hear(token, second, Context())
    with pytest.raises(TooFast):
        service.hear(token, second, Context())


def test_a_stream_whose_first_piece_was_not_taken_still_starts_afresh(
    open_service: Open,
) -> None:
    """What one person said is never the beginning of what the next one says."""
    service = open_service()
    service.hear(started(service), SILENCE, Context())
    second = started(service)
    with service._process._work, pytest.raises(TooFast):  # the piece before is not done yet
        service.hear(second, SILENCE, Context())
    (event,) = service.hear(second, sound(TELL), Context()).events
    assert event.reason.startswith("160 ")


def test_each_stream_hears_its_own_commands(open_service: Open) -> None:
    """Two languages, or two states of a file, in one process; and a new process knows them too."""
    service = open_service()
    other = Commands([Phrase("next page", Command("back"))])
    for commands, name in ((COMMANDS, "next"), (other, "back"), (COMMANDS, "next")):
        token = service.start(commands)
        wait_until(lambda: service.ready)
        (event,) = service.hear(token, sound(HEAR), Context()).events
        assert event.command == Command(name)
    before = service.process_id
    service._process.discard()
    wait_until(lambda: service.process_id not in (None, before))
    (event,) = service.hear(token, sound(HEAR), Context()).events
    assert event.command == Command("next")


def test_a_stream_ends_where_other_things_can_be_said_now(open_service: Open) -> None:
    """The page begins a new one, which knows them. Where nothing changed it goes on."""
    service = open_service()
    token = started(service)
    service.renew(Commands(COMMANDS.all))
    service.hear(token, SILENCE, Context())
    service.renew(Commands([Phrase("onward", Command("next"))]))
    with pytest.raises(StreamEnded):
        service.hear(token, SILENCE, Context())


def test_the_process_ends_some_time_after_the_last_sound(open_service: Open) -> None:
    service = open_service(idle_limit=0.2)
    token = started(service)
    wait_until(lambda: service.process_id is None)
    assert service.status().state == "asleep"
    with pytest.raises(StreamEnded):
        service.hear(token, SILENCE, Context())
    assert started(service)


def test_many_threads_may_call_it(open_service: Open) -> None:
    """Each piece is heard once, refused or of an ended stream; nothing else comes of it."""
    service = open_service()
    started(service)
    faults: list[Exception] = []

    def use() -> None:
        try:
            for _ in range(10):
                token = service.start(COMMANDS)
                try:
                    service.hear(token, sound(HEAR), Context())
                except (StreamEnded, TooFast):
                    continue
                service.stop(token)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and service.ready and service.status().heard > 0


def test_switched_off_it_starts_nothing(open_service: Open) -> None:
    service = open_service(off="listening is false in kiosk.toml.")
    assert not service.offered and service.status().state == "off"
    with pytest.raises(NotOffered, match="kiosk.toml"):
        service.start(COMMANDS)


def test_it_listens_where_staff_let_it_and_english_is_spoken() -> None:
    assert why_off(True, "en") == ""
    assert "kiosk.toml" in why_off(False, "en")
    assert "English" in why_off(True, "es")


def test_without_the_extra_it_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "PARTS", ("json", "no_such_part"))
    service = ListeningService()
    assert service.status().state == "not installed" and not service.offered
    assert service.status().reason == "There is no no_such_part."


def test_closed_its_process_is_gone_and_no_other_starts(open_service: Open) -> None:
    service = open_service()
    started(service)
    process = service._process._worker
    assert process
    service.close()
    assert not process.running and service.process_id is None
    with pytest.raises(NotOffered):
        service.start(COMMANDS)


def test_neither_the_web_nor_an_engine_is_loaded_by_the_service() -> None:
    """The kiosk's own process stays small, and needs no extra."""
    code = (
        "import sys, kiosk.listening.service\n"
        "heavy = {'flask', 'numpy', 'onnxruntime', 'ctranslate2', 'silero_vad'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0

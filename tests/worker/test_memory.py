"""What a worker has freed goes back to the machine once nobody asks it anything."""

import queue
import threading
from typing import Any

import pytest

from kiosk.worker import jobs as module
from kiosk.worker.memory import give_back_memory

JOB = ({"text": "hands"}, b"")


def test_a_job_that_follows_another_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "give_back_memory", lambda: pytest.fail("it was given back"))
    waiting: Any = queue.SimpleQueue()
    waiting.put(JOB)
    assert module._next(waiting) == JOB


def test_after_a_while_without_a_job_memory_is_given_back_and_the_next_job_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given_back = threading.Event()
    monkeypatch.setattr(module, "QUIET", 0.01)
    monkeypatch.setattr(module, "give_back_memory", given_back.set)
    waiting: Any = queue.SimpleQueue()

    def ask() -> None:
        assert given_back.wait(20)
        waiting.put(JOB)

    asking = threading.Thread(target=ask)
    asking.start()
    assert module._next(waiting) == JOB
    asking.join()


def test_where_the_system_can_not_do_it_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise OSError(f"there is no {name}")

    monkeypatch.setattr("ctypes.CDLL", missing)
    give_back_memory()

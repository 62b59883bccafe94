"""A watched voice whose engine does what a test's text says."""

from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.speech.voices.supervised import SupervisedVoice
from kiosk.worker import process as worker_process


@pytest.fixture
def voice() -> Iterator[SupervisedVoice]:
    voice = SupervisedVoice("clear", "tests.speech.engines.faulty")
    yield voice
    voice.close()


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process ids of every worker started from here on."""
    started: list[int] = []
    original = worker_process.WorkerProcess.__init__

    def counted(self: worker_process.WorkerProcess, *arguments: Any) -> None:
        original(self, *arguments)
        started.append(self.process.pid)

    monkeypatch.setattr(worker_process.WorkerProcess, "__init__", counted)
    return started

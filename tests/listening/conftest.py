"""A kiosk's hearing whose recogniser does what a test's sound says."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.cli.hear import resampled
from kiosk.config import Settings
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Commands
from kiosk.listening.models.files import ListeningUnavailable
from kiosk.listening.recognizer import Recognizer
from kiosk.listening.service import ListeningService
from kiosk.speech.voices.registry import open_voice

from ..waiting import wait_until

__all__ = ["wait_until"]

SCRIPTED = "tests.listening.engines.scripted"
SLUGS = ["symptoms", "ivig", "support", "questions", "about"]
COMMANDS = load_commands(Settings().place.files("commands.yaml"), SLUGS)
Open = Callable[..., ListeningService]


def sound(first: int, samples: int = 160) -> bytes:
    """A piece of sound that tells the scripted recogniser what to do."""
    return np.array([first] + [0] * (samples - 1), dtype="<i2").tobytes()


def started(service: ListeningService) -> str:
    """A stream of a service that is ready."""
    token = service.start(COMMANDS)
    wait_until(lambda: service.ready)
    return token


@pytest.fixture
def open_service() -> Iterator[Open]:
    """open_service(engine, ...): a service that is closed at the test's end."""
    opened: list[ListeningService] = []

    def make(engine: str = SCRIPTED, **options: Any) -> ListeningService:
        opened.append(ListeningService(engine=engine, **options))
        return opened[-1]

    yield make
    for service in opened:
        service.close()


@pytest.fixture(scope="session")
def loaded() -> Recognizer:
    """The real models, once for all tests: loading them takes seconds."""
    try:
        return Recognizer.load()
    except ListeningUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def spoken() -> Iterator[Callable[[str], NDArray[np.float32]]]:
    """spoken(text): how the kiosk's own clear voice says it, at 16 kHz."""
    voice = open_voice("clear")

    def samples(text: str) -> NDArray[np.float32]:
        sound = voice.speak(text).sound
        return resampled(sound.samples, sound.rate)

    yield samples
    voice.close()


@pytest.fixture(scope="session")
def commands() -> Commands:
    """What can be said, as shipped, of some sections."""
    return COMMANDS

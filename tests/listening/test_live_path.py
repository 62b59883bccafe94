"""What the kiosk's own clear voice says goes through the whole listener, with the real models."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.listening.commands import Command, Commands, Context
from kiosk.listening.listener import Listener
from kiosk.listening.recognizer import RATE, Recognizer

Samples = NDArray[np.float32]
ALL = Context(question=True)
QUIET = np.zeros(RATE, dtype=np.float32)
Say = Callable[[str], Samples]


@pytest.fixture(scope="module")
def say(spoken: Say) -> Say:
    """The same with a second of silence on both sides."""
    return lambda text: np.concatenate([QUIET, spoken(text), QUIET])


@pytest.fixture(scope="module")
def listener(loaded: Recognizer, commands: Commands) -> Listener:
    return Listener(loaded, commands)


def acts(listener: Listener, samples: Samples, context: Context) -> list[Command]:
    listener.reset()
    events = listener.hear(samples, context) + listener.flush(context)
    return [event.command for event in events if event.kind == "heard" and event.command]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Next.", Command("next")),
        ("Number two.", Command("number", 2)),
        ("Number eight.", Command("number", 8)),  # the last of many that begin alike
        ("Show me the symptoms.", Command("section", section="symptoms")),
        ("Show numbers.", Command("show-numbers")),
        ("Hide the numbers.", Command("hide-numbers")),
        ("Stop.", Command("stop")),
        ("Three.", Command("number", 3)),
    ],
)
def test_what_is_said_is_done(listener: Listener, say: Say, text: str, command: Command) -> None:
    assert acts(listener, say(text), ALL) == [command]


@pytest.mark.parametrize(
    "text",
    [
        "Most often, MMN starts in the hands and lower arms.",
        "The next step is often a nerve conduction test.",
        "Banana.",
    ],
)
def test_what_is_no_command_is_not_done(listener: Listener, say: Say, text: str) -> None:
    assert acts(listener, say(text), ALL) == []


def test_reading_is_stopped_by_voice_but_not_by_itself(listener: Listener, say: Say) -> None:
    text = "Call your doctor when you have to stop. Weakness that gets worse has to be seen to."
    own = say(text)
    reading = Context(reading=text)
    assert acts(listener, own, reading) == []
    assert acts(listener, own * np.float32(0.05), reading) == []
    assert acts(listener, say("Pause."), reading) == [Command("pause")]

"""From samples to events: the listener's own logic with a stand-in engine, then the real one."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.config import PROJECT
from kiosk.listening.commands import Command, Commands, Context
from kiosk.listening.hear import resampled
from kiosk.listening.listener import AWAKE_SECONDS, USUAL_SPEECH, Event, Listener
from kiosk.listening.recognizer import RATE, Recognizer, Scores
from kiosk.speech.sound import read_wav, to_floats
from kiosk.speech.voices import open_voice

Samples = NDArray[np.float32]
SLUGS = "symptoms ivig support questions about".split()  # noqa: SIM905
ALL = Context(question=True)


@pytest.fixture(scope="module")
def commands() -> Commands:
    return Commands.load(PROJECT / "content" / "en" / "commands.yaml", SLUGS)


class Engine:
    """Takes what is loud for speech, and hears the phrase it is told to."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.asked: list[list[str]] = []

    def speech(self, frame: Samples) -> float:
        return float(np.abs(frame).max() > 0.01)

    def score(self, samples: Samples, phrases: list[str]) -> Scores:
        self.asked.append(phrases)
        chances = {self.phrase: -0.5} if self.phrase in phrases else {}
        return Scores(chances, chances, "", "")

    def reset(self) -> None:
        pass


def quiet(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def tone(seconds: float) -> Samples:
    return (0.3 * np.sin(np.arange(round(seconds * RATE)) / 5)).astype(np.float32)


WORD = np.concatenate([quiet(1), tone(0.4), quiet(1)])


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def test_a_word_is_heard_once_and_soon(commands: Commands) -> None:
    engine = Engine("next")
    events = Listener(engine, commands).hear(WORD, ALL)
    assert kinds(events) == ["speech", "heard"]
    assert events[1].command == Command("next")
    assert 0.3 < events[1].seconds < 0.45
    assert len(engine.asked) == 1


def test_in_how_many_pieces_it_comes_does_not_matter(commands: Commands) -> None:
    listener = Listener(Engine("next"), commands)
    found: list[Event] = []
    for start in range(0, len(WORD), 700):
        found += listener.hear(WORD[start : start + 700], ALL)
    assert kinds(found) == ["speech", "heard"]


def test_the_kiosks_own_words_still_count_as_such_a_moment_after(commands: Commands) -> None:
    """The last word of a reading is decided on when the kiosk is silent already."""
    listener = Listener(Engine("next"), commands)
    listener.hear(quiet(1), Context(reading="The nerve comes next."))
    (_, event) = listener.hear(WORD[RATE // 2 :], ALL)
    assert event.reason == "our own voice"
    assert kinds(listener.hear(np.concatenate([quiet(1), WORD]), ALL)) == ["speech", "heard"]


def test_what_cannot_be_meant_now_is_looked_for_but_not_done(commands: Commands) -> None:
    engine = Engine("next")
    events = Listener(engine, commands).hear(WORD, Context(reading="The nerves."))
    assert kinds(events) == ["speech", "refused"]
    assert events[1].reason == "not on this screen"
    assert {"next", "stop", "nine", "computer"} <= set(engine.asked[0])


def test_a_screen_that_changed_meanwhile_is_minded(commands: Commands) -> None:
    """The word was recognised for the screen before; what counts is the one it falls on."""
    listener = Listener(Engine("nine"), commands)
    end = round(1.65 * RATE)  # after the end is likely and before it is sure
    first = listener.hear(WORD[:end], Context(numbers=9))
    assert kinds(first + listener.hear(WORD[end:], Context(numbers=3))) == ["speech", "refused"]


def test_the_sounds_end_ends_the_word(commands: Commands) -> None:
    listener = Listener(Engine("next"), commands)
    listener.hear(WORD[: round(1.45 * RATE)], ALL)
    assert kinds(listener.flush(ALL)) == ["heard"]


def test_after_a_reset_nothing_is_left(commands: Commands) -> None:
    listener = Listener(Engine("next"), commands)
    listener.hear(WORD[: round(1.45 * RATE)], ALL)
    listener.reset()
    assert listener.flush(ALL) == []


def test_with_a_wake_word_a_command_counts_only_after_it(commands: Commands) -> None:
    engine = Engine("next")
    listener = Listener(engine, commands)
    waiting = Context(wake_word=True)
    assert kinds(listener.hear(WORD, waiting)) == ["speech", "refused"]
    engine.phrase = "computer"
    assert kinds(listener.hear(WORD, waiting)) == ["speech", "woken"]
    engine.phrase = "next"
    assert kinds(listener.hear(WORD, waiting)) == ["speech", "heard"]
    assert kinds(listener.hear(WORD, waiting)) == ["speech", "refused"]


def test_who_says_nothing_after_the_wake_word_is_told_that_it_sleeps(commands: Commands) -> None:
    listener = Listener(Engine("computer"), commands)
    listener.hear(WORD, Context(wake_word=True))
    assert kinds(listener.hear(quiet(AWAKE_SECONDS), Context(wake_word=True))) == ["slept"]


def test_the_noise_is_measured(commands: Commands) -> None:
    listener = Listener(Engine("next"), commands)
    for level in (-60.0, -20.0):
        listener.hear(noise_of(level), ALL)
        assert listener.level.noise == pytest.approx(level, abs=1)


# The level of tone(), in dB of full scale.
TONE = -13.5


def noise_of(level: float) -> Samples:
    """Four seconds of noise of a mean level in dB of full scale."""
    noise = np.random.default_rng(0).standard_normal(4 * RATE).astype(np.float32)
    return noise * np.float32(10 ** (level / 20))


class Hears(Engine):
    """Takes for speech what is a tone and not noise."""

    def speech(self, frame: Samples) -> float:
        return float(np.abs(frame).max() > 0.25)


# A voice's loudest part is about 6 dB over its mean: 10 dB of babble are 16 below its loudest.
@pytest.mark.parametrize(("below", "loud"), [(16, True), (26, False), (60, False)])
@pytest.mark.parametrize("heard", [True, False])
def test_a_noise_is_too_loud_beside_the_voice_heard_or_the_usual_one(
    commands: Commands, heard: bool, below: float, loud: bool
) -> None:
    listener = Listener(Hears("next"), commands)
    listener.hear(WORD if heard else quiet(0.1), ALL)
    voice = TONE if heard else USUAL_SPEECH
    assert listener.level.speech == pytest.approx(voice, abs=1)
    listener.hear(noise_of(voice - below), ALL)
    assert listener.level.loud is loud


def test_a_scrap_of_talk_in_the_background_is_not_the_voice(commands: Commands) -> None:
    """Else babble under which a voice is heard well would be too loud."""
    listener = Listener(Hears("next"), commands)
    noise = np.random.default_rng(0).standard_normal(5 * RATE).astype(np.float32) * 0.08
    noise[3 * RATE : 3 * RATE + RATE // 4] += tone(0.25)
    assert listener.hear(noise, ALL)[-1].reason == "not a command"
    assert listener.level.speech == USUAL_SPEECH


Say = Callable[[str], Samples]


@pytest.fixture(scope="module")
def say() -> Iterator[Say]:
    """The kiosk's own clear voice, with a second of silence on both sides."""
    voice = open_voice("clear")

    def said(text: str) -> Samples:
        sound = read_wav(voice.speak(text).wav)
        samples = resampled(to_floats(sound).astype(np.float32), sound.rate)
        return np.concatenate([quiet(1), samples, quiet(1)])

    yield said
    voice.close()


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
        ("Show me the symptoms.", Command("section", section="symptoms")),
        ("Show numbers.", None),
        ("Hide the numbers.", Command("hide-numbers")),
        ("Stop.", Command("stop")),
        ("Three.", Command("number", 3)),
    ],
)
def test_what_is_said_is_done(
    listener: Listener, say: Say, text: str, command: Command | None
) -> None:
    assert acts(listener, say(text), ALL) == ([command] if command else [])


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

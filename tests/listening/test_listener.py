"""From samples to events: the listener's own logic, with a stand-in engine."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.listening.commands import Command, Commands, Context
from kiosk.listening.decision import ACCEPT
from kiosk.listening.events import Event
from kiosk.listening.listener import AWAKE_SECONDS, USUAL_SPEECH, Listener
from kiosk.listening.recognizer import RATE
from kiosk.listening.scores import Scores

Samples = NDArray[np.float32]
ALL = Context(question=True)


class Engine:
    """Takes what is loud for speech, and hears the phrase it is told to, so likely."""

    def __init__(self, phrase: str, chance: float = -0.5) -> None:
        self.phrase = phrase
        self.chance = chance
        self.asked: list[list[str]] = []

    def speech(self, frame: Samples) -> float:
        return float(np.abs(frame).max() > 0.01)

    def score(self, samples: Samples, phrases: list[str]) -> Scores:
        self.asked.append(phrases)
        chances = {self.phrase: self.chance} if self.phrase in phrases else {}
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


CERTAIN, LIKELY = -0.5, -3.0


@pytest.mark.parametrize(
    ("phrase", "chance", "seconds"),
    [
        ("next", CERTAIN, 0.19),  # there is no doubt
        ("next", LIKELY, 0.32),  # the silence has to last
        ("stop", CERTAIN, 0.32),  # it may become "stop listening"
    ],
)
def test_a_word_is_heard_once_and_soon(
    commands: Commands, phrase: str, chance: float, seconds: float
) -> None:
    engine = Engine(phrase, chance)
    events = Listener(engine, commands).hear(WORD, ALL)
    assert kinds(events) == ["speech", "heard"]
    assert events[1].command == Command(phrase)
    assert events[1].seconds == pytest.approx(seconds, abs=0.05)
    assert len(engine.asked) == 1


def test_what_goes_on_after_a_certain_word_does_nothing_more(commands: Commands) -> None:
    """ "Next ... page": the screen has changed already; it is one utterance."""
    sound = np.concatenate([quiet(1), tone(0.4), quiet(0.26), tone(0.4), quiet(1)])
    events = Listener(Engine("next"), commands).hear(sound, ALL)
    assert kinds(events) == ["speech", "heard"]
    doubtful = Listener(Engine("next", LIKELY), commands).hear(sound, ALL)
    assert kinds(doubtful) == ["speech", "heard"]
    assert doubtful[1].seconds == pytest.approx(0.32, abs=0.05)  # after all of it


def test_in_talk_and_over_the_reading_nothing_is_done_before_the_silence_has_lasted(
    commands: Commands,
) -> None:
    """Beginnings of other words are certain, too."""
    talk = np.concatenate([tone(2.0), quiet(0.4), tone(0.4), quiet(1)])
    event = Listener(Engine("next"), commands).hear(np.concatenate([quiet(1), talk]), ALL)[-1]
    assert (event.kind, event.seconds) == ("heard", pytest.approx(0.32, abs=0.05))
    reading = Context(reading="It starts in the hands.")
    over = np.concatenate([tone(1.5) * np.float32(0.01), tone(0.4), quiet(1)])
    event = Listener(Engine("pause"), commands).hear(over, reading)[-1]
    assert (event.kind, event.seconds) == ("heard", pytest.approx(0.32, abs=0.05))


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
    listener = Listener(Engine("nine", LIKELY), commands)
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


def test_whether_the_wake_word_was_said_is_never_asked(commands: Commands) -> None:
    """A question in a waiting room where nobody speaks to the kiosk would be in the way."""
    listener = Listener(Engine("computer", chance=ACCEPT - 0.5), commands)
    assert kinds(listener.hear(WORD, Context(wake_word=True))) == ["speech", "refused"]
    assert kinds(listener.hear(quiet(AWAKE_SECONDS), Context(wake_word=True))) == []


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

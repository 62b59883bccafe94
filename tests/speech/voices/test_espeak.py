"""espeak-ng itself, through its worker process as the kiosk uses it."""

import time
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from kiosk.speech.audio.sound import AUDIBLE_PEAK, LEADING_SILENCE, TRAILING_SILENCE
from kiosk.speech.marks import word_marks
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.utterance import Sound, VoiceUnavailable
from kiosk.speech.voices.registry import ENGINES
from kiosk.speech.voices.supervised import SupervisedVoice

SENTENCE = "Most often, MMN starts in the hands and lower arms."


@pytest.fixture(scope="module")
def voice() -> Iterator[SupervisedVoice]:
    voice = SupervisedVoice("clear", ENGINES["clear"])
    yield voice
    voice.close()


def test_the_fingerprint_names_all_that_changes_the_sound(voice: SupervisedVoice) -> None:
    for part in ("espeak-ng 1.", "pyttsx3 2.", "en-us", "140", "0.02-0.15", "-23 LUFS"):
        assert part in voice.fingerprint


def test_a_calm_pace(voice: SupervisedVoice) -> None:
    """From 130 to 190 words a minute within a sentence."""
    duration = voice.speak(SENTENCE).duration
    assert 130 < len(SENTENCE.split()) / duration * 60 < 190


def test_events_stand_where_the_words_begin(voice: SupervisedVoice) -> None:
    offsets = [offset for offset, _ in voice.speak(SENTENCE).events]
    begins = [i for i in range(len(SENTENCE)) if i == 0 or SENTENCE[i - 1] == " "]
    assert set(offsets) <= set(begins)
    assert len(offsets) >= len(begins) - 1  # "in the" is one word to espeak-ng


def test_times_run_forward_and_stay_within_the_clip(voice: SupervisedVoice) -> None:
    utterance = voice.speak(SENTENCE)
    times = [seconds for _, seconds in utterance.events]
    assert times == sorted(times)
    assert 0 <= times[0] < 0.05
    assert times[-1] < utterance.duration


def test_little_silence_stays_at_the_ends(voice: SupervisedVoice) -> None:
    sound = voice.speak(SENTENCE).sound
    heard = np.flatnonzero(np.abs(sound.samples) > AUDIBLE_PEAK)
    assert heard[0] / sound.rate < LEADING_SILENCE + 0.05
    assert sound.duration - (heard[-1] / sound.rate) < TRAILING_SILENCE + 0.05


def test_the_times_are_those_of_the_sound(voice: SupervisedVoice) -> None:
    """After a pause the sound sets in where the event says that the word begins."""
    said = Lexicon().say("Stop. Tell me.")
    utterance = voice.speak(said.text)
    second = word_marks(said, utterance.events, utterance.duration)[1].start
    assert _loudest(utterance.sound, second - 0.08, second - 0.02) < AUDIBLE_PEAK
    assert _loudest(utterance.sound, second, second + 0.1) > AUDIBLE_PEAK


def _loudest(sound: Sound, start: float, end: float) -> float:
    return np.abs(sound.samples[round(start * sound.rate) : round(end * sound.rate)]).max()


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "Ω",
        "日本語",
        "Guillain-Barré",
        "a\0b",
        "x\ud800y",
        "<speak>b</speak>",
        "1" * 300,
        "😀 a",
    ],
)
def test_strange_texts_are_spoken(voice: SupervisedVoice, text: str) -> None:
    assert voice.speak(text).duration > 0.1


def test_what_stands_after_a_control_character_is_spoken(voice: SupervisedVoice) -> None:
    assert voice.speak("one\0two three four").duration > voice.speak("one").duration + 0.5


def test_one_text_after_the_other_in_one_process(voice: SupervisedVoice) -> None:
    """Each gives its own sound: never the one before, never two."""
    process = voice.process_id
    long, short = voice.speak(SENTENCE), voice.speak("Stop.")
    for _ in range(20):
        assert voice.speak(SENTENCE).duration == pytest.approx(long.duration, rel=0.02)
        assert voice.speak("Stop.").duration == pytest.approx(short.duration, rel=0.02)
    assert voice.process_id == process


def test_speed(voice: SupervisedVoice) -> None:
    """Far from the target of 200 times real time, so that a busy machine passes too."""
    started = time.perf_counter()
    seconds = sum(voice.speak(f"{SENTENCE} {turn}").duration for turn in range(20))
    assert seconds / (time.perf_counter() - started) > 10


def test_without_the_wheel_the_systems_library_speaks_or_is_missed() -> None:
    try:
        with closing(SupervisedVoice("clear", "tests.speech.engines.without_wheel")) as voice:
            assert voice.speak(SENTENCE).duration > 1
    except VoiceUnavailable as unavailable:
        assert "espeak" in str(unavailable)

"""The natural voice, through its worker process as the kiosk uses it."""

from collections.abc import Iterator

import numpy as np
import pytest

from kiosk.speech.marks import word_marks
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.utterance import Sound, VoiceUnavailable
from kiosk.speech.voices.registry import Voice, available_voices, open_voice

SENTENCE = "Most often, MMN starts in the hands and lower arms."
pytestmark = pytest.mark.skipif(
    "natural" not in available_voices(), reason="the extra `natural` is not installed"
)


@pytest.fixture(scope="module")
def voice() -> Iterator[Voice]:
    voice = open_voice("natural")
    yield voice
    voice.close()


def test_the_fingerprint_known_beforehand_is_the_workers_own(voice: Voice) -> None:
    """It names the clips: both must agree, or everything is rendered twice."""
    from kiosk.speech.voices.registry import ENGINES
    from kiosk.speech.voices.supervised import SupervisedVoice

    asked = SupervisedVoice("natural", ENGINES["natural"], start_limit=60)
    asked.close()
    assert asked.fingerprint == voice.fingerprint
    for part in ("hibari-tts 0.2.", "heart", "silence"):
        assert part in voice.fingerprint


def test_a_calm_pace(voice: Voice) -> None:
    """From 130 to 190 words a minute within a sentence, as the clear voice."""
    duration = voice.speak(SENTENCE).duration
    assert 130 < len(SENTENCE.split()) / duration * 60 < 190


def test_the_same_text_sounds_the_same(voice: Voice) -> None:
    first = voice.speak(SENTENCE)
    voice.speak("Something else.")
    again = voice.speak(SENTENCE)
    assert np.array_equal(again.sound.samples, first.sound.samples)
    assert (again.events, again.sound.rate) == (first.events, first.sound.rate)


def test_every_word_has_an_event_where_it_begins(voice: Voice) -> None:
    events = voice.speak(SENTENCE).events
    begins = [i for i in range(len(SENTENCE)) if i == 0 or SENTENCE[i - 1] == " "]
    assert [offset for offset, _ in events] == begins
    times = [seconds for _, seconds in events]
    assert times == sorted(set(times)) and times[0] < 0.08


def test_numbers_initials_and_dashes_have_times(voice: Voice) -> None:
    shown = "Call 866-224-3301 — or (on 911) ask about IVIg, 3–6 times, $50, 2.5%."
    said = Lexicon({"IVIg": "I V I G"}).say(shown)
    utterance = voice.speak(said.text)
    marks = word_marks(said, utterance.events, utterance.duration)
    starts = [mark.start for mark in marks]
    assert [mark.word for mark in marks] == shown.split()
    assert starts == sorted(starts)
    number = next(mark for mark in marks if mark.word.startswith("866"))
    assert number.end - number.start > 2.0  # ten digits


def test_after_a_pause_the_sound_sets_in_with_the_word(voice: Voice) -> None:
    said = Lexicon().say("Stop. Tell me.")
    utterance = voice.speak(said.text)
    second = word_marks(said, utterance.events, utterance.duration)[1].start
    silence = loudest(utterance.sound, second - 0.15, second - 0.05)
    assert silence * 20 < loudest(utterance.sound, second, second + 0.15)


def loudest(sound: Sound, start: float, end: float) -> float:
    return np.abs(sound.samples[round(start * sound.rate) : round(end * sound.rate)]).max()


@pytest.mark.parametrize(
    "text", ["a", "Guillain-Barré", "a\0b", "x\ud800y", "<speak>b</speak>", "[[x]] ]] b", "😀 a"]
)
def test_strange_texts_are_spoken(voice: Voice, text: str) -> None:
    assert voice.speak(text).duration > 0.1


def test_no_other_voice_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package downloads all but one: where that one is not in it, nothing is."""
    hibari_voices = pytest.importorskip("hibari.voices")
    from kiosk.speech.voices import hibari

    heart = {**hibari_voices.VOICES["heart"], "bundled": False, "file": "nothing.onnx"}
    monkeypatch.setitem(hibari_voices.VOICES, "heart", heart)
    monkeypatch.setattr(hibari_voices, "download", lambda *_: pytest.fail("it downloads"))
    with pytest.raises(VoiceUnavailable, match="nothing.onnx"):
        hibari.load("1")


def test_a_model_that_tells_no_lengths_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another release may bring: better no natural voice than words boxed at random."""
    onnx = pytest.importorskip("onnx")
    from kiosk.speech.voices import hibari

    empty = onnx.helper.make_model(onnx.helper.make_graph([], "empty", [], []))
    monkeypatch.setattr(hibari.onnx, "load", lambda _: empty)
    with pytest.raises(VoiceUnavailable, match="sums up no lengths"):
        hibari.load("1")

"""The engines: that what they give is what the rest reckons with. Needs the extra `voice`."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.listening import recognizer
from kiosk.listening.decision import ALIKE_BEHIND
from kiosk.listening.models import files as models
from kiosk.listening.models.files import MOONSHINE, SILERO, WHISPER, ListeningUnavailable, Model
from kiosk.listening.models.scoring import FLOOR
from kiosk.listening.recognizer import RATE, Recognizer, heard_freely, prepared, rivals
from kiosk.listening.spelling import spellings

Say = Callable[[str], NDArray[np.float32]]
PHRASES = ["next", "number two", "i v i g", "questions for my doctor", "stop"]


def test_silence_is_no_speech_and_no_phrase(loaded: Recognizer) -> None:
    loaded.reset()
    silence = np.zeros(RATE, dtype=np.float32)
    assert loaded.speech(silence[:512]) < 0.2
    scores = loaded.score(silence, PHRASES)
    assert all(score < -4 for score in scores.moonshine.values())


def test_both_models_judge_the_same_phrases_by_log_chances(loaded: Recognizer) -> None:
    noise = np.random.default_rng(0).standard_normal(RATE).astype(np.float32) * 0.1
    scores = loaded.score(noise, PHRASES)
    assert set(scores.whisper) <= set(scores.moonshine) <= set(PHRASES)
    for chances in (scores.moonshine, scores.whisper):
        assert all(10 * FLOOR < chance <= 0 for chance in chances.values())


def test_every_phrase_in_all_its_spellings_has_tokens(loaded: Recognizer) -> None:
    """Even for no sound at all each phrase can be scored: none is lost on the way."""
    for phrase in PHRASES:
        scores = loaded.score(np.zeros(RATE // 4, dtype=np.float32), [phrase])
        assert set(scores.moonshine) <= {phrase}


def test_what_sounds_like_a_phrase_is_scored_beside_it(loaded: Recognizer, spoken: Say) -> None:
    samples = spoken("Three.")
    scores = loaded.score(samples, ["three", "stop"])
    three = (scores.moonshine["three"] + scores.whisper["three"]) / 2
    assert FLOOR < scores.alike < three - ALIKE_BEHIND
    assert loaded.score(samples, ["stop"]).alike == FLOOR


def test_a_phrase_that_was_written_freely_is_scored_by_both(
    loaded: Recognizer, spoken: Say
) -> None:
    scores = loaded.score(spoken("Questions for my doctor."), PHRASES)
    assert list(scores.written) == ["questions for my doctor"]
    assert set(scores.written) <= set(scores.moonshine) & set(scores.whisper)
    assert list(loaded.score(spoken("The weather is fine."), PHRASES).written) == []


def test_what_was_heard_freely_is_told_apart_from_its_rivals() -> None:
    """Loops, numerals and initials, as the models write them."""
    ways = {way: phrase for phrase in ("number two", "what m m n is") for way in spellings(phrase)}
    heard = ["Number 2. Number 2. Number", "What MMN is?", "Numb or two", "what m m n is", "yeah"]
    assert heard_freely(heard, ways) == ["number two", "what m m n is"]
    assert rivals(heard, ways) == ["Numb or two", "numb or two"]


def test_a_sound_is_brought_to_one_level_with_silence_around_it() -> None:
    tone = np.sin(np.arange(RATE) / 10).astype(np.float32)
    loud, faint = prepared(tone), prepared(tone * np.float32(0.01))
    assert np.abs(loud).max() == pytest.approx(0.5, abs=0.01)
    assert loud == pytest.approx(faint, abs=0.01)
    assert len(loud) == RATE + round(0.6 * RATE)
    assert not loud[:4000].any() and not loud[-4000:].any()


@pytest.mark.parametrize("model", [MOONSHINE, WHISPER, SILERO], ids=lambda model: model.package)
def test_a_models_files_are_the_measured_ones(model: Model) -> None:
    try:
        model.place  # noqa: B018
    except ListeningUnavailable as error:
        pytest.skip(str(error))
    assert (model.checked() / model.files[0][0]).is_file()
    assert model.licence == "MIT"


def test_without_a_package_it_says_what_to_do() -> None:
    absent = Model("None", "kiosk_no_such_package", "no-such==1", ".", (), "MIT")
    with pytest.raises(ListeningUnavailable, match="make run"):
        absent.checked()


def test_another_file_than_the_measured_one_is_refused() -> None:
    other = Model("Other", "numpy", "numpy", ".", (("__init__.py", "0" * 64),), "MIT")
    with pytest.raises(ListeningUnavailable, match="not the model"):
        other.checked()


def test_without_the_extra_loading_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognizer, "_missing", ImportError("No module named 'ctranslate2'"))
    with pytest.raises(models.ListeningUnavailable, match="ctranslate2.*make run"):
        Recognizer.load()

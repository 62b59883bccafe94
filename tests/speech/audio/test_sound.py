"""Reading, measuring and trimming sounds."""

import io
import wave

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.audio.flac import to_wav
from kiosk.speech.audio.sound import (
    FULL_SCALE,
    LEADING_SILENCE,
    TRAILING_SILENCE,
    check_audible,
    peak,
    read_wav,
    trim,
)
from kiosk.speech.utterance import Samples, Sound, VoiceError
from tests.speech.tones import RATE, samples, tone


def with_silence(before: float, after: float) -> Sound:
    """A second of tone between two silences."""
    return joined(samples(before, 0), samples(1.0), samples(after, 0))


def joined(*parts: Samples) -> Sound:
    return Sound(np.concatenate(parts), RATE)


@given(st.lists(st.integers(-32768, 32767)), st.sampled_from([8000, 16000, 22050]))
def test_what_is_written_is_read(values: list[int], rate: int) -> None:
    sound = read_wav(to_wav(Sound(np.array(values, np.float32) / FULL_SCALE, rate)))
    assert list(sound.samples * FULL_SCALE) == values
    assert sound.rate == rate


@pytest.mark.parametrize("broken", [b"", b"RIFF", b"no WAV at all", to_wav(tone(1.0))[:20]])
def test_no_wav_is_said_to_be_none(broken: bytes) -> None:
    with pytest.raises(VoiceError, match="gave no WAV"):
        read_wav(broken)


def test_stereo_is_refused() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(bytes(8))
    with pytest.raises(VoiceError, match="not mono"):
        read_wav(file.getvalue())


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0), ([-7], 7), ([-32768, 3], 32768), ([9], 9), ([1, 20] * 99, 1)]
)
def test_peak(values: list[int], expected: int) -> None:
    assert peak(np.array(values, np.float32)) == expected


def test_audible_sound_passes_and_knows_its_duration() -> None:
    check_audible(tone(1.5))
    assert tone(1.5).duration == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("sound", "reason"),
    [
        (tone(0.0), "empty"),
        (tone(1.0, 0), "silent"),
        (tone(1.0, 200), "silent"),
        (Sound(samples(1.0), 0), "broken"),
        (joined(samples(1.0), np.array([np.nan], np.float32)), "broken"),
        (joined(samples(1.0), np.array([-np.inf], np.float32)), "broken"),
    ],
)
def test_what_nobody_would_hear_is_refused(sound: Sound, reason: str) -> None:
    with pytest.raises(VoiceError, match=reason):
        check_audible(sound)


def test_trim_cuts_both_silences_and_shifts_the_events() -> None:
    sound, events = trim(with_silence(0.5, 0.6), [(0, 0.5), (4, 1.0), (9, 2.1)])
    assert sound.duration == pytest.approx(LEADING_SILENCE + 1.0 + TRAILING_SILENCE, abs=0.001)
    first, second, last = (seconds for _, seconds in events)
    assert first == pytest.approx(LEADING_SILENCE, abs=0.001)
    assert second - first == pytest.approx(0.5, abs=0.001)
    assert last == sound.duration


@pytest.mark.parametrize(("before", "after"), [(0.0, 0.0), (0.01, 0.1), (1.0, 0.05)])
def test_every_clip_has_the_same_silence_around_it(before: float, after: float) -> None:
    """So the pause between two sentences is the same every time."""
    sound, events = trim(with_silence(before, after), [(0, before)])
    assert sound.duration == pytest.approx(LEADING_SILENCE + 1.0 + TRAILING_SILENCE, abs=0.001)
    assert events[0][1] == pytest.approx(LEADING_SILENCE, abs=0.001)


def test_a_clip_begins_and_ends_without_a_click() -> None:
    """A voice may leave noise: it must not set in with a step."""
    noise = samples(0.5, 40)
    sound, _ = trim(joined(noise, samples(1.0, 30000), noise), [])
    ends = (sound.samples[0], sound.samples[-1])
    assert max(map(abs, ends)) <= 2 / FULL_SCALE


@given(st.floats(0, 0.3), st.floats(0, 0.6), st.integers(600, 30000))
def test_trim_keeps_every_sample_that_can_be_heard(
    before: float, after: float, loudness: int
) -> None:
    whole = joined(samples(before, 0), samples(0.2, loudness), samples(after, 0)).samples
    kept = trim(Sound(whole, RATE), [])[0].samples
    heard = loudness // 100 / FULL_SCALE
    assert np.array_equal(kept[np.abs(kept) > heard], whole[np.abs(whole) > heard])


def test_trim_of_nothing_is_nothing() -> None:
    assert trim(tone(0.0), [(0, 1.0)])[1] == ((0, 0.0),)

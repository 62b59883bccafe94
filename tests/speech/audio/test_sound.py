"""Reading, measuring, trimming and joining sounds."""

import io
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.audio.sound import (
    LEADING_SILENCE,
    TRAILING_SILENCE,
    Sound,
    check_audible,
    join,
    peak,
    read_wav,
    trim,
    write_wav,
)
from kiosk.speech.utterance import Utterance, VoiceError
from tests.speech.tones import RATE, samples, tone


def with_silence(before: float, after: float) -> Sound:
    """A second of tone between two silences."""
    return Sound(samples(before, 0) + samples(1.0) + samples(after, 0), RATE)


@given(st.lists(st.integers(-32768, 32767)), st.sampled_from([8000, 16000, 22050]))
def test_what_is_written_is_read(values: list[int], rate: int) -> None:
    sound = read_wav(write_wav(Sound(array("h", values), rate)))
    assert list(sound.samples) == values
    assert sound.rate == rate


@pytest.mark.parametrize("broken", [b"", b"RIFF", b"no WAV at all", tone(1.0)[:20]])
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
    assert peak(array("h", values)) == expected


def test_audible_sound_gives_its_duration() -> None:
    assert check_audible(tone(1.5)) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("wav", "reason"), [(tone(0.0), "empty"), (tone(1.0, 0), "silent"), (tone(1.0, 200), "silent")]
)
def test_silence_is_refused(wav: bytes, reason: str) -> None:
    with pytest.raises(VoiceError, match=reason):
        check_audible(wav)


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
    sound, _ = trim(Sound(noise + samples(1.0, 30000) + noise, RATE), [])
    ends = (sound.samples[0], sound.samples[-1])
    assert max(map(abs, ends)) <= 2


@given(st.floats(0, 0.3), st.floats(0, 0.6), st.integers(600, 30000))
def test_trim_keeps_every_sample_that_can_be_heard(
    before: float, after: float, loudness: int
) -> None:
    whole = Sound(samples(before, 0) + samples(0.2, loudness) + samples(after, 0), RATE)
    kept = trim(whole, [])[0].samples
    heard = [value for value in whole.samples if abs(value) > loudness // 100]
    assert [value for value in kept if abs(value) > loudness // 100] == heard


def test_trim_of_nothing_is_nothing() -> None:
    assert trim(Sound(array("h"), RATE), [(0, 1.0)])[1] == ((0, 0.0),)


def test_join_shifts_offsets_and_times() -> None:
    one = Utterance(tone(1.0), ((0, 0.0), (4, 0.5)), 1.0)
    two = Utterance(tone(2.0), ((1, 0.25),), 2.0)
    whole = join([(0, one), (10, two)])
    assert whole.duration == pytest.approx(3.0)
    assert whole.events == ((0, 0.0), (4, 0.5), (11, 1.25))
    assert read_wav(whole.wav).duration == pytest.approx(3.0)


def test_join_refuses_nothing_and_mixed_rates() -> None:
    with pytest.raises(VoiceError, match="nothing"):
        join([])
    noted = join([(0, Utterance(tone(1.0), (), 1.0, "odd")), (9, Utterance(tone(1.0), (), 1.0))])
    assert noted.note == "odd"
    slow = Utterance(write_wav(Sound(samples(1.0), 4000)), (), 2.0)
    with pytest.raises(VoiceError, match="sample rate"):
        join([(0, Utterance(tone(1.0), (), 1.0)), (5, slow)])

"""A clip's file holds the very samples that the voice made."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.audio.flac import read_flac, to_flac, to_wav
from kiosk.speech.audio.sound import FULL_SCALE, read_wav
from kiosk.speech.utterance import Sound
from tests.speech.tones import samples, tone


@given(st.lists(st.integers(-32768, 32767), min_size=1), st.sampled_from([8000, 22050]))
def test_not_a_bit_is_lost(values: list[int], rate: int) -> None:
    sound = Sound(np.array(values, np.float32) / FULL_SCALE, rate)
    for again in (read_flac(to_flac(sound)), read_wav(to_wav(sound))):
        assert (list(again.samples * FULL_SCALE), again.rate) == (values, rate)


def test_between_two_steps_the_nearer_one_is_written() -> None:
    """And what is above full scale is cut off, never turned over."""
    steps = np.array([0.4, 0.6, -0.4, -0.6, 40000, -40000], np.float32)
    sound = Sound(steps / FULL_SCALE, 8000)
    for again in (read_flac(to_flac(sound)), read_wav(to_wav(sound))):
        assert list(again.samples * FULL_SCALE) == [0, 1, 0, -1, 32767, -32768]


def test_it_is_smaller() -> None:
    assert len(to_flac(tone(1.0))) < len(to_wav(tone(1.0))) * 0.6


def test_what_is_no_sound_is_refused() -> None:
    with pytest.raises(ValueError, match="can't be a FLAC"):
        to_flac(Sound(samples(1.0), 0))
    with pytest.raises(ValueError, match="no FLAC"):
        read_flac(b"no FLAC")

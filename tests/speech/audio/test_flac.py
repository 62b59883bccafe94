"""A clip's file holds the very samples that the voice made."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.audio.flac import read_flac, to_flac, to_wav
from kiosk.speech.audio.sound import Sound, read_wav, write_wav
from kiosk.speech.utterance import VoiceError
from tests.speech.tones import tone


@given(st.lists(st.integers(-32768, 32767), min_size=1), st.sampled_from([8000, 22050]))
def test_not_a_bit_is_lost(values: list[int], rate: int) -> None:
    flac = to_flac(write_wav(Sound(array("h", values), rate)))
    assert list(read_flac(flac).samples) == values
    again = read_wav(to_wav(flac))
    assert (list(again.samples), again.rate) == (values, rate)


def test_it_is_smaller() -> None:
    assert len(to_flac(tone(1.0))) < len(tone(1.0)) * 0.6


def test_what_is_no_sound_is_refused() -> None:
    with pytest.raises(VoiceError):
        to_flac(b"no WAV")
    with pytest.raises(ValueError, match="no FLAC"):
        read_flac(b"no FLAC")

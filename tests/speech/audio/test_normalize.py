"""Whatever a voice gives, a clip comes out with the same silence and the same loudness."""

import numpy as np
import pytest

from kiosk.speech.audio.loudness import TARGET, loudness
from kiosk.speech.audio.normalize import PROCESSING, normalize
from kiosk.speech.audio.sound import LEADING_SILENCE
from kiosk.speech.utterance import Sound, Utterance


@pytest.mark.parametrize("level", [0.02, 0.3])
@pytest.mark.parametrize("silence", [0.0, 0.4])
def test_two_voices_come_out_alike(level: float, silence: float) -> None:
    gap = np.zeros(round(silence * 22050))
    tone = np.sin(np.arange(44100) / 8) * level
    sound = Sound(np.concatenate([gap, tone, gap]).astype(np.float32), 22050)
    utterance = normalize(Utterance(sound, ((0, silence), (5, silence + 1))))
    assert utterance.sound.samples.dtype == np.float32
    assert loudness(utterance.sound) == pytest.approx(TARGET, abs=0.2)
    assert utterance.duration == pytest.approx(2.17, abs=0.002)
    times = [seconds for _, seconds in utterance.events]
    assert times == pytest.approx([LEADING_SILENCE, 1 + LEADING_SILENCE], abs=0.002)
    assert utterance.note == ""


def test_the_fingerprint_names_silence_and_level() -> None:
    assert PROCESSING == "silence 0.02-0.15, fade 0.01, -23 LUFS below -1 dB, rounded once"

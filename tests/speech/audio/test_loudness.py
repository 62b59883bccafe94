"""Every clip is equally loud, and none is clipped; held against pyloudnorm."""

import numpy as np
import pytest

from kiosk.speech.audio.loudness import HIGHEST_PEAK, TARGET, levelled, loudness, true_peak
from kiosk.speech.utterance import Sound

CEILING = 10 ** (HIGHEST_PEAK / 20)


def speechlike(seconds: float, level: float, rate: int = 22050, seed: int = 1) -> Sound:
    """Noise in syllables with pauses, at a root mean square of `level`."""
    count = round(seconds * rate)
    noise = np.random.default_rng(seed).normal(0, level, count)
    time = np.arange(count) / rate
    return sound_of(noise * (np.sin(2 * np.pi * 2 * time) > -0.3), rate)


def sound_of(samples: np.ndarray, rate: int = 22050) -> Sound:
    return Sound(samples.astype(np.float32), rate)


@pytest.mark.parametrize("rate", [16000, 22050, 48000])
@pytest.mark.parametrize("level", [0.01, 0.1])
def test_it_measures_what_pyloudnorm_measures(rate: int, level: float) -> None:
    pyloudnorm = pytest.importorskip("pyloudnorm")
    sound = speechlike(10.0, level, rate)
    theirs = pyloudnorm.Meter(rate, filter_class="DeMan").integrated_loudness(sound.samples)
    assert loudness(sound) == pytest.approx(theirs, abs=0.1)


def test_ebu_tech_3341_case_1() -> None:
    """A sine of 1 kHz at -23 dBFS in both channels is -23 LUFS; in one, 3 dB less."""
    time = np.arange(20 * 48000) / 48000
    sine = sound_of(10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * time), 48000)
    assert loudness(sine) == pytest.approx(-23 - 3.01, abs=0.1)


def test_pauses_dont_count() -> None:
    spoken = speechlike(4.0, 0.1).samples
    paused = sound_of(np.concatenate([spoken, np.zeros(22050 * 4)]))
    assert loudness(paused) == pytest.approx(loudness(speechlike(4.0, 0.1)), abs=0.3)


@pytest.mark.parametrize("seconds", [0.1, 0.3, 0.5, 3.0])
@pytest.mark.parametrize("level", [0.003, 0.05, 0.2])
def test_clips_of_any_length_and_level_come_out_alike(seconds: float, level: float) -> None:
    """One shorter than a block of 0.4 s is measured as a whole."""
    sound, note = levelled(speechlike(seconds, level))
    assert note == ""
    assert loudness(sound) == pytest.approx(TARGET, abs=0.6)
    assert true_peak(sound.samples) <= CEILING + 1e-3


def test_a_peak_is_held_back_and_not_cut_off() -> None:
    samples = speechlike(3.0, 0.02).samples
    samples[30000:30040] += 0.9 * np.hanning(40)
    sound, _ = levelled(sound_of(samples))
    out = sound.samples
    assert out.dtype == np.float32
    assert true_peak(out) <= CEILING + 1e-3
    assert (np.abs(out) >= CEILING - 1e-3).sum() <= 4  # the top of the bump, not a flat roof
    assert loudness(sound) == pytest.approx(TARGET, abs=1.0)


@pytest.mark.parametrize("samples", [[], [0] * 22050, [1, -1] * 9999])
def test_what_cant_be_measured_is_kept_and_noted(samples: list[int]) -> None:
    sound = sound_of(np.array(samples) / 32768)
    kept, note = levelled(sound)
    assert kept is sound and "can't be measured" in note


def test_peaks_between_samples_are_seen() -> None:
    """A sine at a quarter of the rate, sampled beside its tops, peaks 3 dB above them."""
    sine = np.sin(np.pi / 2 * np.arange(4096) + np.pi / 4) * np.hanning(4096)
    assert np.abs(sine).max() < 0.72
    assert true_peak(sine) == pytest.approx(1.0, abs=0.01)

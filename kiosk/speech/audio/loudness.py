"""Measures a clip's loudness and makes all clips equally loud: EBU R 128, ITU-R BS.1770-5, mono.

This is our own code because pyloudnorm needs scipy (100 MB) for two filters; a test compares both.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kiosk.speech.utterance import Samples, Sound

# Loudness of every clip in LUFS, R 128's target. With it 9 of 10 clips of the natural voice, and
# all of the clear voice, need no limiting of their peaks; with -20 it would be 4 of 10.
TARGET = -23.0
# Highest peak in dB of full scale, also between samples (R 128 s1: -1 dBTP).
HIGHEST_PEAK = -1.0
# BS.1770-5: gating blocks of 0.4 s that overlap by three quarters; a block below -70 LUFS is
# silence, and a block more than 10 LU below the mean of the audible ones is a pause.
BLOCK = 0.4
STEP = 0.1
ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
_OFFSET = -0.691
# BS.1770-5's two filters by their analog parameters (values of libebur128), for any sample rate: a
# shelf for the resonance of the head, and a high-pass.
_SHELF_HZ, _SHELF_DB, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_SHELF_BEND = 0.4996667741545416
_PASS_HZ, _PASS_Q = 38.13547087602444, 0.5003270373238773
# Seconds of silence added at the end, in which the filters ring out: the transform is cyclic.
_RING = 0.5
# Factor of oversampling to find peaks between samples, and how much higher than the samples these
# can be in speech (2 dB were seen, 3 are allowed for). If even that is low enough, true_peak() is
# not called.
_OVERSAMPLING = 4
_BETWEEN_SAMPLES = 1.41
# Seconds before and after a peak in which the limiter lowers the level and raises it again.
_LOOK_AHEAD = 0.005

Floats = NDArray[np.float64]


def loudness(sound: Sound) -> float | None:
    """Integrated loudness in LUFS; None if no block is louder than ABSOLUTE_GATE.

    A clip shorter than one block of 0.4 s is measured as one block.
    """
    squares = _weighted(sound.samples, sound.rate) ** 2
    blocks = _block_means(squares, sound.rate)
    audible = blocks[_lufs(blocks) > ABSOLUTE_GATE]
    if not audible.size:
        return None
    speaking = audible[_lufs(audible) > _lufs(audible.mean()) + RELATIVE_GATE]
    return float(_lufs(speaking.mean()))


def true_peak(samples: Samples) -> float:
    """The highest absolute value, also between samples; 1 is full scale."""
    if not samples.size:
        return 0.0
    size = _transform_size(samples.size)
    spectrum = np.fft.rfft(samples, size)
    fine = np.fft.irfft(spectrum, size * _OVERSAMPLING) * _OVERSAMPLING
    return float(max(np.abs(fine).max(), np.abs(samples).max()))


def levelled(sound: Sound) -> tuple[Sound, str]:
    """The sound at TARGET, with no peak above HIGHEST_PEAK, and a note.

    The note is "", or says that the loudness can't be measured; then the sound is unchanged.
    """
    measured = loudness(sound)
    if measured is None:
        return sound, "Its loudness can't be measured: left as it was."
    samples = sound.samples * np.float32(10 ** ((TARGET - measured) / 20))
    return Sound(_limited(samples, sound.rate), sound.rate), ""


def _limited(samples: Samples, rate: int) -> Samples:
    """The samples with their peaks limited smoothly; unchanged if no peak is too high."""
    highest = 10 ** (HIGHEST_PEAK / 20)
    highest_sample = float(np.abs(samples).max(initial=0.0))
    if highest_sample * _BETWEEN_SAMPLES <= highest:
        return samples
    peak = true_peak(samples)
    if peak <= highest:
        return samples
    # A peak between two samples is near them, so each sample's excess grows by the same factor.
    excess = np.abs(samples) * np.float32(peak / highest_sample / highest)
    needed: Samples = np.reciprocal(np.maximum(np.float32(1), excess))
    reach = max(1, round(_LOOK_AHEAD * rate))
    window = np.hanning(2 * reach + 3)[1:-1]
    lowest = np.pad(_lowest_around(needed, reach), reach, mode="edge")
    held = np.convolve(lowest, window / window.sum(), mode="valid").astype(np.float32)
    limited = samples * held
    # Between samples, a peak may still be a hundredth of a dB too high.
    return limited * np.float32(min(1.0, highest / true_peak(limited)))


def _lowest_around(values: Samples, reach: int) -> Samples:
    """For each index the lowest value within `reach` of it; doubles the window at each step."""
    lowest = np.pad(values, reach, constant_values=1.0)
    width, wanted = 1, 2 * reach + 1
    while width < wanted:
        step = min(width, wanted - width)
        lowest = np.minimum(lowest[:-step], lowest[step:])
        width += step
    return lowest


def _weighted(samples: Samples, rate: int) -> Floats:
    """The K-weighted sound (BS.1770-5), which allows for the ear's sensitivity."""
    size = _transform_size(samples.size + round(_RING * rate))
    spectrum = np.fft.rfft(samples, size) * _response(size, rate)
    return np.fft.irfft(spectrum, size)[: samples.size]


@lru_cache(32)
def _response(size: int, rate: int) -> NDArray[np.complex128]:
    delay = np.exp(-2j * math.pi * np.arange(size // 2 + 1) / size)
    response: NDArray[np.complex128] = _shelf(delay, rate) * _pass(delay, rate)
    return response


def _shelf(delay: NDArray[np.complex128], rate: int) -> NDArray[np.complex128]:
    k = math.tan(math.pi * _SHELF_HZ / rate)
    high = 10 ** (_SHELF_DB / 20)
    bend = high**_SHELF_BEND * k / _SHELF_Q
    above = high + bend + k * k, 2 * (k * k - high), high - bend + k * k
    below = 1 + k / _SHELF_Q + k * k, 2 * (k * k - 1), 1 - k / _SHELF_Q + k * k
    return _ratio(above, below, delay)


def _pass(delay: NDArray[np.complex128], rate: int) -> NDArray[np.complex128]:
    k = math.tan(math.pi * _PASS_HZ / rate)
    whole = 1 + k / _PASS_Q + k * k
    below = 1.0, 2 * (k * k - 1) / whole, (1 - k / _PASS_Q + k * k) / whole
    return _ratio((1.0, -2.0, 1.0), below, delay)


def _ratio(
    above: tuple[float, float, float],
    below: tuple[float, float, float],
    delay: NDArray[np.complex128],
) -> NDArray[np.complex128]:
    powers = np.stack([np.ones_like(delay), delay, delay**2])
    return np.asarray(np.tensordot(above, powers, 1) / np.tensordot(below, powers, 1))


def _block_means(squares: Floats, rate: int) -> Floats:
    """The mean square of each whole block; of all samples if they are shorter than a block."""
    length, step = round(BLOCK * rate), round(STEP * rate)
    if squares.size < length:
        return np.array([squares.mean()]) if squares.size else np.zeros(0)
    sums = np.concatenate([[0.0], np.cumsum(squares)])
    begins = np.arange(0, squares.size - length + 1, step)
    means: Floats = (sums[begins + length] - sums[begins]) / length
    return means


def _lufs(mean_square: Floats | np.floating) -> Floats:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(mean_square, 1e-20)))


def _transform_size(count: int) -> int:
    """The next power of two: a transform of a prime length takes a hundred times as long."""
    return 1 << max(1, (count - 1).bit_length())

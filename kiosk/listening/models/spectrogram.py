"""Whisper's input: the log mel spectrogram of its paper (Radford et al., 2022), section 2.2."""

import numpy as np
from numpy.typing import NDArray

_RATE = 16000
_WINDOW, _HOP, _BANDS = 400, 160, 80


def log_mel(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The spectrogram, (80, samples / 160), of samples at 16 kHz.

    25 ms windows every 10 ms, scaled to about -1 to 1.
    """
    padded = np.pad(samples, _WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP][:-1]
    power = np.abs(np.fft.rfft(frames * _HANN, axis=1)) ** 2
    levels = np.log10(np.maximum(_FILTERS @ power.T, 1e-10))
    scaled = (np.maximum(levels, levels.max() - 8.0) + 4.0) / 4.0
    return np.ascontiguousarray(scaled, dtype=np.float32)


def _mel_filters() -> NDArray[np.float32]:
    """(80, 201): triangles on Slaney's mel scale (Auditory Toolbox, 1998), all of the same area."""
    edges = _from_mel(np.linspace(0.0, _to_mel(_RATE / 2), _BANDS + 2))
    bins = np.fft.rfftfreq(_WINDOW, 1 / _RATE)
    widths = np.diff(edges)
    slopes = edges[:, None] - bins[None]
    rising = -slopes[:-2] / widths[:-1, None]
    falling = slopes[2:] / widths[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    areas = 2.0 / (edges[2:] - edges[:-2])
    filters: NDArray[np.float32] = (triangles * areas[:, None]).astype(np.float32)
    return filters


# Slaney: linear up to 1 kHz (15 mel), then logarithmic, 27 mel for a factor of 6.4.
_LINEAR, _KNEE, _KNEE_MEL = 200.0 / 3, 1000.0, 15.0
_STEP = float(np.log(6.4) / 27.0)


def _to_mel(hertz: float) -> float:
    if hertz < _KNEE:
        return hertz / _LINEAR
    return _KNEE_MEL + float(np.log(hertz / _KNEE)) / _STEP


def _from_mel(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(
        mels < _KNEE_MEL,
        mels * _LINEAR,
        _KNEE * np.exp(_STEP * (np.maximum(mels, _KNEE_MEL) - _KNEE_MEL)),
    )


_HANN = np.hanning(_WINDOW + 1)[:-1]
_FILTERS = _mel_filters()

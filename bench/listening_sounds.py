"""The sounds for bench.listening: recordings of real people, babble, kitchen noise; all at 16 kHz.

The recordings are not a part of the project: they are in ../shared/voice/recordings, with a
manifest that names their licenses.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.common import ROOT
from kiosk.cli.hear import RATE, read

RECORDINGS = ROOT.parent / "shared" / "voice" / "recordings"
# How many people talk at once in the babble, and the level of kitchen noise relative to it.
_TALKERS = 6
_KITCHEN = 0.5
_BABBLE_SECONDS = 90
# Seconds of room noise before a word and after it.
_ROOM_BEFORE, _ROOM_AFTER = 4.5, 1.2

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recording:
    """A file, the word that is said in it ("-" for running speech), and who says it."""

    file: Path
    word: str
    speaker: str

    def samples(self) -> Samples:
        return read(self.file)


def recordings(folder: str) -> list[Recording]:
    """All recordings of one folder: digits, words, speech, orders or noise.

    Raises SystemExit if there are no recordings on this machine.
    """
    manifest = RECORDINGS / "manifest.csv"
    if not manifest.is_file():
        raise SystemExit(f"There are no recordings at {RECORDINGS}: this bench needs them.")
    with manifest.open(newline="", encoding="utf-8") as rows:
        return [
            Recording(RECORDINGS / row["file"], row["word"], row["speaker"])
            for row in csv.DictReader(rows)
            if row["file"].startswith(f"{folder}/")
        ]


def running(folder: str, every: int = 1) -> Samples:
    """All recordings of a folder, one straight after another."""
    return np.concatenate([one.samples() for one in recordings(folder)[::every]])


@cache
def kitchen() -> Samples:
    """90 s of kitchen noise with a mean level (RMS) of 1."""
    sound = np.concatenate([one.samples() for one in recordings("noise")])
    return _even(np.resize(sound, _BABBLE_SECONDS * RATE))


@cache
def babble() -> Samples:
    """90 s of six people who read at once in a kitchen, with a mean level (RMS) of 1.

    It is the same in every run.
    """
    random = np.random.default_rng(0)
    speech = recordings("speech")
    length = _BABBLE_SECONDS * RATE
    mixed = np.zeros(length, dtype=np.float32)
    for _ in range(_TALKERS):
        order: Sequence[int] = random.permutation(len(speech))[:24].tolist()
        talk = np.concatenate([speech[at].samples() for at in order])
        mixed += np.resize(talk, length) / speech_level(talk)
    return _even(_even(mixed) + _KITCHEN * kitchen())


def in_room(samples: Samples, room: Samples, ratio: float, turn: int) -> Samples:
    """A word in a noisy room, `ratio` dB over the noise; each `turn` takes another part of it."""
    before, after = round(_ROOM_BEFORE * RATE), round(_ROOM_AFTER * RATE)
    length = before + len(samples) + after
    start = (turn * 126_704) % (len(room) - length)
    level = speech_level(samples) * 10 ** (-ratio / 20)
    sound = (room[start : start + length] * level).astype(np.float32)
    sound[before : before + len(samples)] += samples
    return sound / np.float32(max(1.0, np.abs(sound).max()))


def speech_level(samples: Samples) -> float:
    """The mean level (RMS) of the speech: of the 20 ms frames within 25 dB of the loudest."""
    whole = len(samples) // 320 * 320
    powers = np.square(samples[:whole].reshape(-1, 320)).mean(axis=1)
    return float(np.sqrt(powers[powers >= powers.max() * 10**-2.5].mean()))


def _even(samples: Samples) -> Samples:
    even: Samples = (samples / np.sqrt(np.mean(np.square(samples)))).astype(np.float32)
    return even

"""A rendered sentence on disk: a FLAC file, and a JSON file with the word times.

A clip's name contains a hash of its voice and spoken text. So a changed sentence, lexicon or voice
makes a new clip, and no clip becomes outdated.
"""

import hashlib
import json
import os
import re
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kiosk.speech.audio.flac import SUFFIX, to_flac
from kiosk.speech.utterance import Sound

# A write takes milliseconds: a temporary file this many seconds old was left by a crash.
STALE = 3600.0
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class WordMark:
    """One shown word, and when it is said: `start` and `end` in seconds from the clip's start."""

    word: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A FLAC file, its `duration` in seconds, and one mark for each shown word.

    `note`: as in Utterance. `voice`: the voice's name; "" if unknown, since it isn't in the files.
    """

    name: str
    path: Path
    duration: float
    marks: tuple[WordMark, ...]
    note: str = ""
    voice: str = field(default="", compare=False)


def clip_name(sentence_id: str, voice_fingerprint: str, said: str) -> str:
    """The clip's name: `sentence_id`, a dash, and ten hexadecimal digits of a SHA-256.

    The hash is of voice and spoken text. Raises ValueError for an invalid name.
    """
    heard = f"{voice_fingerprint}\0{said}".encode("utf-8", "surrogatepass")
    return _checked_name(f"{sentence_id}-{hashlib.sha256(heard).hexdigest()[:10]}")


class ClipStore:
    """The folder of clips: NAME.flac and NAME.json. Threads and processes may share it."""

    def __init__(self, folder: Path) -> None:
        """`put` creates `folder` if needed."""
        self.folder = folder

    def path_of(self, name: str) -> Path:
        """The path of a clip's FLAC, existing or not. Raises ValueError for an invalid name."""
        return self.folder / f"{_checked_name(name)}{SUFFIX}"

    def has(self, name: str) -> bool:
        """Whether both files of the clip exist; only `find` checks that they are undamaged."""
        path = self.path_of(name)
        return path.exists() and path.with_suffix(".json").exists()

    def find(self, name: str, look_inside: bool = True) -> Clip | None:
        """The clip of that name; None if it is missing, damaged or half-written.

        `look_inside` checks the FLAC's SHA-256. Without it only the size is checked: much faster,
        and a damaged clip is found when it is played.
        """
        path = self.path_of(name)
        try:
            notes = json.loads(path.with_suffix(".json").read_text("utf-8"))
            if notes["bytes"] != path.stat().st_size:
                return None
            if look_inside and notes["sha256"] != hashlib.sha256(path.read_bytes()).hexdigest():
                return None
            marks = tuple(WordMark(**mark) for mark in notes["marks"])
            return Clip(name, path, float(notes["duration"]), marks, str(notes["note"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, name: str, sound: Sound, marks: Sequence[WordMark], note: str = "") -> Clip:
        """Write a clip atomically: a reader finds the whole clip or none.

        Raises ValueError if FLAC can't hold the sound, OSError if a file can't be written.
        """
        path = self.path_of(name)
        flac = to_flac(sound)
        notes: dict[str, Any] = {
            "duration": sound.duration,
            "bytes": len(flac),
            "sha256": hashlib.sha256(flac).hexdigest(),
            "note": note,
            "marks": [asdict(mark) for mark in marks],
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        # The marks first, so that a reader that finds the sound also finds its marks.
        self._write(path.with_suffix(".json"), json.dumps(notes).encode("utf-8"))
        self._write(path, flac)
        return Clip(name, path, sound.duration, tuple(marks), note)

    def remove_unused(self, names: Iterable[str], older_than: float | None = None) -> int:
        """Delete all clips but `names`, and the files of interrupted writes.

        `older_than`: keep clips written later than this, in seconds since 1970 (`time.time()`).
        Returns how many clips were deleted.
        """
        kept = set(names)
        for file in self._files(".tmp"):
            if _written(file) < time.time() - STALE:
                file.unlink(missing_ok=True)
        clips = {
            file.stem
            for file in self._files(SUFFIX, ".wav", ".json")
            if file.stem not in kept and (older_than is None or _written(file) < older_than)
        }
        for stem in clips:
            # The sound first: marks without a sound are no clip. Older versions wrote WAVs.
            for suffix in (SUFFIX, ".wav", ".json"):
                (self.folder / f"{stem}{suffix}").unlink(missing_ok=True)
        return len(clips)

    def _files(self, *suffixes: str) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [file for file in self.folder.iterdir() if file.suffix in suffixes]

    def _write(self, path: Path, content: bytes) -> None:
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a clip: use a-z, 0-9 and dashes.")
    return name


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0

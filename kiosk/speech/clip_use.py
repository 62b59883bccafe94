"""Records which clips each content folder uses, so that none deletes another's clips.

Each content folder has one small JSON file with its path and the names of its clips, written after
each complete rendering. A clip is deleted only if no record names it.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

# Days for which the clips of a missing content folder are kept: it may be on a USB stick that is
# plugged in again.
KEPT_DAYS = 30
_DAY = 86_400.0


class ClipUse:
    """The records, in a folder of their own, which several kiosks may share."""

    def __init__(self, folder: Path) -> None:
        """`record` creates `folder` if needed."""
        self._folder = folder

    def record(self, content: Path, names: Iterable[str]) -> None:
        """Store the clip `names` that the folder `content` uses now. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        place = str(content.absolute())
        file = self._folder / f"{hashlib.sha256(place.encode()).hexdigest()[:16]}.json"
        text = json.dumps({"content": place, "clips": sorted(set(names))})
        handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        os.replace(temporary, file)

    def names(self) -> set[str] | None:
        """The names of all clips in use; None if a record can't be read.

        Deletes the records of folders that have been missing for KEPT_DAYS.
        """
        used: set[str] = set()
        for file in self._folder.glob("*.json"):
            try:
                record = json.loads(file.read_text("utf-8"))
                content, clips = Path(record["content"]), [str(name) for name in record["clips"]]
                if _is_over(file, content):
                    file.unlink(missing_ok=True)
                    continue
            except (OSError, ValueError, KeyError, TypeError):
                return None
            used.update(clips)
        return used


def _is_over(file: Path, content: Path) -> bool:
    return not content.is_dir() and file.stat().st_mtime < time.time() - KEPT_DAYS * _DAY

"""Which clips each content folder uses, so that none takes another's away.

Beside the clips stands one small file a content folder: its path and the names of its clips,
written whenever all of them have been rendered. A clip goes only where no folder names it.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

# Days for which the clips of a content folder are kept that is not there any more: it may stand on
# a stick that is plugged in again.
KEPT_DAYS = 30
_DAY = 86_400.0


class ClipUse:
    """The records in a folder of their own. Several kiosks may share it."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made with the first record."""
        self._folder = folder

    def record(self, content: Path, names: Iterable[str]) -> None:
        """Note what a content folder uses now. Raises OSError where the disk refuses."""
        self._folder.mkdir(parents=True, exist_ok=True)
        place = str(content.absolute())
        file = self._folder / f"{hashlib.sha256(place.encode()).hexdigest()[:16]}.json"
        text = json.dumps({"content": place, "clips": sorted(set(names))})
        handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        os.replace(temporary, file)

    def names(self) -> set[str] | None:
        """Every clip that a content folder uses; None where that can't be told for sure."""
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

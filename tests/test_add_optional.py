"""What `make run` does about the optional parts: a missing one is no fault, a changed one is."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kiosk.config import PROJECT

SCRIPT = PROJECT / "deploy" / "add_optional.sh"
WITHOUT = "The kiosk is used by touch."


def wheel(folder: Path, name: str, tag: str = "py3-none-any") -> Path:
    """A package with nothing in it but its name."""
    file = folder / f"{name}-1.0-{tag}.whl"
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(file, "w") as content:
        content.writestr(f"{name}/__init__.py", "")
        content.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        )
        content.writestr(f"{about}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nTag: {tag}\n")
        content.writestr(f"{about}/RECORD", f"{name}/__init__.py,,\n")
    return file


class Project:
    """A project whose extra `voice` wants a pinned model and an engine, from a folder of wheels."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "wheels"
        self.installed = folder / "installed"
        self.wheels.mkdir()
        (folder / "deploy").mkdir()
        (folder / "pyproject.toml").write_text(
            '[project.optional-dependencies]\nvoice = ["some-model==1.0", "some-engine"]\n'
        )
        self.pin(hashlib.sha256(wheel(self.wheels, "some_model").read_bytes()).hexdigest())

    def pin(self, digest: str) -> None:
        models = self.folder / "deploy" / "voice_models.txt"
        models.write_text(f"# Models.\nsome-model==1.0 --hash=sha256:{digest}\n")

    def add(self, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run the script; without variables it looks into the folder of wheels alone."""
        outside = {name: value for name, value in os.environ.items() if "PIP" not in name}
        source = variables or {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return subprocess.run(
            ["sh", str(SCRIPT), sys.executable, "voice", WITHOUT],
            cwd=self.folder,
            env={**outside, "PIP_TARGET": str(self.installed), **source},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_what_is_there_is_installed_without_a_word(project: Project) -> None:
    wheel(project.wheels, "some_engine")
    done = project.add()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (project.installed / "some_model").is_dir()
    assert (project.installed / "some_engine").is_dir()


def test_a_changed_model_is_a_fault_and_never_installed(project: Project) -> None:
    """It used to be called a machine without wheels, with status 0."""
    wheel(project.wheels, "some_engine")
    project.pin("0" * 64)
    done = project.add()
    assert done.returncode == 1 and done.stdout == ""
    for part in ("is not the one", "Run make again", "voice_models.txt", "kiosk serve"):
        assert part in done.stderr
    assert not project.installed.exists()


def test_no_wheel_for_this_machine_is_no_fault(project: Project) -> None:
    """The kiosk goes on without that part, and says which."""
    wheel(project.wheels, "some_engine", "cp39-cp39-win_amd64")
    done = project.add()
    assert done.returncode == 0
    assert done.stdout == f"{WITHOUT}\n"
    assert done.stderr == 'The extra "voice" has no wheels for this machine.\n'


def test_no_network_is_no_fault_and_not_called_a_machine_without_wheels(project: Project) -> None:
    """Nobody looks for another machine where a cable is missing."""
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    done = project.add(**nowhere)
    assert done.returncode == 0
    assert done.stdout == f"{WITHOUT}\n"
    assert done.stderr == 'The extra "voice" could not be fetched: is there a network?\n'

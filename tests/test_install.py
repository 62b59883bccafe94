"""What `make run` installs: an optional part that is missing is no fault, a changed one is."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kiosk.config import PROJECT

SCRIPT = PROJECT / "deploy" / "install.sh"
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
    """A project whose part `voice` wants a model's files and an engine, from a folder of wheels."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "wheels"
        self.installed = folder / "installed"
        self.wheels.mkdir()
        (folder / "deploy" / "lock").mkdir(parents=True)
        self.pin("voice_models.txt", "some-model", wheel(self.wheels, "some_model"))
        self.pin("lock/voice.txt", "some-engine", wheel(folder, "some_engine"))

    def pin(self, name: str, package: str, file: Path | None) -> None:
        """Write a list of one package; without a file the hash is another's."""
        digest = hashlib.sha256(file.read_bytes()).hexdigest() if file else "0" * 64
        pinned = self.folder / "deploy" / name
        pinned.write_text(f"# Packages.\n{package}==1.0 --hash=sha256:{digest}\n")

    def add(self, *without: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run the script; without variables it looks into the folder of wheels alone."""
        outside = {name: value for name, value in os.environ.items() if "PIP" not in name}
        source = variables or {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return subprocess.run(
            ["sh", str(SCRIPT), sys.executable, "voice", *(without or (WITHOUT,))],
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


@pytest.mark.parametrize(
    ("name", "package"), [("voice_models.txt", "some-model"), ("lock/voice.txt", "some-engine")]
)
def test_a_changed_file_is_a_fault_and_never_installed(
    project: Project, name: str, package: str
) -> None:
    """It used to be called a machine without wheels, with status 0."""
    wheel(project.wheels, "some_engine")
    project.pin(name, package, None)
    done = project.add()
    assert done.returncode == 1 and done.stdout == ""
    for part in ("is not the one", "Run make again", "deploy/lock/voice.txt"):
        assert part in done.stderr
    assert not (project.installed / package.replace("-", "_")).exists()


def test_no_wheel_for_this_machine_is_no_fault(project: Project) -> None:
    """The kiosk goes on without that part, and says which."""
    wheel(project.wheels, "some_engine", "cp39-cp39-win_amd64")
    done = project.add()
    assert done.returncode == 0
    assert done.stdout == f"{WITHOUT}\n"
    assert done.stderr == 'The part "voice" has no wheels for this machine.\n'


def test_what_must_be_there_is_a_fault_where_it_is_missing(project: Project) -> None:
    """Without the engine of a part that isn't optional nothing goes on."""
    done = project.add("")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == 'The part "voice" has no wheels for this machine.\n'


def test_no_network_is_no_fault_and_not_called_a_machine_without_wheels(project: Project) -> None:
    """Nobody looks for another machine where a cable is missing."""
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    done = project.add(**nowhere)
    assert done.returncode == 0
    assert done.stdout == f"{WITHOUT}\n"
    assert done.stderr == (
        'What the part "voice" needs could not be fetched: is there a network?\n'
    )


# What pyproject.toml asks for and each list must hold.
PARTS = ("run", "natural", "voice", "test")


def wanted(part: str) -> list[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    if part == "run":
        return list(project["dependencies"])
    return list(project["optional-dependencies"][part])


@pytest.mark.parametrize("part", PARTS)
def test_each_list_holds_what_the_project_asks_for(part: str) -> None:
    """A version that was asked for later and never locked would not be installed."""
    texts = [(PROJECT / "deploy" / "lock" / f"{part}.txt").read_text("utf-8")]
    models = PROJECT / "deploy" / f"{part}_models.txt"
    texts += [models.read_text("utf-8")] if models.exists() else []
    listed = re.findall(r"^([\w.-]+)==([\w.]+)", "\n".join(texts), re.MULTILINE)
    for one in map(Requirement, wanted(part)):
        versions = [found for name, found in listed if name == canonicalize_name(one.name)]
        assert versions and all(found in one.specifier for found in versions), str(one)


def test_the_list_of_parts_has_what_is_locked() -> None:
    """Whoever looks for a part with a known fault looks there."""
    parts = json.loads((PROJECT / "deploy" / "parts.cdx.json").read_text("utf-8"))
    listed = {f"{canonicalize_name(one['name'])}=={one['version']}" for one in parts["components"]}
    for part in (*PARTS, "build"):
        text = (PROJECT / "deploy" / "lock" / f"{part}.txt").read_text("utf-8")
        locked: dict[str, set[str]] = {}
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE):
            locked.setdefault(name, set()).add(f"{name}=={version}")
        # Of one that has several versions, one for each Python, that of the Python that listed it.
        assert [name for name, versions in locked.items() if not versions & listed] == []


@pytest.mark.parametrize("part", (*PARTS, "build"))
def test_each_listed_package_has_a_hash(part: str) -> None:
    text = (PROJECT / "deploy" / "lock" / f"{part}.txt").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries and all("--hash=sha256:" in entry for entry in entries)

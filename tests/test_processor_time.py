"""What a test costs is stored, and one that has come to cost twice as much fails in CI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from . import processor_time
from .processor_time import LEAST, limit, merged, sum_seconds

HERE = "tests/test_processor_time.py::test_a_new_value_replaces_an_old_one"
CONFTEST = """
from pathlib import Path
from tests import processor_time
processor_time.STORE = Path(__file__).with_name("stored.json")
processor_time.LEAST = 0.2
processor_time.QUICK = 0.05
pytest_plugins = ["tests.processor_time"]
"""
BURNS = """
import subprocess, sys
def test_burns():
    subprocess.run([sys.executable, "-c", "sum(range(30_000_000))"], check=True)
def test_rests():
    pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    (tmp_path / "test_it.py").write_text(BURNS, "utf-8")
    return tmp_path


def run(project: Path, *arguments: str, ci: str) -> subprocess.CompletedProcess[str]:
    root = str(processor_time.STORE.parents[1])
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments, "test_it.py"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": root, "CI": ci},
        capture_output=True,
        text=True,
    )


def stored(project: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project / "stored.json").read_text("utf-8"))
    return found


def test_what_costs_twice_as_much_fails_in_ci_only(project: Path) -> None:
    """A test that has grown dear is seen by who made it so; a developer isn't held up."""
    made = run(project, "--store-seconds", ci="true")
    assert made.returncode == 0, made.stdout
    first = stored(project)
    assert set(first["tests"]) == {"test_it.py::test_burns"}, "what its own child used, counts"
    assert run(project, ci="true").returncode == 0
    first["tests"]["test_it.py::test_burns"] /= 8
    (project / "stored.json").write_text(json.dumps(first), "utf-8")
    late = run(project, ci="true")
    assert late.returncode == 1
    assert "make test STORE=1" in late.stdout and "1 failed, 1 passed" in late.stdout
    assert run(project, ci="").returncode == 0


def test_a_slow_machine_has_more_time() -> None:
    """A machine on which everything takes three times as long fails no test."""
    known = {"sum": 0.01, "tests": {"a": 10.0}}
    assert limit(known, "a", 0.01) == pytest.approx(20)
    assert limit(known, "a", 0.03) == pytest.approx(60)
    assert limit(known, "new", 0.01) == pytest.approx(2 * LEAST)


def test_a_new_value_replaces_an_old_one() -> None:
    """Values of several machines stand side by side; of a test that is gone nothing is kept."""
    known = {"sum": 0.01, "tests": {HERE: 10.0, "tests/test_gone.py::test_it": 5.0}}
    new = merged(known, {HERE: 9.0, "tests/test_pairs.py::test_they_are_few": 1.0}, 0.02)
    assert new == {"sum": 0.01, "tests": {HERE: 4.5}}
    kept = merged(known, {"tests/test_pairs.py::test_they_are_few": 6.0}, 0.01)["tests"]
    assert kept == {HERE: 10.0, "tests/test_pairs.py::test_they_are_few": 6.0}


def test_the_sum_takes_its_time() -> None:
    """What machines are compared by can be measured."""
    assert 0.0005 < min(sum_seconds() for _ in range(5)) < 1

"""The table of all measurements."""

import importlib
import json
from pathlib import Path

import pytest

summary = importlib.import_module("bench.__main__")


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(summary, "RESULTS", tmp_path)
    return tmp_path


def test_a_figure_is_found_by_its_path(results: Path) -> None:
    """A key with a dot in it, as speed_0.5 has, is found too."""
    (results / "some.json").write_text(json.dumps({"speed_0.5": {"ms": {"p95": 12.5}}}))
    assert summary.figure(summary.Row("some", "speed_0.5.ms.p95", "")) == 12.5
    assert summary.figure(summary.Row("some", "speed_1.ms.p95", "")) is None


def test_what_was_not_measured_has_no_figure(results: Path) -> None:
    """A measurement that never ran isn't passed off as good."""
    row = summary.Row("none", "a", "never run", "<= 1")
    assert summary.figure(row) is None
    assert summary.line(row, None).endswith("MISSED")


@pytest.mark.parametrize(
    ("target", "value", "expected"),
    [("<= 100", 100, "ok"), ("<= 100", 101, "MISSED"), (">= 200", 199, "MISSED"), ("", 5, "")],
)
def test_verdict(target: str, value: float, expected: str) -> None:
    """Who reads the table sees at once what falls short."""
    assert summary.verdict(target, value) == expected


def test_every_row_is_of_a_measurement_that_is_run() -> None:
    """No row of the table stays empty for want of its measurement."""
    assert {row.result.replace("-", "_") for row in summary.ROWS} == set(summary.MODULES)


def test_the_kept_results_have_every_figure() -> None:
    """The results in the repository are of the measurements as they are now."""
    assert [row for row in summary.ROWS if summary.figure(row) is None] == []

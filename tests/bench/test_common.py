"""What the measurements share."""

import json
from pathlib import Path

import pytest

from bench import common


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 5), (0.95, 10), (1.0, 10)])
def test_percentile_is_a_value_that_was_measured(share: float, expected: int) -> None:
    assert common.percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share) == expected


def test_spread() -> None:
    assert common.spread([1.0, 2.0, 3.06]) == {"p50": 2.0, "p95": 3.1, "max": 3.1}


def test_a_result_names_machine_date_and_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(common, "RESULTS", tmp_path / "results")
    monkeypatch.setattr("sys.argv", ["/somewhere/worker_soak.py", "200", "5"])
    file = common.write_result("worker-soak", {"lost": 0})
    kept = json.loads(file.read_text())
    assert kept["command"] == "python -m bench.worker_soak 200 5"
    assert kept["machine"]["processor"]
    assert kept["date"].endswith("+00:00")
    assert kept["lost"] == 0
    assert json.loads(capsys.readouterr().out) == kept


def test_every_sentence_of_the_guide_once() -> None:
    sentences = common.guide_sentences()
    assert len(sentences) == len(set(sentences)) > 300

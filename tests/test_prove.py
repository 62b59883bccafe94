"""`make prove` runs what `make test` only samples, keeps what came of it, and can fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from . import prove
from .prove import PARTS, ROOT, Step

SWITCHES = ("GEOMETRY", "CRAWL", "HANDS", "NOISE", "SPEAKERS", "CHAOS_SECONDS")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prove, "OUTPUT", tmp_path)
    monkeypatch.setattr(prove, "RESULTS", tmp_path)
    return tmp_path


def kept(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "part.json").read_text("utf-8"))
    return found


def test_what_failed_is_kept_and_told(folders: Path) -> None:
    """Who proves it sees which command failed; the ones after it have run all the same."""
    steps = [Step(("json.tool", "nowhere")), Step(("this",), {"KIOSK_SAMPLE": "full"})]
    assert not prove.prove("part", steps)
    result = kept(folders)
    assert result["passed"] is False
    assert [one["exit"] == 0 for one in result["commands"]] == [False, True]
    assert result["commands"][1]["command"] == "KIOSK_SAMPLE=full python -m this"
    assert "Namespaces" in result["commands"][1]["printed_last"][-1]
    assert "nowhere" in (folders / "part.log").read_text("utf-8")


def test_what_takes_too_long_ends(folders: Path) -> None:
    """A part that hangs holds up nobody, and counts as failed."""
    assert not prove.prove("part", [Step(("http.server", "0"))], limit=1)
    assert kept(folders)["commands"][0]["exit"] == "took too long"


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip of the pen doesn't pass as a proof."""
    assert prove.main(["geometri"]) == 2
    assert "geometry" in capsys.readouterr().out


@pytest.mark.parametrize("part", PARTS)
def test_what_a_part_runs_is_there(part: str) -> None:
    """A test that was renamed or moved is still proved."""
    for step in PARTS[part]:
        files = [one for one in step.arguments if one.endswith(".py")]
        assert all((ROOT / file).is_file() for file in files), files
        module = step.arguments[0].replace(".", "/")
        assert step.arguments[0] == "pytest" or (ROOT / f"{module}.py").is_file()


@pytest.mark.parametrize("switch", SWITCHES)
def test_what_a_test_can_do_more_is_proved(switch: str) -> None:
    """Each switch that makes a sample whole is pressed by some part, for every file that has it."""
    variable = f"KIOSK_{switch}"
    asked = [step for steps in PARTS.values() for step in steps if variable in step.variables]
    run = {file for step in asked for file in step.arguments}
    assert asked
    has_it = "tests.pairs import" if switch == "GEOMETRY" else f'"{variable}"'
    for file in set((ROOT / "tests").rglob("test_*.py")) - {Path(__file__)}:
        if has_it in file.read_text("utf-8"):
            assert str(file.relative_to(ROOT)) in run, file


def test_what_has_its_sound_in_hand_is_heard_too() -> None:
    """Each file that tries a page with a sound of the page's own clock is tried with Chromium's."""
    [step] = PARTS["sound"]
    for file in (ROOT / "tests/browser").glob("test_*.py"):
        if "timed_page" in file.read_text("utf-8"):
            assert str(file.relative_to(ROOT)) in step.arguments, file
    assert step.variables == {"KIOSK_SOUND": "real"}

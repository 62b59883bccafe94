"""The `kiosk` command, as staff use it."""

import json
import shutil
import socket
import subprocess
import sys
import urllib.request
import wave
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.cli import say as saying
from kiosk.listening import service as listening_service
from kiosk.listening.process import JOB_LIMIT
from kiosk.listening.service import missing_parts
from kiosk.speech.voices import natural
from kiosk.speech.voices.registry import available_voices
from kiosk.worker.process import WorkerProcess
from tests.content_folders import COMMON, SHIPPED


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands in an empty folder, so that no kiosk.toml of this machine counts."""
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def test_every_command_explains_itself(run: CliRunner) -> None:
    for name in ("serve", "check", "prepare", "doctor", "say", "hear"):
        answer = run.invoke(main, [name, "--help"])
        assert answer.exit_code == 0 and len(answer.output.splitlines()) > 4


def test_say_writes_sound_and_a_time_for_every_shown_word(run: CliRunner, tmp_path: Path) -> None:
    text = "Call 866-224-3301, or ask about IVIg."
    answer = run.invoke(main, ["say", text, "-o", "a.wav", "--marks", "a.json"])
    assert answer.exit_code == 0, answer.output
    marks = json.loads((tmp_path / "a.json").read_text())
    assert [mark["word"] for mark in marks] == text.split()
    with wave.open(str(tmp_path / "a.wav")) as file:
        seconds = file.getnframes() / file.getframerate()
    assert 0 < marks[-1]["end"] <= seconds < 15


def test_say_nothing_is_a_clear_error(run: CliRunner) -> None:
    answer = run.invoke(main, ["say", "  ", "-o", "a.wav"])
    assert answer.exit_code == 1 and "give a text" in answer.output


@pytest.mark.parametrize("player", ["missing", "vanished", "no program", "failing"])
def test_say_without_a_player_says_what_to_do(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, player: str
) -> None:
    """In a sentence, not in a trace."""
    folder = tmp_path / "bin"
    folder.mkdir()
    if player != "missing":
        program = folder / "aplay"
        program.write_text({"failing": "#!/bin/sh\nexit 1\n"}.get(player, "no program at all"))
        program.chmod(0o755)
    monkeypatch.setattr(
        saying.shutil,
        "which",
        lambda name: str(folder / name) if name == "aplay" and player != "missing" else None,
    )
    monkeypatch.setenv("PATH", str(folder if player != "vanished" else tmp_path))
    answer = run.invoke(main, ["say", "Hello.", "--voice", "clear"])
    assert answer.exit_code == 1 and isinstance(answer.exception, SystemExit)
    assert answer.output.startswith("Error: ") and "-o FILE.wav" in answer.output


def test_say_to_a_file_that_can_not_be_written_is_a_clear_error(run: CliRunner) -> None:
    answer = run.invoke(main, ["say", "Hello.", "--voice", "clear", "-o", "nowhere/a.wav"])
    assert answer.exit_code == 1 and answer.output.startswith("Error: ")
    assert "nowhere" in answer.output


def test_an_unknown_setting_is_named_with_a_remedy(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("prot = 80\n")
    answer = run.invoke(main, ["doctor"])
    assert answer.exit_code == 2
    for part in ("kiosk.toml", "'prot'", "Use one of"):
        assert part in answer.output


def test_doctor_finds_what_works_here(run: CliRunner, tmp_path: Path) -> None:
    answer = run.invoke(main, ["doctor", "--data", str(tmp_path / "data")])
    assert "ok   clear voice: spoke" in answer.output
    assert "ok   content: 10 sections" in answer.output
    assert "ok   screen: 1080x1920" in answer.output
    # It says a word to itself.
    heard = "not installed: no" if missing_parts() else "understood “next page”"
    assert f"ok   listening: {heard}" in answer.output, answer.output


@pytest.mark.skipif(bool(missing_parts()), reason="The extra `voice` is not installed.")
def test_doctor_gives_the_recogniser_longer_than_a_persons_word(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine a word that takes long says nothing of whether it hears."""
    limits: list[float] = []
    ask = WorkerProcess.ask

    def asked(self: WorkerProcess, head: Any, body: bytes = b"", *, limit: float) -> Any:
        if "context" in head:
            limits.append(limit)
        return ask(self, head, body, limit=limit)

    monkeypatch.setattr(WorkerProcess, "ask", asked)
    assert "ok   listening: understood" in run.invoke(main, ["doctor"]).output
    assert limits and min(limits) >= 10 * JOB_LIMIT


def test_doctor_tells_of_a_voice_that_is_not_there_and_finds_no_fault(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(natural, "find_spec", lambda name: None)
    answer = run.invoke(main, ["doctor", "--data", str(tmp_path / "data")])
    assert "ok   natural voice: not installed; the clear voice speaks." in answer.output
    assert "ok   clear voice: spoke" in answer.output


def test_doctor_tells_why_nobody_can_speak_to_it_and_finds_no_fault(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening_service, "PARTS", ("no_such_part",))
    answer = run.invoke(main, ["doctor", "--data", str(tmp_path / "data")])
    assert "ok   listening: not installed: no no_such_part. `make run`" in answer.output
    (tmp_path / "kiosk.toml").write_text("listening = false\n")
    answer = run.invoke(main, ["doctor", "--data", str(tmp_path / "data")])
    assert "ok   listening: off. listening is false in kiosk.toml." in answer.output


def test_doctor_says_what_to_do_about_a_recogniser_that_is_broken(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing_parts():
        pytest.skip("the extra `voice` is not installed")
    content = tmp_path / "en"
    shutil.copytree(SHIPPED, content)
    (content / "commands.yaml").write_text("next: [1]\n")
    answer = run.invoke(main, ["doctor", "--data", str(tmp_path / "data"), "--content", "en"])
    (line,) = [line for line in answer.output.splitlines() if line.startswith("FAIL listening")]
    assert "commands.yaml" in line and "is not a phrase" in line


def test_without_the_extra_the_clear_voice_says_it(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(natural, "find_spec", lambda name: None)
    answer = run.invoke(main, ["say", "Hello.", "-o", "a.wav"])
    assert answer.exit_code == 0 and answer.output == ""
    asked = run.invoke(main, ["say", "Hello.", "-o", "a.wav", "--voice", "natural"])
    assert asked.exit_code == 1 and "not installed" in asked.output


def test_check_speech_tells_what_each_voice_says(run: CliRunner, small: Path) -> None:
    answer = run.invoke(main, ["check", str(small), "--speech"])
    line = next(line for line in answer.output.splitlines() if line.startswith("MMN\t"))
    for voice in available_voices():
        assert f"{voice}: MMN /" in line
    assert "ɛm" in line and "\nhands\t" not in answer.output


def test_check_schemas_writes_them_for_editors(run: CliRunner, tmp_path: Path) -> None:
    answer = run.invoke(main, ["check", "--schemas", "schemas"])
    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[-1] == "schemas/words.schema.json"
    words = json.loads((tmp_path / "schemas" / "words.schema.json").read_text())
    assert words["type"] == "array"
    (tmp_path / "taken").write_text("a file")
    answer = run.invoke(main, ["check", "--schemas", "taken"])
    assert answer.exit_code == 2 and "Remedy: Name a folder" in answer.output


def test_doctor_says_what_to_do(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (tmp_path / "kiosk.toml").write_text(f"port = {port}\n")
        answer = run.invoke(main, ["doctor", "--content", "nowhere"])
    assert answer.exit_code == 1
    for name in ("port", "content", "data folder"):
        line = next(line for line in answer.output.splitlines() if f"FAIL {name}" in line)
        assert "Remedy:" in line


def test_prepare_renders_once_and_sums_up(run: CliRunner, tmp_path: Path, small: Path) -> None:
    # Of the interface's texts only those with a number in them; all others say the same.
    shipped = yaml.safe_load((COMMON / "interface.yaml").read_text(encoding="utf-8"))
    texts = {name: text if "{" in text else "Small" for name, text in shipped.items()}
    (small / "interface.yaml").write_text(yaml.safe_dump(texts), encoding="utf-8")
    arguments = ["prepare", "--content", str(small), "--data", str(tmp_path / "data")]
    arguments += ["--processes", "1"]  # each opens the natural voice's model anew
    first = run.invoke(main, arguments)
    assert first.exit_code == 0, first.output
    assert "0 failed" in first.output and "minutes of speech" in first.output
    again = run.invoke(main, arguments).output
    assert again.count("; 0 rendered now") == len(available_voices())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A content folder with one short section."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "one.md").write_text(
        "---\ntitle: One\ntile: One\norder: 1\n"
        "checked: 2026-11-23\ncheck_again: 2027-11-23\n---\n\n"
        "## Hands {#hands}\n\nMMN starts in the hands.[^S-14]\n\n[^S-14]: webmd\n"
    )
    (folder / "interface.yaml").write_text("app.name: Small\n")
    return folder


def start_kiosk(*arguments: str) -> tuple[subprocess.Popen[str], str]:
    """A real kiosk, and the line in which it says that it is ready."""
    command = [sys.executable, "-m", "kiosk", "serve", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_serve_tells_its_address_once_it_answers(tmp_path: Path, small: Path) -> None:
    process, line = start_kiosk("--port", "0", "--data", str(tmp_path), "--content", str(small))
    try:
        assert line.startswith("Kiosk ready at http://127.0.0.1:")
        with urllib.request.urlopen(f"{line.split()[-1]}/guide/one/hands", timeout=10) as answer:
            assert b"MMN" in answer.read()
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=20)
    # What the folder lacks is told to staff.
    assert "Left out:" in errors and "words.yaml" in errors
    assert process.returncode == 0


def test_a_taken_port_is_a_clear_error(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        process, _ = start_kiosk("--port", port, "--data", str(tmp_path))
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "Remedy: Take another port" in errors


def test_a_missing_content_folder_is_a_clear_error(tmp_path: Path) -> None:
    process, _ = start_kiosk("--port", "0", "--content", str(tmp_path / "nowhere"))
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "Remedy: Name one with --content." in errors

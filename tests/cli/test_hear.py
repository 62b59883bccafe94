"""`kiosk hear`: files in, one line of JSON each."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.cli.hear import AFTER, BEFORE, RATE, in_quiet, name_of, read, resampled
from kiosk.config import PROJECT
from kiosk.listening.commands import Command
from kiosk.listening.models.files import ListeningUnavailable
from kiosk.listening.recognizer import Recognizer

RECORDINGS = PROJECT.parent / "shared" / "voice" / "recordings"
KEYS = ["file", "command", "number", "confidence", "seconds", "reason"]


@pytest.fixture
def _extra(loaded: Recognizer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of a test hears with the same models: loading them takes seconds."""
    monkeypatch.setattr(Recognizer, "load", lambda: loaded)


def tone(rate: int, seconds: float = 0.5) -> np.ndarray:
    return (0.3 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype("f4")


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000])
def test_any_rate_becomes_the_models_own(rate: int) -> None:
    heard = resampled(tone(rate), rate)
    assert heard.dtype == np.float32
    assert heard[1000:7000] == pytest.approx(tone(RATE)[1000:7000], abs=0.02)


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg"])
def test_any_format_and_two_channels_are_read(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"tone.{suffix}"
    soundfile.write(file, np.stack([tone(22050), np.zeros(11025)], axis=1), 22050)
    assert np.abs(read(file)).max() == pytest.approx(0.15, abs=0.02)


def test_a_file_is_set_in_its_own_faintest_noise() -> None:
    noise = np.random.default_rng(1).standard_normal(RATE).astype(np.float32) * 0.002
    sound = noise.copy()
    sound[6000:10000] += tone(RATE)[:4000]
    around = in_quiet(sound)
    before = around[: round(BEFORE * RATE)]
    assert len(around) == len(sound) + round((BEFORE + AFTER) * RATE)
    assert np.sqrt(np.mean(before**2)) == pytest.approx(0.002, rel=0.2)


@pytest.mark.parametrize("samples", [np.zeros(0, "f4"), np.zeros(100, "f4"), np.ones(5000, "f4")])
def test_an_odd_file_is_set_in_near_silence(samples: np.ndarray) -> None:
    around = in_quiet(samples)
    assert 0 < np.abs(around[:RATE]).max() <= 0.5
    assert np.isfinite(around).all()


def test_a_section_is_named_with_its_slug() -> None:
    assert name_of(Command("section", section="symptoms")) == "section:symptoms"
    assert name_of(Command("number", 3)) == "number"


@pytest.mark.usefixtures("_extra")
def test_a_line_a_file_and_unreadable_ones_are_said_at_the_end(tmp_path: Path) -> None:
    silence, text = tmp_path / "silence.wav", tmp_path / "text.wav"
    soundfile.write(silence, np.zeros(8000), 8000)
    text.write_text("no sound")
    result = CliRunner().invoke(main, ["hear", str(text), str(silence), str(tmp_path / "none")])
    (line,) = result.stdout.splitlines()
    answer = json.loads(line)
    assert list(answer) == KEYS
    assert (answer["file"], answer["command"]) == (str(silence), None)
    assert answer["reason"] == "nothing heard"
    assert result.exit_code == 2
    assert "text.wav" in result.stderr and "none" in result.stderr


@pytest.mark.usefixtures("_extra")
@pytest.mark.skipif(not RECORDINGS.is_dir(), reason=f"{RECORDINGS} is not here")
def test_people_are_heard(tmp_path: Path) -> None:
    def heard(*arguments: str) -> list[tuple[str | None, int | None]]:
        result = CliRunner().invoke(main, ["hear", *arguments])
        assert result.exit_code == 0, result.output
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        return [(answer["command"], answer["number"]) for answer in answers]

    stop, four = str(RECORDINGS / "words/0000.flac"), str(RECORDINGS / "digits/0050.flac")
    assert heard(stop, four) == [("stop", None), ("number", 4)]
    assert heard(four, "--numbers", "3") == [(None, None)]
    assert heard(stop, four, "--while-reading", "A nerve test.") == [("stop", None), (None, None)]
    assert heard(stop, "--while-reading", "Stop when it hurts.") == [(None, None)]
    assert heard(stop, "--wake") == [(None, None)]


def test_without_the_extra_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Recognizer:
        raise ListeningUnavailable("What listening needs is not installed: run `make run`.")

    monkeypatch.setattr(Recognizer, "load", missing)
    result = CliRunner().invoke(main, ["hear", "some.wav"])
    assert result.exit_code == 1
    assert "make run" in result.stderr

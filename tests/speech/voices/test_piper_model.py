"""Which model speaks, what is wrong with it, and what its sound depends on; nothing is loaded."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from kiosk.files.voices import model_fault
from kiosk.speech.utterance import VoiceUnavailable
from kiosk.speech.voices import piper_model
from kiosk.speech.voices.piper_model import fingerprint, shipped_model, usable_model

DESCRIPTION = {
    "audio": {"sample_rate": 22050},
    "espeak": {"voice": "en-us"},
    "phoneme_id_map": {"a": [14]},
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model's two files; the model itself holds nothing of use."""
    file = tmp_path / "other.onnx"
    file.write_bytes(b"no model")
    Path(f"{file}.json").write_text(json.dumps(DESCRIPTION))
    return file


def test_a_named_model_is_used(model: Path) -> None:
    assert usable_model(model) == model and model_fault(model) == ""


@pytest.mark.parametrize(
    ("description", "told"),
    [(None, "comes with the model"), ("{", "no description"), ("{}", "no description")],
)
def test_a_fault_of_the_description_is_told(
    model: Path, description: str | None, told: str
) -> None:
    file = Path(f"{model}.json")
    file.unlink() if description is None else file.write_text(description)
    with pytest.raises(VoiceUnavailable, match=told) as raised:
        usable_model(model)
    assert str(file) in str(raised.value)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(VoiceUnavailable, match="no voice model .*none.onnx"):
        usable_model(tmp_path / "none.onnx")


def test_without_the_package_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper_model, "find_spec", lambda name: None)
    assert shipped_model() is None
    with pytest.raises(VoiceUnavailable, match="make run"):
        usable_model(None)


def test_the_fingerprint_changes_with_model_and_description(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: "9.9")
    prints = [fingerprint(model)]
    model.write_bytes(b"another model")
    prints.append(fingerprint(model))
    other = model.with_name("more.onnx")
    other.write_bytes(b"another model")
    Path(f"{other}.json").write_text(json.dumps({**DESCRIPTION, "audio": {"sample_rate": 16000}}))
    prints.append(fingerprint(other))
    assert len(set(prints)) == 3 and all("piper-tts 9.9" in one for one in prints)

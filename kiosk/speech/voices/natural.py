"""The natural voice as far as it is known without loading it; hibari.py speaks with it."""

from importlib import metadata
from importlib.util import find_spec

from kiosk.files.place import ENGLISH

LANGUAGE = ENGLISH
# The one voice whose model is in the package; any other would be downloaded.
VOICE = "heart"
# Of the model's own pace, 198 words a minute over the guide. This makes 156, a calm reader and the
# pace of the clear voice; lengths are whole 25 ms, so the pace goes in steps.
SPEED = 0.8
# The noise in the voice is drawn from here, so that a text sounds the same on any machine.
SEED = 0


def installed() -> bool:
    """Whether all that the natural voice needs is here. Only opening it proves it."""
    return all(find_spec(name) for name in ("hibari", "onnx", "onnxruntime"))


def fingerprint() -> str:
    """Changes whenever the same text would sound different."""
    return f"hibari-tts {metadata.version('hibari-tts')}, {VOICE}, {SPEED:g}, {SEED}"

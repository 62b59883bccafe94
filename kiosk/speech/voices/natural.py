"""Facts about the natural voice that don't need its model; hibari.py speaks with it."""

from importlib import metadata
from importlib.util import find_spec

from kiosk.files.place import ENGLISH

LANGUAGE = ENGLISH
# The one voice whose model is in the package; any other would be downloaded.
VOICE = "heart"
# Factor on the model's own pace, 198 words per minute for the guide. 0.8 gives 156, a calm pace and
# that of the clear voice. Phoneme lengths are multiples of 25 ms, so the pace changes in steps.
SPEED = 0.8
# Seed of the noise in the voice, so that a text sounds the same on any machine.
SEED = 0


def installed() -> bool:
    """Whether the natural voice's packages are installed. Only opening it proves that it works."""
    return all(find_spec(name) for name in ("hibari", "onnx", "onnxruntime"))


def fingerprint() -> str:
    """A text that changes whenever the voice would sound different."""
    return f"hibari-tts {metadata.version('hibari-tts')}, {VOICE}, {SPEED:g}, {SEED}"

"""espeak-ng on a machine without the wheel that carries its library."""

import sys
from typing import Any

sys.modules["espeakng_loader"] = None  # type: ignore[assignment]  # an import of it fails


def load() -> Any:
    from kiosk.speech.voices import espeak

    return espeak.load()

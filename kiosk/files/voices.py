"""Voices as settings and files name them. What speaks with one is in speech/voices/."""

import json
from pathlib import Path

# In the order in which they are offered.
VOICES = ("natural", "clear")


def model_fault(model: Path) -> str:
    """What is wrong with a model's two files, as far as can be seen without loading it; or ""."""
    description = Path(f"{model}.json")
    if not model.is_file():
        return f"There is no voice model {model}."
    try:
        config = json.loads(description.read_text("utf-8"))
        int(config["audio"]["sample_rate"])
        str(config["espeak"]["voice"])
        dict(config["phoneme_id_map"])
    except OSError:
        return f"There is no {description}, which comes with the model {model}."
    except (ValueError, KeyError, TypeError):
        return f"{description} is no description of a Piper voice."
    return ""

"""What a voice will say, as phonemes: `python -m kiosk.speech.voices.phonemizer MODULE [ARGUMENT]`.

A process of its own for each voice, since two engines with an espeak-ng each don't live in one. It
reads a JSON list of texts from its standard input and writes one of phonemes.
"""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.speech.utterance import VoiceError, VoiceUnavailable
from kiosk.speech.voices.registry import ENGINES

# Seconds: the model is loaded for it, then each text takes a millisecond.
LIMIT = 300
_PACKAGE_ROOT = Path(__file__).resolve().parents[3]


def phonemes_of(texts: Sequence[str], voice: str, model: Path | None = None) -> list[str]:
    """For each text what the voice will say, in IPA. Raises VoiceUnavailable with the reason."""
    arguments = [str(model.absolute())] if model and voice == "natural" else []
    command = [sys.executable, "-m", "kiosk.speech.voices.phonemizer", ENGINES[voice], *arguments]
    done = subprocess.run(
        command,
        input=json.dumps(texts).encode("ascii"),
        stdout=subprocess.PIPE,
        cwd=_PACKAGE_ROOT,
        timeout=LIMIT,
        check=False,
    )
    if done.returncode:
        raise VoiceUnavailable(done.stdout.decode("utf-8") or "The voice's process ended.")
    said: list[str] = json.loads(done.stdout)
    return said


def main(arguments: list[str]) -> int:
    """Answer the list on the standard input; the process's exit code."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints
    texts: list[str] = json.load(sys.stdin)
    try:
        engine = importlib.import_module(arguments[0]).load(*arguments[1:])
    except VoiceError as error:
        answers.write(str(error))
        answers.flush()
        return 1
    json.dump([engine.phonemes(text) for text in texts], answers)
    answers.flush()
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)  # espeak-ng's own clean-up at exit is known to abort

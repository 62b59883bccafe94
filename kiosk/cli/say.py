"""`kiosk say` speaks one text, by the same code as the sentences of the guide."""

import json
import shutil
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from kiosk.cli.options import PATH, plain_errors, settings_with
from kiosk.config import Settings
from kiosk.files.voices import VOICES
from kiosk.guide import Sentence
from kiosk.speech.audio.flac import read_flac, to_wav
from kiosk.speech.service import SpeechService
from kiosk.speech.text.spoken_forms import SpokenForms
from kiosk.speech.utterance import Sound, VoiceError
from kiosk.speech.voices.registry import available_voices, preferred

# Programs that play a WAV file; the first one that is installed is used.
_PLAYERS = (("aplay", "-q"), ("paplay",), ("pw-play",), ("afplay",))


@dataclass(frozen=True)
class SaidText:
    """A clip's sound; each mark has `word`, and `start` and `end` in seconds."""

    sound: Sound
    marks: list[dict[str, Any]]


def say_text(text: str, voice: str, settings: Settings) -> SaidText:
    """Render one text without storing it.

    Raises VoiceError if no voice can speak it, ContentError if lexicon.yaml is faulty.
    """
    sentence = Sentence.of(text, settings.language)
    if not sentence.shown:
        raise VoiceError("There is nothing to say: give a text.")
    with tempfile.TemporaryDirectory() as folder:
        spoken = SpokenForms.load(settings.place.folder / "lexicon.yaml", settings.language)
        languages = (settings.language,)
        service = SpeechService(Path(folder), (voice,), languages)
        try:
            clip = service.clip_for(sentence.id, sentence.shown, spoken)
            sound = read_flac(clip.path.read_bytes())
        finally:
            service.close()
    return SaidText(sound, [asdict(mark) for mark in clip.marks])


def play(sound: Sound) -> None:
    """Play a sound on this machine. Raises VoiceError if no program can play it."""
    player = next((player for player in _PLAYERS if shutil.which(player[0])), None)
    if player is None:
        names = ", ".join(player[0] for player in _PLAYERS)
        raise VoiceError(f"No program to play sound ({names}). Write a file with -o FILE.wav.")
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(to_wav(sound))
        file.flush()
        try:
            done = subprocess.run([*player, file.name], check=False)
        except OSError as error:  # it was removed meanwhile, or can't run on this machine
            raise VoiceError(
                f"{player[0]} can't be started: {error.strerror or error}. "
                "Write a file with -o FILE.wav."
            ) from error
    if done.returncode:
        raise VoiceError(f"{player[0]} could not play it. Write a file with -o FILE.wav.")


@click.command("say")
@click.argument("text")
@click.option("--voice", type=click.Choice(VOICES), help="Without it: the kiosk's own.")
@click.option("-o", "--output", type=PATH, help="Write the sound to this WAV file.")
@click.option("--marks", type=PATH, help="Write the word times to this JSON file.")
@plain_errors
def command(text: str, voice: str | None, output: Path | None, marks: Path | None) -> None:
    """Speak a text as the kiosk would, or write its sound and word times to files."""
    settings = settings_with()
    own = preferred(settings.voice, available_voices(settings.language))[0]
    try:
        clip = say_text(text, voice or own, settings)
        if output:
            output.write_bytes(to_wav(clip.sound))
        if marks:
            marks.write_text(json.dumps(clip.marks, indent=1), encoding="utf-8")
        if not output and not marks:
            play(clip.sound)
    except (VoiceError, OSError) as error:
        raise click.ClickException(str(error)) from error

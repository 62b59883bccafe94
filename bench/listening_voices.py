"""Synthetic voices that say every phrase for bench.listening, each at three speeds.

The kiosk's own two voices (the clear one is espeak-ng's en-us), espeak-ng's other ones, and those
of flite and festival, as far as they are installed (apt-get install espeak-ng flite festival
festvox-kallpc16k). None of them is a person, and people find the diphone voices hard to understand
too.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.listening_sounds import Samples
from kiosk.cli.hear import read, resampled
from kiosk.speech.voices.registry import Voice, available_voices, open_voice

SPEEDS = (0.8, 1.0, 1.25)
_ESPEAK = ("en-us", "en-us+f3", "en-us+m3", "en-gb", "en-us+f5")
_FLITE = ("slt", "rms", "awb")
_FESTIVAL = ("kal_diphone", "cmu_us_slt_arctic_hts")
_ESPEAK_WORDS_A_MINUTE = 160

Say = Callable[[str, float], Samples]


def voices() -> Iterator[tuple[str, Say]]:
    """(name, function) of each installed voice.

    The function says a text at a speed (1: the voice's own): samples at 16 kHz.
    """
    if shutil.which("espeak-ng"):
        yield from ((f"espeak-ng {name}", _espeak(name)) for name in _ESPEAK)
    if shutil.which("flite"):
        yield from ((f"flite {name}", _flite(name)) for name in _FLITE)
    if shutil.which("text2wave"):
        here = {file.name for file in Path("/usr/share/festival/voices").glob("*/*")}
        yield from ((f"festival {one}", _festival(one)) for one in _FESTIVAL if one in here)
    if "natural" in available_voices():
        voice = open_voice("natural")
        yield "hibari heart", _own(voice)
        voice.close()


def as_said(phrase: str) -> str:
    """Initials in capitals, which no voice takes for a word: "m m n" -> "M M N"."""
    said = re.sub(r"\b[a-z](?: [a-z])+\b", lambda found: found[0].upper(), phrase)
    return re.sub(r"\bi\b", "I", said)


def _espeak(name: str) -> Say:
    def say(text: str, speed: float) -> Samples:
        pace = str(round(_ESPEAK_WORDS_A_MINUTE * speed))
        return _written(["espeak-ng", "-v", name, "-s", pace, "-w", "{file}", text])

    return say


def _flite(name: str) -> Say:
    def say(text: str, speed: float) -> Samples:
        stretch = f"duration_stretch={1 / speed}"
        return _written(["flite", "-voice", name, "--setf", stretch, "-t", text, "-o", "{file}"])

    return say


def _festival(name: str) -> Say:
    def say(text: str, speed: float) -> Samples:
        wanted = f"(begin (voice_{name}) (Parameter.set 'Duration_Stretch {1 / speed}))"
        return _written(["text2wave", "-eval", wanted, "-o", "{file}"], text)

    return say


def _own(voice: Voice) -> Say:
    def say(text: str, speed: float) -> Samples:
        sound = voice.speak(text + ".").sound
        # The model has only one pace: it is resampled to be faster or slower, which shifts its
        # pitch too (by a major third at 1.25).
        return resampled(sound.samples, round(sound.rate * speed))

    return say


def _written(command: list[str], text: str = "") -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "said.wav"
        filled = [part.replace("{file}", str(file)) for part in command]
        subprocess.run(filled, input=text.encode(), check=True, capture_output=True)
        return read(file)

"""ReadAlongs Studio on the kiosk's clips: how near its word starts are, and how long it takes.

    python3 -m venv ra && ra/bin/pip install readalongs    # an environment of its own
    python -m bench.read_alongs ra/bin/readalongs [SENTENCES]

It aligns existing sound, with the same kind of acoustic model as the aligner with which both are
compared (bench.highlight): this favors it. Our word starts come from the rendering itself.
"""

import re
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.common import guide_sentences, spread, write_result
from bench.highlight import Aligner, errors, tokens_of
from bench.spoken import kept_voice
from kiosk.config import Settings
from kiosk.speech.audio.flac import to_wav
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.utterance import Sound
from kiosk.speech.voices.registry import Voice, available_voices

COUNT = 40
LIMIT = 120


def theirs(command: str, text: str, sound: Sound) -> list[float]:
    """Word starts in seconds by ReadAlongs Studio; [] if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "a.txt").write_text(f"{text}\n", encoding="utf-8")
        (place / "a.wav").write_bytes(to_wav(sound))
        call = [command, "align", "-l", "eng", "a.txt", "a.wav", "out"]
        done = subprocess.run(call, cwd=place, capture_output=True, timeout=LIMIT, check=False)
        found = place / "out" / "www" / "out.readalong"
        if done.returncode or not found.exists():
            return []
        return [float(t) for t in re.findall(r'<w [^>]*time="([\d.]+)"', found.read_text("utf-8"))]


def compare(command: str, voice: Voice, count: int) -> dict[str, Any]:
    """Compare on about `count` sentences of the guide, those in which all find the same words."""
    lexicon = Lexicon.load(Settings().place.folder / "lexicon.yaml", voice.name)
    aligner = Aligner()
    sentences = guide_sentences()
    ours_off: list[float] = []
    theirs_off: list[float] = []
    seconds: list[float] = []
    failed = 0
    for _, shown in sentences[:: max(1, len(sentences) // count)]:
        said = lexicon.say(shown)
        words = [word for word, _ in tokens_of(said)]
        if len(words) != len(said.words) or not aligner.knows(words):
            continue
        utterance = voice.speak(said.text)
        starts = aligner.starts(words, utterance.sound)
        began = time.perf_counter()
        found = theirs(command, said.text, utterance.sound)
        seconds.append(time.perf_counter() - began)
        if starts is None or len(found) != len(starts) or any(b < a for a, b in pairwise(found)):
            failed += 1
            continue
        places = [place for _, place in tokens_of(said)]
        ours_off += [abs(one.milliseconds) for one in errors(said, utterance, places, starts)]
        theirs_off += [abs(a - b) * 1000 for a, b in zip(found, starts, strict=True)]
    return {
        "sentences": len(seconds),
        "not_aligned_by_it": failed,
        "words": len(ours_off),
        "ours_ms": spread(ours_off),
        "read_alongs_ms": spread(theirs_off),
        "read_alongs_seconds_a_sentence": spread(seconds, 2),
    }


def main(arguments: list[str]) -> int:
    """Compare in every installed voice and write the result; returns 0."""
    command = str(Path(arguments[0]).absolute())
    count = int(arguments[1]) if arguments[1:] else COUNT
    result = {}
    for name in available_voices():
        with kept_voice(name) as voice:
            result[name] = compare(command, voice, count)
    write_result("read-alongs", result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How fast the whole guide is rendered, how long a new sentence takes, and the memory for it.

python -m bench.render [VOICE [SENTENCES]]

The natural voice takes half an hour for the whole guide on a busy core; the first 100 sentences are
enough to measure its speed.
"""

import re
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from bench.common import guide_sentences, spread, write_result
from kiosk.config import Settings
from kiosk.speech.clip import ClipStore
from kiosk.speech.renderer import ClipRenderer
from kiosk.speech.text.lexicon import Lexicon, SpokenText
from kiosk.speech.voices.registry import open_voice
from kiosk.speech.voices.supervised import SupervisedVoice

STARTS = 10
TAPS = 100


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if every sentence could be rendered."""
    name, count = arguments[0] if arguments else "clear", "".join(arguments[1:2])
    starts = [_start_milliseconds(name) for _ in range(STARTS)]
    lexicon = Lexicon.load(Settings().place.folder / "lexicon.yaml", name)
    shown = guide_sentences()[: int(count) if count else None]
    sentences = [(one, lexicon.say(text)) for one, text in shown]
    voice = open_voice(name)
    assert isinstance(voice, SupervisedVoice)
    voice.start()
    with tempfile.TemporaryDirectory() as folder:
        store = ClipStore(Path(folder))
        with closing(ClipRenderer(voice, store)) as renderer:
            marks: list[float] = [time.perf_counter()]
            new = renderer.prepare(sentences, lambda *_: marks.append(time.perf_counter()))
            cached = renderer.prepare(sentences)
            memory = _resident_megabytes(voice.process_id)
            disk = sum(file.stat().st_size for file in Path(folder).iterdir())
            taps = _taps_while_rendering(renderer, sentences, name)
    each = [(b - a) * 1000 for a, b in zip(marks, marks[1:], strict=False)]
    write_result(
        "render" if name == "clear" else f"render-{name}",
        {
            "voice": voice.fingerprint,
            "clips": new.clips,
            "failures": new.failures,
            "minutes_of_speech": round(new.seconds_of_speech / 60, 1),
            "seconds_taken": round(new.seconds_taken, 2),
            "times_real_time": round(new.seconds_of_speech / new.seconds_taken),
            "seconds_taken_when_cached": round(cached.seconds_taken, 2),
            "milliseconds_for_a_new_clip": spread(each),
            "milliseconds_for_a_new_clip_while_others_are_rendered": spread(taps),
            "milliseconds_to_start_the_voice": spread(starts),
            "worker_megabytes": memory,
            "disk_megabytes": round(disk / 1e6, 1),
        },
    )
    return int(bool(new.failures))


def _taps_while_rendering(
    renderer: ClipRenderer, sentences: list[tuple[str, SpokenText]], name: str
) -> list[float]:
    """The time in ms of clips for a person, while a background process renders the guide."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        background = ClipRenderer(open_voice(name, background=True), ClipStore(Path(folder)))
        rendering = threading.Thread(target=background.prepare, args=(sentences,))
        rendering.start()
        for turn in range(min(TAPS, len(sentences))):
            started = time.perf_counter()
            text = f"{sentences[turn][1].text} Number {turn}."
            renderer.clip_for(f"s{turn}", Lexicon().say(text))
            times.append((time.perf_counter() - started) * 1000)
        background.close()
        rendering.join()
    return times


def _start_milliseconds(name: str) -> float:
    started = time.perf_counter()
    with closing(open_voice(name)) as voice:
        voice.start()
    return (time.perf_counter() - started) * 1000


def _resident_megabytes(process: int | None) -> float | None:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return round(int(found[1]) / 1000, 1) if found else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

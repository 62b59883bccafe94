"""How fast the whole guide is rendered, how soon a new sentence is there, and in what memory.

python -m bench.render
"""

import re
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from bench.common import ROOT, guide_sentences, spread, write_result
from kiosk.speech.clip import ClipStore
from kiosk.speech.lexicon import Lexicon
from kiosk.speech.speaker import Speaker
from kiosk.speech.supervised import SupervisedVoice
from kiosk.speech.voices import ENGINES, open_voice

STARTS = 10
TAPS = 100


def main() -> int:
    """Measure and keep the result; 0 where every sentence could be rendered."""
    starts = [_start_milliseconds() for _ in range(STARTS)]
    sentences = guide_sentences()
    lexicon = Lexicon.load(ROOT / "content" / "en" / "lexicon.yaml")
    voice = SupervisedVoice("clear", ENGINES["clear"])
    with tempfile.TemporaryDirectory() as folder:
        store = ClipStore(Path(folder))
        with closing(Speaker(voice, store, lexicon)) as speaker:
            marks: list[float] = [time.perf_counter()]
            new = speaker.prepare(sentences, lambda *_: marks.append(time.perf_counter()))
            cached = speaker.prepare(sentences)
            memory = _resident_megabytes(voice.process_id)
            disk = sum(file.stat().st_size for file in Path(folder).iterdir())
            taps = _taps_while_rendering(speaker, lexicon, sentences)
    each = [(b - a) * 1000 for a, b in zip(marks, marks[1:], strict=False)]
    write_result(
        "render",
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
    speaker: Speaker, lexicon: Lexicon, sentences: list[tuple[str, str]]
) -> list[float]:
    """Milliseconds of clips asked for by a person while another speaker renders the guide."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        background = Speaker(open_voice("clear", background=True), ClipStore(Path(folder)), lexicon)
        rendering = threading.Thread(target=background.prepare, args=(sentences,))
        rendering.start()
        for turn in range(TAPS):
            started = time.perf_counter()
            speaker.clip_for(f"s{turn}", f"{sentences[turn][1]} Number {turn}.")
            times.append((time.perf_counter() - started) * 1000)
        background.close()
        rendering.join()
    return times


def _start_milliseconds() -> float:
    started = time.perf_counter()
    SupervisedVoice("clear", ENGINES["clear"]).close()
    return (time.perf_counter() - started) * 1000


def _resident_megabytes(process: int | None) -> float | None:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return round(int(found[1]) / 1000, 1) if found else None


if __name__ == "__main__":
    sys.exit(main())

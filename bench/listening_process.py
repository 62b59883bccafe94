"""What a listening process needs, for bench.listening: memory, and processor time in silence.

python -m bench.listening_process
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from kiosk.cli.hear import RATE
from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Context
from kiosk.listening.listener import Listener
from kiosk.listening.recognizer import Recognizer

_QUIET_SECONDS = 60
_PIECE = 2048


def main() -> int:
    """Hear a minute of a quiet room, then score a hundred sounds; print the figures as JSON."""
    place = Settings().place
    slugs = [one.slug for one in load_guide(place).sections]
    commands = load_commands(place.files("commands.yaml"), slugs)
    recognizer = Recognizer.load()
    listener = Listener(recognizer, commands)
    random = np.random.default_rng(0)
    room = (random.standard_normal(_QUIET_SECONDS * RATE) * 0.001).astype(np.float32)
    began = time.process_time()
    for start in range(0, len(room), _PIECE):
        listener.hear(room[start : start + _PIECE], Context(question=True))
    idle = (time.process_time() - began) / _QUIET_SECONDS
    phrases = list(commands.phrases(Context(question=True)))
    for _ in range(100):
        length = int(random.integers(RATE // 3, 3 * RATE))
        noise = (random.standard_normal(length) / 8).astype(np.float32)
        recognizer.score(noise, phrases)
    figures = {
        "memory_mb": _kilobytes("Rss") / 1024,
        "memory_of_its_own_mb": _kilobytes("Pss") / 1024,
        "idle_percent_of_a_core": 100 * idle,
    }
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))
    return 0


def _kilobytes(name: str) -> int:
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith(name + ":"))


if __name__ == "__main__":
    sys.exit(main())

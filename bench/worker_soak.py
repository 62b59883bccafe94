"""Thousands of utterances in a row while the voice's process is killed at random moments.

    python -m bench.worker_soak [UTTERANCES] [KILLS] [SEED]

No utterance may be lost (an exception), silent, or cut short (under 95% of the duration of the same
text without a kill).
"""

import os
import random
import signal
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

from bench.common import guide_sentences, spread, write_result
from kiosk.speech.audio.sound import AUDIBLE_PEAK, peak
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.utterance import VoiceError
from kiosk.speech.voices.registry import ENGINES
from kiosk.speech.voices.supervised import SupervisedVoice

TEXTS = 100
# A kill comes at most this many seconds after the start of an utterance, which takes about 10 ms.
# Most kills hit the process while it works, some while it waits or restarts after the last kill.
LATEST_KILL = 0.02


@dataclass
class Soak:
    """The counts of one run; `processes`: how many different ones spoke."""

    utterances: int = 0
    kills: int = 0
    processes: int = 0
    lost: int = 0
    silent: int = 0
    cut: int = 0


def soak(utterances: int, kills: int, seed: int) -> tuple[Soak, list[float]]:
    """Speak, kill and check; returns the counts, and the time of each utterance in ms."""
    chance = random.Random(seed)
    killed_at = set(chance.sample(range(utterances), kills))
    result, times, processes = Soak(), [], set()
    with closing(SupervisedVoice("clear", ENGINES["clear"])) as voice:
        texts = [Lexicon().say(shown).text for _, shown in guide_sentences()][:TEXTS]
        lengths = [voice.speak(text).duration for text in texts]
        for turn in range(utterances):
            killer = threading.Timer(chance.uniform(0, LATEST_KILL), _kill, (voice, result))
            if turn in killed_at:
                killer.start()
            started = time.perf_counter()
            which = turn % len(texts)
            _speak(voice, texts[which], lengths[which], result)
            times.append((time.perf_counter() - started) * 1000)
            processes.add(voice.process_id)
            if turn in killed_at:
                killer.join()
    result.processes = len(processes)
    return result, times


def _speak(voice: SupervisedVoice, text: str, length: float, result: Soak) -> None:
    result.utterances += 1
    try:
        utterance = voice.speak(text)
    except VoiceError as error:
        result.lost += 1
        print(f"lost: {text!r}: {error}", file=sys.stderr)
        return
    result.silent += peak(utterance.sound.samples) < AUDIBLE_PEAK
    result.cut += utterance.duration < 0.95 * length


def _kill(voice: SupervisedVoice, result: Soak) -> None:
    process = voice.process_id
    if process is not None:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            result.kills += 1


def figures(result: Soak, times: list[float], seed: int) -> dict[str, Any]:
    """The figures to write."""
    return {"seed": seed, **vars(result), "milliseconds_an_utterance": spread(times)}


def main(arguments: list[str]) -> int:
    """Run with the given numbers; returns 0 if no utterance was lost, silent or cut short."""
    utterances, kills, seed = [*map(int, arguments), *(5000, 50, 1)[len(arguments) :]]
    result, times = soak(utterances, kills, seed)
    write_result("worker-soak", figures(result, times, seed))
    return int(bool(result.lost or result.silent or result.cut))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Stopping the kiosk by voice while it reads aloud: which commands it hears over its own voice.

    python -m bench.barge_in [WORDS]

The clear voice reads guide sentences as in the page. People's recordings of "stop"
(../shared/voice/recordings), and "pause", "stop reading", "be quiet" and "please stop" by
espeak-ng's other voices, are mixed in. The kiosk's own voice is 12 to 30 dB weaker than the
person's (UNDER): the browser's echo cancellation weakens it by 20 to 40 dB. Then the reading is
heard alone: every action is wrong there.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle
from typing import Any

import numpy as np

from bench.common import guide_sentences, spread, write_result
from bench.listening_sounds import Samples, recordings, speech_level
from bench.listening_voices import voices as synthetic_voices
from kiosk.cli.hear import RATE, resampled
from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Context
from kiosk.listening.events import Event
from kiosk.listening.listener import Listener
from kiosk.listening.recognizer import Recognizer
from kiosk.speech.voices.registry import open_voice

UNDER = (-12, -18, -24, -30)  # dB: the kiosk's own voice relative to the person's
WORDS = 70
ALONE_MINUTES = 10
LEVEL = 0.1  # the person's, where 1 is full scale
_PIECE = 2048
_PAUSE = 0.28  # s between sentences, as static/js/reading/reel.js has it
_BEFORE, _EVERY = 8.0, 4.7  # s: until the first word, and from one word to the next
_DONE = {"stop", "pause"}

Piece = tuple[Samples, str]  # sound at 16 kHz, and the text that is read in it


@cache
def own_voice(seconds: float) -> list[Piece]:
    """At least `seconds` of reading aloud: a Piece per sentence, with the pause after it."""
    voice = open_voice("clear")
    found: list[Piece] = []
    length = 0.0
    for _, shown in cycle(guide_sentences()):
        sound = voice.speak(shown).sound
        samples = resampled(sound.samples, sound.rate)
        pause = np.zeros(round(_PAUSE * RATE), dtype=np.float32)
        found.append((np.concatenate([samples, pause]), shown))
        length += len(found[-1][0]) / RATE
        if length >= seconds:
            break
    voice.close()
    return found


def people(count: int) -> Iterator[tuple[str, Samples]]:
    """("stop", its samples at 16 kHz) from the first `count` recordings of people."""
    for one in [one for one in recordings("words") if one.word == "stop"][:count]:
        yield "stop", one.samples()


def synthetic() -> Iterator[tuple[str, Samples]]:
    for name, say in synthetic_voices():
        if name.startswith("espeak") and name != "espeak-ng en-us":
            for phrase in ("pause", "stop reading", "be quiet", "please stop"):
                yield phrase, say(phrase, 1.0)


def over(reading: list[Piece], words: Sequence[Samples], under: float) -> list[Piece]:
    """The reading, at `under` dB relative to `words`, with these mixed in at even intervals."""
    sound = np.concatenate([samples for samples, _ in reading])
    mixed = sound * np.float32(LEVEL * 10 ** (under / 20) / speech_level(sound))
    for place, word in enumerate(words):
        start = round((_BEFORE + place * _EVERY) * RATE)
        mixed[start : start + len(word)] += word * np.float32(LEVEL / speech_level(word))
    noise = np.random.default_rng(0).normal(0, 1e-4, len(mixed)).astype(np.float32)
    ends = np.cumsum([len(samples) for samples, _ in reading])[:-1]
    parts = np.split(mixed + noise, ends)
    return [(part, text) for part, (_, text) in zip(parts, reading, strict=True)]


def events(listener: Listener, scene: list[Piece]) -> list[tuple[float, Event]]:
    """Every event of the scene, with the second at which it came."""
    listener.reset()
    found: list[tuple[float, Event]] = []
    at = 0
    for samples, text in scene:
        context = Context(9, text, question=True)
        for start in range(0, len(samples), _PIECE):
            piece = samples[start : start + _PIECE]
            at += len(piece)
            found += [(at / RATE, event) for event in listener.hear(piece, context)]
    return found


def heard_over(listener: Listener, said: list[tuple[str, Samples]], under: float) -> dict[str, Any]:
    """How many of the words in `said` stopped the reading, and after how many seconds."""
    words = [samples for _, samples in said]
    reading = own_voice(_BEFORE + (len(words) + 1) * _EVERY)
    found = events(listener, over(reading, words, under))
    done = [(at, one) for at, one in found if one.kind == "heard"]
    right, late = 0, []
    missed: dict[str, int] = {}
    for place, (phrase, _) in enumerate(said):
        start = _BEFORE + place * _EVERY
        hits = [one for at, one in done if start < at <= start + _EVERY and _stops(one)]
        right += bool(hits)
        late += [hits[0].seconds] if hits else []
        if not hits:
            missed[phrase] = missed.get(phrase, 0) + 1
    wrong = sum(not _stops(one) for _, one in done)
    figures = {"words": len(said), "stopped": right, "wrong": wrong, "missed": missed}
    return {**figures, "seconds": spread(late, 3) if late else {}}


def _stops(event: Event) -> bool:
    return event.command is not None and event.command.name in _DONE


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if the kiosk's own voice caused no action."""
    count = int(arguments[0]) if arguments else WORDS
    place = Settings().place
    slugs = [section.slug for section in load_guide(place).sections]
    listener = Listener(Recognizer.load(), load_commands(place.files("commands.yaml"), slugs))
    result: dict[str, Any] = {}
    for under in UNDER:
        for name, said in (("people", list(people(count))), ("synthetic", list(synthetic()))):
            result[f"{name}, own voice {under} dB"] = heard_over(listener, said, under)
            print(name, under, result[f"{name}, own voice {under} dB"], flush=True)
    alone: dict[str, int] = {}
    for under in (0, *UNDER):
        found = events(listener, over(own_voice(ALONE_MINUTES * 60), [], under))
        alone[f"{under} dB"] = sum(event.kind == "heard" for _, event in found)
    result["acts by the reading alone"] = {"minutes": ALONE_MINUTES, **alone}
    print(alone)
    if count >= WORDS:
        write_result("barge-in", result)
    return int(any(alone.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How well the kiosk hears commands, and how often it acts on sounds that are no command.

    pip install -e '.[voice,test]'
    python -m bench.listening [EVERY] [NAME ...]

Recordings of real people and synthetic voices go through the code of live listening (Listener), at
one setting: nine numbers on the screen, the whole vocabulary. For comparison pocketsphinx hears the
same recordings with a grammar of the same phrases. Conditions are measured in parallel on all
cores; everything takes most of an hour on two. With EVERY = n only every nth sound is used, and the
result says so. With NAMEs only these conditions are measured again, in the existing result.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from typing import Any, NamedTuple

from bench.common import RESULTS, ROOT, provenance, spread, write_result
from bench.listening_peer import Peer
from bench.listening_sounds import Samples, babble, in_room, kitchen, recordings, running
from bench.listening_tally import Tally, an_hour
from bench.listening_voices import SPEEDS, Say, as_said, voices
from kiosk.cli.hear import in_quiet
from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Command, Commands, Context
from kiosk.listening.events import Event
from kiosk.listening.listener import Listener
from kiosk.listening.recognizer import Recognizer

_RUNNING = ("speech", "orders")
ALONE = "time and memory"
LIVE = Context(numbers=9, question=True)
WAITING = Context(numbers=9, question=True, wake_word=True)
NUMBERS = "one two three four five six seven eight nine".split()  # noqa: SIM905
WORDS = {word: Command("number", place) for place, word in enumerate(NUMBERS, 1)} | {
    name: Command(name) for name in ("stop", "yes", "no")
}
RATIOS = (20, 15, 10)
_PIECE = 2048
Sound = tuple[str, Command | None, Samples]


class Hearing:
    """The kiosk's listener, and how long each of its decisions took."""

    def __init__(self, recognizer: Recognizer, commands: Commands) -> None:
        self.listener = Listener(recognizer, commands)
        self.fingerprint = recognizer.fingerprint
        self.seconds: list[float] = []

    def events(self, samples: Samples, context: Context) -> list[Event]:
        self.listener.reset()
        found: list[Event] = []
        for start in range(0, len(samples), _PIECE):
            found += self.listener.hear(samples[start : start + _PIECE], context)
        self.seconds += [event.seconds for event in found if event.kind == "heard"]
        return found + self.listener.flush(context)

    def tally(self, sounds: Iterable[Sound], context: Context = LIVE) -> Tally:
        tally = Tally()
        for name, wanted, samples in sounds:
            events = self.events(samples, context)
            tally.add(name, wanted, _done(events), any(one.kind == "unsure" for one in events))
            tally.too_loud += self.listener.level.loud
        return tally

    def acts(self, samples: Samples, context: Context) -> dict[str, Any]:
        """What the kiosk does in running speech, where every action is wrong."""
        events = self.events(samples, context)
        return an_hour(_done(events), samples, sum(one.kind == "unsure" for one in events))


def main(arguments: list[str]) -> int:
    """Measure everything, or the named conditions again, and write the result; returns 0."""
    every = int(arguments[0]) if arguments else 1
    names = arguments[1:] or _names(every)
    result: dict[str, Any] = {"every": every, "kiosk": {}, "pocketsphinx": {}}
    if arguments[1:]:
        result = _kept(every, names)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as processes:
        jobs = [processes.submit(_measure, name, every) for name in names if name != ALONE]
        for done, job in enumerate(as_completed(jobs), start=1):
            for who, figures in job.result().items():
                result[who] |= figures
                print(f"{done} of {len(jobs)}: {who} {figures}", file=sys.stderr)
    if ALONE in names:
        result |= _alone(every)
    write_result("listening", {**result, **provenance("bench.listening")})
    return 0


def _kept(every: int, names: list[str]) -> dict[str, Any]:
    """The existing result, with the date of the new measurement for each of `names`.

    Raises SystemExit if a name is unknown, or if the result was measured with another EVERY.
    """
    file = RESULTS / "listening.json"
    unknown = ", ".join(set(names) - set(_names(every)))
    if unknown:
        raise SystemExit(f"Nothing of that name: {unknown}. There are: {', '.join(_names(every))}.")
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if kept.get("every") != every:
        raise SystemExit(f"{file} has not every {every}: measure all first.")
    since = dict.fromkeys(names, provenance("bench.listening")["date"])
    all_of_it = kept.get("all of it", {"command": kept["command"], "date": kept["date"]})
    return {**kept, "all of it": all_of_it, "anew": {**kept.get("anew", {}), **since}}


def _names(every: int) -> list[str]:
    """The names of everything that is measured."""
    said = [name for name, _ in voices()]
    return [*said, *_RUNNING, *(name for name, _ in _conditions(every)), ALONE]


class _Ears(NamedTuple):
    """The objects with which one process measures."""

    kiosk: Hearing
    peer: Peer
    commands: Commands
    every: int


@cache
def _ears(every: int) -> _Ears:
    commands = _commands()
    return _Ears(
        Hearing(Recognizer.load(), commands), Peer(commands.phrases(LIVE)), commands, every
    )


def _measure(name: str, every: int) -> dict[str, dict[str, Any]]:
    """Measure one of _names() but ALONE: "kiosk" or "pocketsphinx" -> name -> figures."""
    ears = _ears(every)
    if name in _RUNNING:
        return _running(ears, name)
    for condition, make in _conditions(every):
        if condition == name:
            sounds = list(make())
            peer = {name: _peer_tally(ears.peer, sounds).figures()}
            return {"kiosk": {name: ears.kiosk.tally(sounds).figures()}, "pocketsphinx": peer}
    say = next(say for voice, say in voices() if voice == name)
    return {"kiosk": {name: ears.kiosk.tally(_said(say, ears)).figures()}}


def _running(ears: _Ears, name: str) -> dict[str, dict[str, Any]]:
    sound = running(name, ears.every)
    kiosk = {
        name: ears.kiosk.acts(sound, LIVE),
        f"{name}, wake word": ears.kiosk.acts(sound, WAITING),
    }
    return {"kiosk": kiosk, "pocketsphinx": {name: an_hour(ears.peer.hear(sound), sound)}}


def _said(say: Say, ears: _Ears) -> Iterator[Sound]:
    """Every phrase, said by one voice at each speed."""
    for phrase, wanted in sorted(ears.commands.phrases(LIVE).items())[:: ears.every]:
        for speed in SPEEDS:
            yield f"{phrase} at {speed}", wanted, in_quiet(say(as_said(phrase), speed))


def _alone(every: int) -> dict[str, Any]:
    """What must be measured without other work: the delay, and a process's memory and load."""
    ears = _ears(every)
    ears.kiosk.tally(_words("words", every, True))
    seconds = spread(ears.kiosk.seconds, 3)
    return {
        "recogniser": ears.kiosk.fingerprint,
        "seconds from a word's end to the decision": seconds,
        "process": _process(),
    }


def _conditions(every: int) -> Iterator[tuple[str, Callable[[], Iterator[Sound]]]]:
    """Each condition's name and how to make its sounds."""
    yield "words, quiet", lambda: _words("words", every, True)
    yield "digits (8 kHz), quiet", lambda: _words("digits", every, True)
    yield "other words, quiet", lambda: _words("words", every, False)
    for ratio in RATIOS:
        for name, room in (("babble", babble), ("kitchen", kitchen)):
            yield f"words, {ratio} dB {name}", _noisy(every, room(), ratio)


def _words(folder: str, every: int, are_commands: bool) -> Iterator[Sound]:
    for one in recordings(folder)[::every]:
        if (one.word in WORDS) == are_commands:
            yield one.word, WORDS.get(one.word), in_quiet(one.samples())


def _noisy(every: int, room: Samples, ratio: int) -> Callable[[], Iterator[Sound]]:
    def sounds() -> Iterator[Sound]:
        for turn, one in enumerate(recordings("words")[::every]):
            if one.word in WORDS:
                yield one.word, WORDS[one.word], in_room(one.samples(), room, ratio, turn)

    return sounds


def _peer_tally(peer: Peer, sounds: Iterable[Sound]) -> Tally:
    tally = Tally()
    for name, wanted, samples in sounds:
        tally.add(name, wanted, peer.hear(samples), False)
    return tally


def _done(events: list[Event]) -> list[Command]:
    return [event.command for event in events if event.kind == "heard" and event.command]


def _commands() -> Commands:
    place = Settings().place
    slugs = [one.slug for one in load_guide(place).sections]
    return load_commands(place.files("commands.yaml"), slugs)


def _process() -> dict[str, Any]:
    """Memory, and processor use in silence, of a process that only listens."""
    module = [sys.executable, "-m", "bench.listening_process"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(module, check=True, capture_output=True, text=True, env=environment)
    figures: dict[str, Any] = json.loads(told.stdout)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

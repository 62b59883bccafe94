"""`kiosk hear`: what the kiosk would understand in a sound file, by the code of live listening.

A file is heard as if it were said in a quiet room: 1.5 s of faint noise come before it and 1 s
after it, because a word is only recognized between silences.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from kiosk.cli.options import PATH, plain_errors, settings_with
from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Command, Context
from kiosk.listening.endpointer import FRAME
from kiosk.listening.events import Event
from kiosk.listening.listener import Listener
from kiosk.listening.models.files import ListeningUnavailable
from kiosk.listening.recognizer import Recognizer
from kiosk.speech.audio.flac import read_sound_file

RATE = 16000
BEFORE, AFTER = 1.5, 1.0
# Samples that the page sends at a time.
_PIECE = 2048
# In dB: the noise around a file is at least this far below its loudest frame, and never fainter
# than _FAINTEST.
_UNDER_LOUDEST = 20.0
_FAINTEST = -80.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of `kiosk hear`; `command` is None if the kiosk would do nothing.

    `seconds`: from the word's end to the decision.
    """

    file: str
    command: str | None
    number: int | None
    confidence: float
    seconds: float
    reason: str


def hear_files(
    files: Iterable[Path], settings: Settings, context: Context, show: Callable[[str], None]
) -> list[OSError]:
    """Give `show` a line of JSON for each file; returns the errors of files that can't be read.

    Raises ListeningUnavailable if the kiosk can't listen, ContentError if the guide or
    commands.yaml is faulty.
    """
    guide = load_guide(settings.place)
    slugs = [section.slug for section in guide.sections]
    commands = load_commands(settings.place.files("commands.yaml"), slugs)
    listener = Listener(Recognizer.load(), commands)
    unread = []
    for file in files:
        try:
            answer = hear_file(file, listener, context)
        except OSError as error:
            unread.append(error)
        else:
            show(json.dumps(asdict(answer), ensure_ascii=False))
    return unread


def hear_file(file: Path, listener: Listener, context: Context) -> Answer:
    """The kiosk's first action on the file, or why there is none. Raises OSError as read() does."""
    events = list(listen(read(file), listener, context))
    done = next((event for event in events if event.kind in ("heard", "woken")), None)
    said = [event for event in events if event.kind in ("refused", "unsure")]
    event = done or (said[0] if said else Event("refused", reason="nothing heard"))
    command = event.command if done else None
    return Answer(
        str(file),
        name_of(command) if command else None,
        command.number if command else None,
        event.confidence,
        event.seconds,
        event.reason,
    )


def name_of(command: Command) -> str:
    """The name of a command, with its section if it has one: "next", "section:symptoms"."""
    return f"{command.name}:{command.section}" if command.section else command.name


def listen(samples: NDArray[np.float32], listener: Listener, context: Context) -> list[Event]:
    """All events of one sound at 16 kHz; the listener is reset and gets pieces like the page's."""
    listener.reset()
    sound = in_quiet(samples)
    events: list[Event] = []
    for start in range(0, len(sound), _PIECE):
        events += listener.hear(sound[start : start + _PIECE], context)
    return events + listener.flush(context)


def in_quiet(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sound with white noise before and after it, about as loud as its quietest tenth."""
    whole = len(samples) // FRAME * FRAME
    powers = np.square(samples[:whole].reshape(-1, FRAME)).mean(axis=1)
    levels = 10 * np.log10(powers + 1e-12) if whole else np.array([_FAINTEST])
    level = min(float(np.percentile(levels, 10)), float(levels.max()) - _UNDER_LOUDEST)
    size = 10 ** (max(level, _FAINTEST) / 20)
    random = np.random.default_rng(0)  # the same file is always heard the same

    def noise(seconds: float) -> NDArray[np.float32]:
        return (random.standard_normal(round(seconds * RATE)) * size).astype(np.float32)

    return np.concatenate([noise(BEFORE), samples, noise(AFTER)])


def read(file: Path) -> NDArray[np.float32]:
    """A sound file's samples, channels mixed, at 16 kHz. Raises OSError if it can't be read."""
    sound = read_sound_file(file)
    return resampled(sound.samples, sound.rate)


def resampled(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Samples at `rate` Hz, resampled to 16 kHz by Fourier transform, without aliasing."""
    if rate == RATE or not len(samples):
        return samples
    count = round(len(samples) * RATE / rate)
    spectrum = np.fft.rfft(samples)[: count // 2 + 1]
    return (np.fft.irfft(spectrum, count) * count / len(samples)).astype(np.float32)


@click.command("hear")
@click.argument("files", type=PATH, nargs=-1, required=True)
@click.option("--numbers", type=click.IntRange(0, 9), default=9, help="Numbered targets; else 9.")
@click.option("--while-reading", default="", metavar="TEXT", help="The kiosk reads this aloud now.")
@click.option("--wake", is_flag=True, help="A command counts only after the wake word.")
@plain_errors
def command(files: tuple[Path, ...], numbers: int, while_reading: str, wake: bool) -> None:
    """Print what the kiosk would understand in each sound file, by the code of live listening.

    One line of JSON a file; "command" is null if the kiosk would do nothing. A file is heard as in
    a quiet room: 1.5 s of noise before it and 1 s after it, as faint as its own faintest part.
    Ends with status 2 if a file can't be read.
    """
    # A question is on the screen, so that yes and no count too: the whole vocabulary.
    context = Context(numbers, while_reading, question=True, wake_word=wake)
    try:
        unread = hear_files(files, settings_with(), context, click.echo)
    except ListeningUnavailable as error:
        raise click.ClickException(str(error)) from error
    for problem in unread:
        click.echo(str(problem), err=True)
    sys.exit(2 if unread else 0)

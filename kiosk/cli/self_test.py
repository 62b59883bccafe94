"""A test of listening: the clear voice says a command, and the recognizer has to understand it."""

from kiosk.cli.say import say_text
from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Commands, Context
from kiosk.listening.process import START_LIMIT
from kiosk.listening.service import ListeningError, ListeningService
from kiosk.listening.stream import BYTES_A_SAMPLE, SAMPLE_RATE
from kiosk.speech.utterance import VoiceError

# Reliably spoken and reliably understood: the test is of the machine, not of the phrase.
PHRASE, COMMAND = "next page", "next"
# Quiet before and after it, in seconds: a command has to be isolated. Phrase and quiet together are
# shorter than what the service accepts at once.
_BEFORE, _AFTER = 1.2, 0.8
# Length of a piece, as the page sends it, in seconds.
_PIECE = 0.128
# The limit for one piece, in seconds; usually it takes a tenth of a second.
_PATIENCE = 30.0


class TrialFailed(Exception):
    """The command was not understood; the message says why."""


def try_listening(settings: Settings) -> float:
    """Say PHRASE to the recognizer; returns the seconds from its end until it was understood.

    Its time limit is longer than for a visitor, so that a very busy machine passes too. Raises
    TrialFailed with the reason, and ContentError if the content can't be used.
    """
    place = settings.place
    slugs = [section.slug for section in load_guide(place).sections]
    commands = load_commands(place.files("commands.yaml"), slugs)
    service = ListeningService(job_limit=_PATIENCE)
    try:
        return _understood(service, commands, sound_of(PHRASE, settings))
    except (ListeningError, VoiceError) as error:
        raise TrialFailed(str(error)) from error
    finally:
        service.close()


def _understood(service: ListeningService, commands: Commands, sound: bytes) -> float:
    token = service.start(commands)
    service.wait_until_loaded(START_LIMIT)
    size = round(_PIECE * SAMPLE_RATE) * BYTES_A_SAMPLE
    events = [
        event
        for start in range(0, len(sound), size)
        for event in service.hear(token, sound[start : start + size], Context()).events
    ]
    for event in events:
        if event.kind == "heard" and event.command and event.command.name == COMMAND:
            return event.seconds
    heard = ", ".join(f"{event.kind} {event.reason}".strip() for event in events)
    raise TrialFailed(f"it said “{PHRASE}” to itself and understood: {heard or 'nothing'}.")


def sound_of(text: str, settings: Settings) -> bytes:
    """A text said by the clear voice in a quiet room: 16-bit little-endian samples at 16 kHz.

    Raises VoiceError.
    """
    # Imported here: the recognizer's libraries are only loaded where listening is tried.
    import numpy as np

    from kiosk.cli.hear import resampled

    said = say_text(text, "clear", settings).sound
    word = resampled(said.samples, said.rate)
    random = np.random.default_rng(0)  # the same room each time
    around = [
        random.standard_normal(round(seconds * SAMPLE_RATE)) * 0.001
        for seconds in (_BEFORE, _AFTER)
    ]
    whole = np.concatenate([around[0], word, around[1]])
    sound: bytes = (np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes()
    return sound

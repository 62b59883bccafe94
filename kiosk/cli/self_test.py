"""A command said by the kiosk's clear voice and heard by its own recogniser, as by a visitor."""

from kiosk.cli.say import say_text
from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.listening.command_file import load_commands
from kiosk.listening.commands import Commands, Context
from kiosk.listening.process import START_LIMIT
from kiosk.listening.service import ListeningError, ListeningService
from kiosk.listening.stream import BYTES_A_SAMPLE, SAMPLE_RATE
from kiosk.speech.voices.registry import VoiceError

# Said surely by the clear voice, and heard surely: what is tried is the machine, not the word.
PHRASE, COMMAND = "next page", "next"
# Around it, in seconds: a command stands alone. With the phrase it is less than the service
# takes at once.
_BEFORE, _AFTER = 1.2, 0.8
# As much as the page sends at a time, in seconds.
_PIECE = 0.128
# Seconds for a piece, which takes a tenth of one.
_PATIENCE = 30.0


class TrialFailed(Exception):
    """Why it was not understood."""


def try_listening(settings: Settings) -> float:
    """Say a command to the recogniser; the seconds from its end until it was understood.

    Nobody waits for it: it has longer than a person's word, so that a very busy machine passes too.
    Raises TrialFailed with the reason, and ContentError where nothing can be said.
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
    """A text said by the clear voice in a quiet room: 16-bit samples at 16 kHz.

    Raises VoiceError.
    """
    # Imported here: numpy is not needed to find that nothing is installed.
    import numpy as np

    from kiosk.cli.hear import resampled
    from kiosk.speech.audio.sound import read_wav, to_floats

    said = read_wav(say_text(text, "clear", settings).sound)
    word = resampled(to_floats(said).astype(np.float32), said.rate)
    random = np.random.default_rng(0)  # the same room each time
    around = [
        random.standard_normal(round(seconds * SAMPLE_RATE)) * 0.001
        for seconds in (_BEFORE, _AFTER)
    ]
    whole = np.concatenate([around[0], word, around[1]])
    sound: bytes = (np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes()
    return sound

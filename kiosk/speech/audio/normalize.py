"""Processes the sound of every voice before it becomes a clip: silence, fades, loudness."""

from kiosk.speech.audio.loudness import HIGHEST_PEAK, TARGET, levelled
from kiosk.speech.audio.sound import FADE, LEADING_SILENCE, TRAILING_SILENCE, trim
from kiosk.speech.utterance import Utterance

# Part of the fingerprint: all that changes the sound. "rounded once": to 16 bits, in the file.
PROCESSING = (
    f"silence {LEADING_SILENCE:g}-{TRAILING_SILENCE:g}, fade {FADE:g}, "
    f"{TARGET:g} LUFS below {HIGHEST_PEAK:g} dB, rounded once"
)


def normalize(spoken: Utterance) -> Utterance:
    """The utterance with the same silence and loudness as all others; its events are shifted."""
    sound, events = trim(spoken.sound, spoken.events)
    sound, note = levelled(sound)
    return Utterance(sound, events, note)

"""What is done to the sound of every voice before it is a clip: silence, fades, loudness."""

from kiosk.speech.audio.loudness import HIGHEST_PEAK, TARGET, levelled
from kiosk.speech.audio.sound import FADE, LEADING_SILENCE, TRAILING_SILENCE, trim
from kiosk.speech.utterance import Utterance

# For the fingerprint: whatever changes the sound. "rounded once": to 16 bits, in the clip's file.
PROCESSING = (
    f"silence {LEADING_SILENCE:g}-{TRAILING_SILENCE:g}, fade {FADE:g}, "
    f"{TARGET:g} LUFS below {HIGHEST_PEAK:g} dB, rounded once"
)


def normalize(spoken: Utterance) -> Utterance:
    """The utterance with the same silence around it and the same loudness as every other."""
    sound, events = trim(spoken.sound, spoken.events)
    sound, note = levelled(sound)
    return Utterance(sound, events, note)

"""What is done to the sound of every voice before it is a clip: silence, fades, loudness."""

from kiosk.speech.audio.loudness import HIGHEST_PEAK, TARGET, levelled
from kiosk.speech.audio.sound import (
    FADE,
    LEADING_SILENCE,
    TRAILING_SILENCE,
    read_wav,
    trim,
    write_wav,
)
from kiosk.speech.utterance import Utterance

# For the fingerprint: whatever changes the sound.
PROCESSING = (
    f"silence {LEADING_SILENCE:g}-{TRAILING_SILENCE:g}, fade {FADE:g}, "
    f"{TARGET:g} LUFS below {HIGHEST_PEAK:g} dB"
)


def normalize(spoken: Utterance) -> Utterance:
    """The utterance with the same silence around it and the same loudness as every other.

    Raises VoiceError where its sound is no WAV.
    """
    sound, events = trim(read_wav(spoken.wav), spoken.events)
    sound, note = levelled(sound)
    return Utterance(write_wav(sound), events, sound.duration, note)

"""The visitor's settings: one cookie each, kept by the browser until the visit ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kiosk.files.voices import VOICES

# Each preference and its choices, in the order of the buttons; Preferences has the defaults.
# text_size: capitals 7.5, 10, 14 and 20 mm high; the first meets EN 301 549 5.1.4 at 60 cm.
# speed: playback rates of Read aloud. volume: gain; back to 0.6 after every use (508 402.3.2).
# reading_stops: read one sentence, then wait. line_focus: lines that stand out while reading.
# skip: how far the two skip buttons go.
# listen_rest: seconds between two screens where a whole section is read; "wait" until one goes on.
# access: how buttons are pressed. scan_step, switch_repeat, dwell_time: seconds (docs/access.md;
# 0.6 s and more of switch_repeat meets EN 301 549 5.8).
# listening: whether the kiosk hears commands. numbers: whether each target shows a number then.
# wake_word: whether a command counts only after "computer" (docs/decisions/0006-listening.md).
CHOICES: dict[str, tuple[str, ...]] = {
    "text_size": ("1", "2", "3", "4"),
    "theme": ("light", "dark", "yellow", "soft"),
    "speed": ("0.5", "0.65", "0.8", "1", "1.25", "1.6", "2"),
    "reading_stops": ("no", "yes"),
    "line_focus": ("no", "5", "3", "1"),
    "skip": ("sentence", "paragraph"),
    "listen_rest": ("2", "5", "wait"),
    "volume": ("0.2", "0.4", "0.6", "0.8", "1"),
    "voice": VOICES,
    "band": ("left", "full", "right"),
    "auto_read": ("no", "yes"),
    "speak_touch": ("no", "yes"),
    "access": ("touch", "one-switch", "two-switches", "dwell", "keypad"),
    "scan_step": ("0.5", "0.75", "1", "1.25", "1.5", "2", "3", "5"),
    "scan_voice": ("no", "yes"),
    "switch_repeat": ("0.3", "0.6", "1", "2"),
    "dwell_time": ("0.5", "0.75", "1", "1.5", "2", "3"),
    "press_twice": ("no", "yes"),
    "targets": ("usual", "fewer"),
    "touch_layer": ("on", "off"),
    "listening": ("off", "on"),
    "numbers": ("yes", "no"),
    "wake_word": ("no", "yes"),
}
# Settings of one value of `access`, shown on the screen of `access` and not in the overview.
ACCESS_SETTINGS: dict[str, tuple[str, ...]] = {
    "touch": ("targets", "touch_layer", "press_twice"),
    "one-switch": ("scan_step", "scan_voice", "switch_repeat"),
    "two-switches": ("scan_voice", "switch_repeat"),
    "dwell": ("dwell_time",),
    "keypad": ("press_twice", "switch_repeat"),
}
# Settings of reading aloud, shown on the screen of `speed`.
READING_SETTINGS = ("reading_stops", "line_focus", "skip", "listen_rest")
# Settings of listening, shown on the screen of `listening`.
LISTENING_SETTINGS = ("numbers", "wake_word")
# Other programs served from the same host share its cookies: the prefix keeps ours apart.
_COOKIE = "kiosk_"


@dataclass(frozen=True, slots=True)
class Preferences:
    """One visitor's choices; every value is one of CHOICES."""

    text_size: str = "1"
    theme: str = "light"
    speed: str = "1"
    reading_stops: str = "no"
    line_focus: str = "no"
    skip: str = "sentence"
    listen_rest: str = "2"
    volume: str = "0.6"
    voice: str = "natural"
    band: str = "full"
    auto_read: str = "no"
    speak_touch: str = "no"
    access: str = "touch"
    scan_step: str = "1.5"
    scan_voice: str = "no"
    switch_repeat: str = "0.6"
    dwell_time: str = "1"
    press_twice: str = "no"
    targets: str = "usual"
    touch_layer: str = "on"
    listening: str = "off"
    numbers: str = "yes"
    wake_word: str = "no"

    @classmethod
    def of(cls, cookies: Mapping[str, str], voices: Sequence[str] = ()) -> Self:
        """The visitor's preferences from the cookies; invalid values are ignored.

        `voices`: names of this kiosk's voices, its own first. The first is used if the cookies
        name none of them.
        """
        found = {name: cookies[cookie_of(name)] for name in CHOICES if cookie_of(name) in cookies}
        chosen = {name: value for name, value in found.items() if is_choice(name, value)}
        if voices and chosen.get("voice") not in voices:
            chosen["voice"] = voices[0]
        return cls(**chosen)


def cookie_of(name: str) -> str:
    """The name of a preference's cookie; static/js/page/preference.js uses the same."""
    return _COOKIE + name


def is_choice(name: str, value: str) -> bool:
    """Whether `name` is a preference and `value` one of its choices."""
    return value in CHOICES.get(name, ())

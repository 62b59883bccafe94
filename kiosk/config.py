"""Settings of one kiosk: defaults, then kiosk.toml, then KIOSK_* variables, then the command line.

A later source overrides an earlier one. No other module reads kiosk.toml or the environment.
"""

import logging
import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from kiosk.files.place import PROJECT, SHIPPED, ContentPlace, content_place
from kiosk.files.problems import ContentError, Problem
from kiosk.files.voices import VOICES

__all__ = ["KEYPAD", "PROJECT", "Settings", "journal_stream", "load_settings"]

MILLIMETRES_AN_INCH = 25.4
# Settings of the previous version -> the advice to log.
RETIRED = {"natural_model": "The natural voice is another one: take the line out."}
_log = logging.getLogger(__name__)
# A keypad's job -> the key that does it, as in KeyboardEvent.key; sources: docs/access.md.
KEYPAD = {
    "up": "ArrowUp",
    "down": "ArrowDown",
    "select": "Enter",
    "back": "Escape",
    "help": "F1",
    "quieter": "F2",
    "louder": "F3",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How this kiosk is set up. Each field is a key of kiosk.toml and a variable KIOSK_<NAME>.

    `idle_seconds` and `warning_seconds`: WCAG 2.2.1 asks for at least 20 s of warning.
    `prompt_seconds`: after so long without a touch "Touch Read aloud to listen" is said, once a
    visit; 0: never.
    `screen_diagonal_inches`, `screen_width_px`, `screen_height_px`: the kiosk's screen, from which
    sizes in mm become pixels. `pack`: the illness, a folder of `content`. `keypad`: job -> the
    key's name, as in KEYPAD; a table in kiosk.toml, `up=F17 down=F18` as a variable. Jobs that are
    not named keep their keys. `voice`: the voice of a visitor who chooses none, if it is installed.
    `prepare`: whether speech is rendered ahead. `listening`: whether visitors may speak to the
    kiosk, if the extra `voice` is installed.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    content: Path = SHIPPED
    data: Path = Path("data")
    pack: str = "mmn"
    language: str = "en"
    screen_diagonal_inches: float = 21.5
    screen_width_px: int = 1080
    screen_height_px: int = 1920
    idle_seconds: float = 60.0
    warning_seconds: float = 30.0
    prompt_seconds: float = 20.0
    voice: str = "natural"
    prepare: bool = True
    listening: bool = True
    keypad: dict[str, str] = field(default_factory=KEYPAD.copy)

    @property
    def pixels_per_millimetre(self) -> float:
        """CSS pixels per mm of this screen."""
        diagonal = math.hypot(self.screen_width_px, self.screen_height_px)
        return diagonal / (self.screen_diagonal_inches * MILLIMETRES_AN_INCH)

    @property
    def place(self) -> ContentPlace:
        """Where the guide's files are."""
        return content_place(self.content, self.pack, self.language)


def load_settings(
    file: Path = Path("kiosk.toml"),
    environ: Mapping[str, str] = os.environ,
    overrides: Mapping[str, Any] | None = None,
) -> Settings:
    """Merge all sources; a later one overrides an earlier one. `file` may be missing.

    `overrides` come from the command line; a None in it counts as not given. Raises ContentError
    that names the source, the fault and the remedy.
    """
    settings = _apply(Settings(), _from_file(file), file)
    variables = {
        one.name: environ[f"KIOSK_{one.name.upper()}"]
        for one in fields(Settings)
        if f"KIOSK_{one.name.upper()}" in environ
    }
    settings = _apply(settings, variables, Path("the environment (KIOSK_...)"))
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    settings = _apply(settings, given, Path("the command line"))
    return settings


def journal_stream(environ: Mapping[str, str] = os.environ) -> str:
    """`device:inode` of the stream that systemd's journal reads; "" if none (systemd.exec(5))."""
    return environ.get("JOURNAL_STREAM", "")


def _from_file(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(
            Problem(file, 0, f"This is not a TOML file: {error}.", "Mend that line.")
        ) from error


def _apply(settings: Settings, values: Mapping[str, Any], origin: Path) -> Settings:
    values = {name: value for name, value in values.items() if not _is_retired(name, origin)}
    defaults: dict[str, Any] = {one.name: getattr(Settings(), one.name) for one in fields(Settings)}
    kinds = {name: type(value) for name, value in defaults.items()}
    unknown = sorted(set(values) - set(defaults))
    if unknown:
        known = ", ".join(sorted(defaults))
        raise ContentError(
            Problem(origin, 0, f"There is no setting {unknown[0]!r}.", f"Use one of: {known}.")
        )
    converted = {name: _convert(name, value, kinds[name], origin) for name, value in values.items()}
    applied = replace(settings, **converted)
    _check_ranges(applied, origin)
    _check_voice(applied, origin)
    _check_language(applied, origin)
    return applied


def _is_retired(name: str, origin: Path) -> bool:
    """Whether a setting is retired. For one version that is logged and is no error."""
    if name in RETIRED:
        _log.warning("%s: %s is not used any more. %s", origin, name, RETIRED[name])
    return name in RETIRED


def _convert(name: str, value: Any, wanted: type[Any], origin: Path) -> Any:
    if wanted is dict:
        return _keypad(value, origin)
    if wanted is bool:
        text = str(value).lower()
        if text in {"true", "yes", "on", "1"}:
            return True
        if text in {"false", "no", "off", "0"}:
            return False
        raise ContentError(Problem(origin, 0, f"{name} is {value!r}.", "Write true or false."))
    try:
        if isinstance(value, bool) or (wanted is int and isinstance(value, float)):
            raise ValueError
        return Path(value) if issubclass(wanted, Path) else wanted(value)
    except (TypeError, ValueError) as error:
        kind = {int: "a whole number", float: "a number"}.get(wanted, "a text")
        raise ContentError(Problem(origin, 0, f"{name} is {value!r}.", f"Write {kind}.")) from error


def _keypad(value: Any, origin: Path) -> dict[str, str]:
    """KEYPAD with the given keys. Raises ContentError for unknown jobs, bad keys or shared keys."""
    given = value if isinstance(value, dict) else _pairs(str(value))
    table = KEYPAD | {job: str(key) for job, key in given.items()}
    unknown = sorted(set(table) - set(KEYPAD))
    # The page gets the table as one attribute, with spaces between its pairs.
    unusable = [key for key in table.values() if not key or " " in key or "=" in key]
    if unknown or unusable or len(set(table.values())) < len(table):
        remedy = f'Give each of {", ".join(KEYPAD)} a key of its own, such as "F13".'
        raise ContentError(Problem(origin, 0, f"keypad is {value!r}.", remedy))
    return table


def _pairs(text: str) -> dict[str, str]:
    split = (pair.partition("=") for pair in text.split())
    return {job: key for job, _, key in split}


def _check_voice(settings: Settings, origin: Path) -> None:
    if settings.voice not in VOICES:
        fault = f"voice is {settings.voice!r}."
        raise ContentError(Problem(origin, 0, fault, f"Write one of: {', '.join(VOICES)}."))


def _check_language(settings: Settings, origin: Path) -> None:
    """Check the code's form, because it becomes a part of URLs and file names."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", settings.language):
        fault = f"language is {settings.language!r}."
        raise ContentError(Problem(origin, 0, fault, 'Write its code, such as "en" or "pt-BR".'))


def _check_ranges(settings: Settings, origin: Path) -> None:
    ranges: dict[str, tuple[float, float]] = {
        "port": (0, 65535),
        "screen_diagonal_inches": (5, 120),
        "screen_width_px": (320, 8192),
        "screen_height_px": (320, 8192),
        "idle_seconds": (1, 3600),
        "warning_seconds": (1, 600),
        "prompt_seconds": (0, 600),
    }
    for name, (least, most) in ranges.items():
        value = getattr(settings, name)
        if not least <= value <= most:
            raise ContentError(
                Problem(origin, 0, f"{name} is {value:g}.", f"Give it from {least:g} to {most:g}.")
            )

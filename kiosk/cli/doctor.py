"""`kiosk doctor` checks what works on this machine, and gives a remedy for each fault."""

import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from kiosk.cli.options import content_option, data_option, plain_errors, settings_with
from kiosk.cli.say import say_text
from kiosk.cli.self_test import PHRASE, TrialFailed, try_listening
from kiosk.config import Settings
from kiosk.edition.model import load_edition
from kiosk.files.problems import ContentError
from kiosk.listening.service import missing_parts, why_off
from kiosk.speech.utterance import VoiceError
from kiosk.speech.voices.registry import available_voices

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Finding:
    """The result of one check; `remedy` says what to do if it is not `good`."""

    name: str
    good: bool
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        sign = "ok  " if self.good else "FAIL"
        remedy = "" if self.good else f" Remedy: {self.remedy}"
        return f"{sign} {self.name}: {self.found}{remedy}"


def examine(settings: Settings) -> list[Finding]:
    """Check libraries, voices, listening, screen, port, content, data folder and browser."""
    return [
        *_libraries(),
        *_voices(settings),
        _listening(settings),
        _screen(settings),
        _port(settings),
        _content(settings),
        _data(settings.data),
        _browser(),
    ]


def _libraries() -> Iterator[Finding]:
    for package in ("pyttsx3", "espeakng-loader", "flask", "waitress"):
        try:
            yield Finding(f"library {package}", True, version(package))
        except PackageNotFoundError:
            yield Finding(f"library {package}", False, "not installed.", "Run `make run` again.")


def _voices(settings: Settings) -> Iterator[Finding]:
    """The clear voice must speak. The natural one may be missing, but a broken one is a fault."""
    there = available_voices(settings.language)
    yield _voice(
        "clear", "Run `make run` again, or install the system's espeak-ng package.", settings
    )
    if "natural" in there:
        yield _voice("natural", "Run `make run` again.", settings)
    else:
        how = "`make run` in the kiosk's folder adds it, where wheels exist."
        yield Finding("natural voice", True, f"not installed; the clear voice speaks. {how}")


def _voice(name: str, remedy: str, settings: Settings) -> Finding:
    try:
        said = say_text("The voice works.", name, settings)
    except ContentError as error:
        return Finding(f"{name} voice", False, str(error), "See `kiosk check`.")
    except VoiceError as error:
        return Finding(f"{name} voice", False, str(error), remedy)
    return Finding(f"{name} voice", True, f"spoke {said.marks[-1]['end']:.1f} s.")


def _listening(settings: Settings) -> Finding:
    """Listening may be missing or switched off, but if it is broken, that is a fault."""
    off, missing = why_off(settings.listening, settings.language), missing_parts()
    if off:
        return Finding("listening", True, f"off. {off}")
    if missing:
        how = "`make run` in the kiosk's folder adds it, where wheels exist."
        return Finding("listening", True, f"not installed: no {', '.join(missing)}. {how}")
    try:
        seconds = try_listening(settings)
    except (ContentError, TrialFailed) as error:
        remedy = "Run `make run` again, or set `listening = false` in kiosk.toml."
        return Finding("listening", False, str(error), remedy)
    return Finding("listening", True, f"understood “{PHRASE}” {seconds:.1f} s after its end.")


def _screen(settings: Settings) -> Finding:
    size = f"{settings.screen_width_px}x{settings.screen_height_px}"
    density = settings.pixels_per_millimetre
    found = f"{size} on {settings.screen_diagonal_inches:g} inches, {density:.2f} pixels a mm."
    remedy = "Set screen_diagonal_inches, screen_width_px and screen_height_px in kiosk.toml."
    return Finding("screen", 2 <= density <= 20, found, remedy)


def _port(settings: Settings) -> Finding:
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, settings.port))
        except OSError as error:
            remedy = "Stop what uses it, or set another `port` in kiosk.toml."
            return Finding("port", False, f"{settings.port}: {error.strerror}.", remedy)
    return Finding("port", True, f"{settings.host}:{settings.port} is free.")


def _content(settings: Settings) -> Finding:
    try:
        edition = load_edition(settings.place)
    except ContentError as error:
        return Finding("content", False, str(error), "Name a folder with --content.")
    if edition.problems:
        return Finding("content", False, str(edition.problems[0]), "See `kiosk check`.")
    sections = edition.guide.sections
    screens = sum(len(section.pages) for section in sections)
    return Finding("content", True, f"{len(sections)} sections, {screens} screens.")


def _data(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free // 2**20
    except OSError as error:
        remedy = "Name a folder that can be written to: --data, KIOSK_DATA or kiosk.toml."
        return Finding("data folder", False, f"{folder}: {error.strerror}.", remedy)
    return Finding("data folder", free > 500, f"{folder}, {free} MB free.", "Make room: 500 MB.")


def _browser() -> Finding:
    found = next((name for name in BROWSERS if shutil.which(name)), "")
    return Finding("browser", bool(found), found or "no Chromium.", "Install chromium.")


@click.command("doctor")
@content_option
@data_option
@plain_errors
def command(**given: Any) -> None:
    """Check what works on this machine, and print a remedy for each fault."""
    findings = examine(settings_with(**given))
    for finding in findings:
        click.echo(str(finding))
    sys.exit(0 if all(finding.good for finding in findings) else 1)

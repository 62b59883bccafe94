"""The `kiosk` command."""

import json
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from kiosk.config import Settings, load_settings
from kiosk.problems import ContentError
from kiosk.speech.utterance import VOICES

P = ParamSpec("P")
R = TypeVar("R")
_CONTENT = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mmn-kiosk")
def main() -> None:
    """A touch kiosk that explains multifocal motor neuropathy and reads it aloud."""


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Show a ContentError as its lines, without a trace, and leave with status 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ContentError as error:
            click.echo(str(error), err=True)
            sys.exit(2)

    return run


def _settings(**given: Any) -> Settings:
    return load_settings(overrides=given)


@main.command()
@click.option("--host", help="Address to serve on; other machines reach it unless it is loopback.")
@click.option("--port", type=int, help="Port; 0 takes a free one.")
@click.option("--content", type=_CONTENT, help="Folder with the guide.")
@click.option("--data", type=_CONTENT, help="Folder for rendered speech.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open a browser on it.")
@plain_errors
def serve(open_browser: bool, **given: Any) -> None:
    """Start the kiosk; prints its address once it answers."""
    from kiosk.serving import serve_kiosk

    serve_kiosk(_settings(**given), open_browser)


@main.command()
@click.argument("folder", type=_CONTENT, required=False)
@click.option("--coverage", is_flag=True, help="Print which screen shows which fact, and stop.")
@click.option("--speech", is_flag=True, help="Print what each voice will say, and stop.")
@plain_errors
def check(folder: Path | None, coverage: bool, speech: bool) -> None:
    """Look through a content folder; names file, line and remedy of every fault."""
    from kiosk.guide import load_guide
    from kiosk.guide.check import check_folder
    from kiosk.guide.coverage import coverage_table

    settings = _settings(content=folder)
    place = settings.language_folder
    if speech:
        _tell_speech(settings)
        return
    if coverage:
        click.echo(coverage_table(load_guide(place, settings.language)), nl=False)
        return
    problems = sorted(check_folder(place, settings.language, date.today()))
    for problem in problems:
        click.echo(str(problem))
    if problems:
        files = len({problem.file for problem in problems})
        click.echo(f"{len(problems)} problems in {files} files.", err=True)
        sys.exit(1)
    guide = load_guide(place, settings.language)
    screens = sum(len(section.pages) for section in guide.sections)
    click.echo(f"{place} is clean: {len(guide.sections)} sections, {screens} screens.")


def _tell_speech(settings: Settings) -> None:
    from kiosk.hearing_check import spoken_words
    from kiosk.speech.voices import VoiceError

    try:
        for line in spoken_words(settings):
            click.echo(line)
    except VoiceError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option("--content", type=_CONTENT, help="Folder with the guide.")
@click.option("--data", type=_CONTENT, help="Folder for rendered speech.")
@click.option("--processes", type=click.IntRange(1, 64), help="Render so many at once.")
@plain_errors
def prepare(processes: int | None, **given: Any) -> None:
    """Render the whole guide's speech ahead, in every voice; what is there stays."""
    from kiosk.preparing import prepare_speech

    sys.exit(0 if prepare_speech(_settings(**given), processes or 0) else 1)


@main.command()
@click.option("--content", type=_CONTENT, help="Folder with the guide.")
@click.option("--data", type=_CONTENT, help="Folder for rendered speech.")
@plain_errors
def doctor(**given: Any) -> None:
    """Say what works on this machine and what to do about what doesn't."""
    from kiosk.doctor import examine

    findings = examine(_settings(**given))
    for finding in findings:
        click.echo(str(finding))
    sys.exit(0 if all(finding.good for finding in findings) else 1)


@main.command()
@click.argument("text")
@click.option("--voice", type=click.Choice(VOICES), help="Without it: the kiosk's own.")
@click.option("-o", "--output", type=_CONTENT, help="Write the sound to this WAV file.")
@click.option("--marks", type=_CONTENT, help="Write the word times to this JSON file.")
@plain_errors
def say(text: str, voice: str | None, output: Path | None, marks: Path | None) -> None:
    """Speak a text, or write it and its word times to files, by the way the kiosk itself takes."""
    from kiosk.saying import play, say_text
    from kiosk.speech.voices import VoiceError, available_voices, preferred

    settings = _settings()
    own = preferred(settings.voice, available_voices(settings.natural_model))[0]
    try:
        clip = say_text(text, voice or own, settings)
        if output:
            output.write_bytes(clip.sound)
        if marks:
            marks.write_text(json.dumps(clip.marks, indent=1), encoding="utf-8")
        if not output and not marks:
            play(clip.sound)
    except (VoiceError, OSError) as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("files", type=_CONTENT, nargs=-1, required=True)
@click.option("--numbers", type=click.IntRange(0, 9), default=9, help="Numbered targets; else 9.")
@click.option("--while-reading", default="", metavar="TEXT", help="The kiosk reads this aloud now.")
@click.option("--wake", is_flag=True, help="A command counts only after the wake word.")
@plain_errors
def hear(files: tuple[Path, ...], numbers: int, while_reading: str, wake: bool) -> None:
    """Say what each sound file would have done, by the way that live speech takes.

    Prints one line of JSON a file; "command" is null where nothing would be done. A file is heard
    as in a quiet room: 1.5 s of noise before it and 1 s after it, as faint as its own faintest.
    Leaves with status 2 where a file can't be read.
    """
    from kiosk.listening.commands import Context
    from kiosk.listening.hear import hear_files
    from kiosk.listening.models import ListeningUnavailable

    # A question is on the screen, so that yes and no count as well: the whole vocabulary.
    context = Context(numbers, while_reading, question=True, wake_word=wake)
    try:
        unread = hear_files(files, _settings(), context, click.echo)
    except ListeningUnavailable as error:
        raise click.ClickException(str(error)) from error
    for problem in unread:
        click.echo(str(problem), err=True)
    sys.exit(2 if unread else 0)


if __name__ == "__main__":
    main()

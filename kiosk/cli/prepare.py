"""`kiosk prepare` renders the whole guide's speech ahead."""

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.options import content_option, data_option, plain_errors, settings_with
from kiosk.config import Settings
from kiosk.edition.model import load_edition
from kiosk.speech.renderer import PrepareSummary
from kiosk.speech.service import Progress, open_speech
from kiosk.speech.utterance import VoiceError

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

# 16 processes would need 4 GB for a job that four do in minutes.
MOST_PROCESSES = 4


def prepare_speech(settings: Settings, processes: int = 0) -> bool:
    """Render missing clips with progress bars and a summary; False if anything failed.

    `processes`: how many render at once; 0: one per core, at most MOST_PROCESSES.
    """
    edition = load_edition(settings.place)
    languages = (settings.language,)
    service = open_speech(settings.data, settings.voice, languages)
    with ExitStack() as bars:
        try:
            done = service.prepare(edition.script, _counter(bars), processes or _processes())
        except VoiceError as error:
            raise click.ClickException(f"{error} See `kiosk doctor`.") from error
    for name, summary in done.items():
        _report(name, summary)
    if reason := service.status().reason:
        click.echo(reason, err=True)
    for problem in edition.problems:
        click.echo(f"Left out: {problem}", err=True)
    return not reason and not any(summary.failures for summary in done.values())


def _processes() -> int:
    """One per core, limited because a process of the natural voice takes up to 260 MB."""
    return max(1, min(os.cpu_count() or 1, MOST_PROCESSES))


def _counter(bars: ExitStack) -> Progress:
    """A callback that shows one progress bar per voice; voices come one after the other."""
    shown: dict[str, ProgressBar[int]] = {}

    def count(name: str, ready: int, wanted: int) -> None:
        if name not in shown:
            bars.close()  # the bar of the previous voice
            made: ProgressBar[int] = click.progressbar(
                length=wanted, label=f"{name.capitalize()} voice", show_pos=True, file=sys.stderr
            )
            shown[name] = bars.enter_context(made)
        shown[name].update(ready - shown[name].pos)

    return count


def _report(name: str, summary: PrepareSummary) -> None:
    minutes = summary.seconds_of_speech / 60
    click.echo(
        f"{name}: {summary.clips} clips, {minutes:.1f} minutes of speech; {summary.rendered} "
        f"rendered now in {summary.seconds_taken:.1f} s; {len(summary.failures)} failed."
    )
    for sentence_id, reason in (*summary.failures, *summary.notes):
        click.echo(f"{sentence_id}: {reason}", err=True)


@click.command("prepare")
@content_option
@data_option
@click.option("--processes", type=click.IntRange(1, 64), help="Render so many at once.")
@plain_errors
def command(processes: int | None, **given: Any) -> None:
    """Render the whole guide's speech ahead, in every voice; existing clips are kept."""
    sys.exit(0 if prepare_speech(settings_with(**given), processes or 0) else 1)

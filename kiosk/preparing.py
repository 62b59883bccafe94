"""`kiosk prepare`: the whole guide's speech, rendered ahead."""

import click
from tqdm import tqdm

from kiosk.config import Settings
from kiosk.guide import load_guide
from kiosk.speech.service import SpeechService
from kiosk.speech.speaker import PrepareSummary
from kiosk.speech.voices import VoiceError


def prepare_speech(settings: Settings) -> bool:
    """Render what is missing, show a progress bar and a summary; False where anything failed."""
    guide = load_guide(settings.language_folder, settings.language)
    service = SpeechService(settings.data, guide.folder / "lexicon.yaml", settings.voice)
    wanted = [(sentence.id, sentence.shown) for sentence in guide.sentences()]
    with tqdm(total=len(wanted), unit="clip", desc="Rendering speech") as bar:

        def count(ready: int, _wanted: int) -> None:
            bar.update(ready - bar.n)

        try:
            summary = service.prepare(wanted, count)
        except VoiceError as error:
            raise click.ClickException(f"{error} See `kiosk doctor`.") from error
    _report(summary)
    for problem in guide.problems:
        click.echo(f"Left out: {problem}", err=True)
    return not summary.failures


def _report(summary: PrepareSummary) -> None:
    minutes = summary.seconds_of_speech / 60
    click.echo(
        f"{summary.clips} clips, {minutes:.1f} minutes of speech; {summary.rendered} rendered now "
        f"in {summary.seconds_taken:.1f} s; {len(summary.failures)} failed."
    )
    for sentence_id, reason in summary.failures:
        click.echo(f"{sentence_id}: {reason}", err=True)

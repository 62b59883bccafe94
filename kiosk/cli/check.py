"""`kiosk check` lists every fault of a content folder."""

import sys
from datetime import date
from pathlib import Path

import click

from kiosk.check import check_folder
from kiosk.check.coverage import coverage_table
from kiosk.check.pronunciation import spoken_words
from kiosk.check.review import review_page
from kiosk.check.schemas import write_schemas
from kiosk.cli.options import PATH, plain_errors, settings_with
from kiosk.config import Settings
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError
from kiosk.guide import Guide, load_guide
from kiosk.speech.utterance import VoiceError


@click.command("check")
@click.argument("folder", type=PATH, required=False)
@click.option("--coverage", is_flag=True, help="Print which screen shows which fact, and stop.")
@click.option("--speech", is_flag=True, help="Print what each voice will say, and stop.")
@click.option("--schemas", type=PATH, help="Write JSON Schemas for editors there, and stop.")
@click.option("--review", type=PATH, help="Write the guide for signing as HTML there, and stop.")
@plain_errors
def command(
    folder: Path | None, coverage: bool, speech: bool, schemas: Path | None, review: Path | None
) -> None:
    """Check a content folder; prints file, line and remedy of every fault."""
    settings = settings_with(content=folder)
    place = settings.place
    if schemas:
        for file in write_schemas(schemas):
            click.echo(file)
    elif review:
        _write_review(review, load_guide(place))
    elif speech:
        _tell_speech(settings)
    elif coverage:
        click.echo(coverage_table(load_guide(place)), nl=False)
    else:
        _check(place)


def _check(place: ContentPlace) -> None:
    problems = sorted(check_folder(place, date.today()))
    for problem in problems:
        click.echo(str(problem))
    if problems:
        files = len({problem.file for problem in problems})
        click.echo(f"{len(problems)} problems in {files} files.", err=True)
        sys.exit(1)
    guide = load_guide(place)
    screens = sum(len(section.pages) for section in guide.sections)
    click.echo(f"{place.folder} is clean: {len(guide.sections)} sections, {screens} screens.")


def _write_review(file: Path, guide: Guide) -> None:
    if guide.problems:
        raise ContentError(*guide.problems)  # nobody signs for a guide of which a part is missing
    try:
        file.write_text(review_page(guide), "utf-8")
    except OSError as error:
        raise click.ClickException(
            f"{file} can't be written: {error.strerror or error}."
        ) from error
    click.echo(f"{file}: print it, and have each section signed.")


def _tell_speech(settings: Settings) -> None:
    try:
        for line in spoken_words(settings):
            click.echo(line)
    except VoiceError as error:
        raise click.ClickException(str(error)) from error

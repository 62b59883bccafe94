"""What several commands share: options, settings, and how they print errors."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from kiosk.config import Settings, load_settings
from kiosk.files.problems import ContentError

P = ParamSpec("P")
R = TypeVar("R")

PATH = click.Path(path_type=Path)
content_option = click.option("--content", type=PATH, help="Folder with the guide.")
data_option = click.option("--data", type=PATH, help="Folder for rendered speech.")


def settings_with(**given: Any) -> Settings:
    """The kiosk's settings, overridden by `given` (a None is ignored). Raises ContentError."""
    return load_settings(overrides=given)


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Decorator: print a ContentError without a traceback, and exit with status 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ContentError as error:
            click.echo(str(error), err=True)
            sys.exit(2)

    return run

"""The `kiosk` command. Each subcommand is a module here; its click command is named `command`."""

from importlib import import_module

import click

from kiosk.cli.logs import begin_logging

COMMANDS = ("check", "doctor", "hear", "prepare", "say", "serve")


class _Commands(click.Group):
    """Imports a subcommand's module only when that subcommand is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"kiosk.cli.{cmd_name}").command
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mmn-kiosk")
@click.option("-v", "--verbose", is_flag=True, help="Tell what goes well, too.")
def main(verbose: bool) -> None:
    """A touch kiosk that explains multifocal motor neuropathy and reads it aloud."""
    begin_logging(verbose)

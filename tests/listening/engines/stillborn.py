"""A recogniser whose process dies while it loads."""

import os

from kiosk.listening.commands import Commands


def load(_commands: Commands) -> None:
    os._exit(1)

"""Builds the wheel with templates, static files and content inside the `kiosk` package.

In the project these folders are at the top, where their authors look for them.
"""

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

PROJECT = Path(__file__).resolve().parents[1]
# kiosk/files/place.py looks for them there.
INSIDE = Path("kiosk", "shipped")
FOLDERS = ("templates", "static", "content")


class BuildWithShippedFiles(build_py):
    """Copies FOLDERS into the wheel; an editable install reads the project's own folders."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for name in FOLDERS:
            target = Path(self.build_lib, INSIDE, name)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(PROJECT / name, target)

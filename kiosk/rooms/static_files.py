"""Static files that a browser may keep: their URLs change whenever one of the files does."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask, Response, current_app, send_from_directory, url_for

Clock = Callable[[], float]

_EXTENSION = "kiosk_static_version"
_YEAR = 365 * 24 * 60 * 60  # s; the longest that HTTP allows (RFC 2616, 14.21)
# A page names about 15 files and requests 80, so the folder is not examined each time.
_LOOK = 1.0  # s


class FolderVersion:
    """One version for all files of a folder; it changes when any of them does."""

    def __init__(self, folder: Path, clock: Clock = time.monotonic) -> None:
        """`clock` gives seconds; the files are examined once a second at most."""
        self._folder = folder
        self._clock = clock
        # (version, when it was found), replaced as one tuple, so that no thread sees half of it.
        # Two threads that examine the files at the same time find the same version.
        self._seen: tuple[str, float] | None = None

    def current(self) -> str:
        """The version, at most a second old: 12 hexadecimal digits."""
        now = self._clock()
        seen = self._seen
        if seen is None or now - seen[1] >= _LOOK:
            seen = self._seen = (_version_of(self._folder), now)
        return seen[0]


def install_static_files(app: Flask, clock: Clock = time.monotonic) -> None:
    """Serve the static folder under its version too; templates get URLs by `static_url(path)`."""
    assert app.static_folder is not None
    folder = app.static_folder
    version = FolderVersion(Path(folder), clock)
    app.extensions[_EXTENSION] = version

    @app.get("/static/version-<asked>/<path:name>")
    def static_version(asked: str, name: str) -> Response:
        """A static file, which the browser keeps for a year if `asked` is the current version.

        For another version it is the current file, which the browser doesn't keep: a page that was
        loaded before an update still works.
        """
        if asked != version.current():
            return app.send_static_file(name)
        answer = send_from_directory(folder, name, max_age=_YEAR)
        answer.cache_control.immutable = True
        return answer

    @app.template_global()
    def static_url(name: str) -> str:
        """The versioned URL of a file, by its path in the static folder."""
        return url_for("static_version", asked=version.current(), name=name)


def static_version() -> str:
    """The static folder's current version, for use in a request: 12 hexadecimal digits."""
    version: FolderVersion = current_app.extensions[_EXTENSION]
    return version.current()


def _version_of(folder: Path) -> str:
    """A hash of names, sizes and times of change: quick, and different after any edit."""
    facts = "\0".join(f"{name}\0{size}\0{changed}" for name, size, changed in _files(folder))
    return hashlib.sha256(facts.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """(path below the folder, bytes, time of change in ns) of each file, in order."""
    for path, folders, names in os.walk(folder):
        folders.sort()
        for file in (Path(path, name) for name in sorted(names)):
            try:
                found = file.stat()
            except OSError:  # it was deleted meanwhile, like an editor's temporary files
                continue
            yield file.relative_to(folder).as_posix(), found.st_size, found.st_mtime_ns

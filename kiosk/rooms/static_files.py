"""Files of the page that a browser may keep: their addresses change whenever a file does."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask, Response, current_app, send_from_directory, url_for

Clock = Callable[[], float]

_EXTENSION = "kiosk_static_version"
_YEAR = 365 * 24 * 60 * 60  # s; the longest that HTTP knows (RFC 2616, 14.21)
# A page names some fifteen files, and asks for eighty: they are not looked at each time.
_LOOK = 1.0  # s


class FolderVersion:
    """The version of all files in a folder: another one as soon as any of them is changed."""

    def __init__(self, folder: Path, clock: Clock = time.monotonic) -> None:
        """`clock` gives seconds; the files are looked at once a second at most."""
        self._folder = folder
        self._clock = clock
        # (version, when it was looked at), put in place at once: no thread sees half of it, and
        # two that look at the same time find the same.
        self._seen: tuple[str, float] | None = None

    def current(self) -> str:
        """The version as it is now, or was a second ago: 12 hexadecimal digits."""
        now = self._clock()
        seen = self._seen
        if seen is None or now - seen[1] >= _LOOK:
            seen = self._seen = (_version_of(self._folder), now)
        return seen[0]


def install_static_files(app: Flask, clock: Clock = time.monotonic) -> None:
    """Serve the static folder under its version too; templates name it by `static_url(path)`."""
    assert app.static_folder is not None
    folder = app.static_folder
    version = FolderVersion(Path(folder), clock)
    app.extensions[_EXTENSION] = version

    @app.get("/static/version-<asked>/<path:name>")
    def static_version(asked: str, name: str) -> Response:
        """A file that the browser keeps; of another version, as it is now, and not kept.

        A page from before an update asks for a version that is gone, and still works.
        """
        if asked != version.current():
            return app.send_static_file(name)
        answer = send_from_directory(folder, name, max_age=_YEAR)
        answer.cache_control.immutable = True
        return answer

    @app.template_global()
    def static_url(name: str) -> str:
        """The address of a file of the static folder, by its path in it."""
        return url_for("static_version", asked=version.current(), name=name)


def static_version() -> str:
    """The version of the page's files that the screens of now name."""
    version: FolderVersion = current_app.extensions[_EXTENSION]
    return version.current()


def _version_of(folder: Path) -> str:
    """By name, size and time of change: quick, and other whenever somebody edits a file."""
    facts = "\0".join(f"{name}\0{size}\0{changed}" for name, size, changed in _files(folder))
    return hashlib.sha256(facts.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """(path below the folder, bytes, time of change in ns), in order."""
    for path, folders, names in os.walk(folder):
        folders.sort()
        for file in (Path(path, name) for name in sorted(names)):
            try:
                found = file.stat()
            except OSError:  # it went away meanwhile, as an editor's own files do
                continue
            yield file.relative_to(folder).as_posix(), found.st_size, found.st_mtime_ns

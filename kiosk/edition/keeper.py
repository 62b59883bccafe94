"""Reads an edition again when its files change; a broken file keeps its last good state."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kiosk.edition.model import Edition, load_edition, version_of
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError, Problem

# Seconds between two looks at the files: a change takes effect within 2 s.
LOOK_AGAIN = 1.0
# Seconds that reading may take. It usually takes half a second; if it takes this long, it hangs.
READ_LIMIT = 10.0

_log = logging.getLogger(__name__)


class EditionKeeper:
    """The current edition of one content folder. Raises ContentError if the first reading fails.

    A new edition is read in a thread of its own and then replaces `edition`, so no request waits
    for it. A request that holds the old one finishes with that.
    """

    def __init__(
        self,
        place: ContentPlace,
        on_change: Callable[[Edition], None] = lambda _: None,
        read: Callable[[ContentPlace, Edition | None], Edition] = load_edition,
        limit: float = READ_LIMIT,
    ) -> None:
        """`on_change` is called with each new edition; `limit` is for reading one, in seconds."""
        self.place = place
        self.on_change = on_change
        self._read = read
        self._limit = limit
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self.edition = read(place, None)
        self._looked_at = self.edition.version
        self._reading: _Reading | None = None

    def start(self) -> None:
        """Look at the files again and again, until close()."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._live, name="content", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop looking at the files."""
        self._closed.set()

    def look(self) -> None:
        """Look at the files once; if they have changed, read and publish a new edition."""
        version = version_of(self.place)
        if version != self._looked_at:
            self._looked_at = version
            self._reading = _Reading(partial(self._read, self.place, self.edition))
            if self._reading.wait(self._limit):
                return self._publish_read()
            fault = f"Reading the content takes longer than {self._limit:g} seconds."
            self._publish(self._unchanged(fault))
        elif self._reading is not None and self._reading.wait(0.0):
            self._publish_read()  # it was read late, and no file has changed since

    def _live(self) -> None:
        while not self._closed.wait(LOOK_AGAIN):
            try:
                self.look()
            except Exception:  # a bug must not end this loop
                _log.exception("The content can't be looked at.")

    def _publish_read(self) -> None:
        assert self._reading is not None
        reading, self._reading = self._reading, None
        if reading.edition is not None:
            self._publish(reading.edition)
        elif isinstance(reading.error, ContentError):
            problems = reading.error.problems
            self._publish(replace(self.edition, version=self._looked_at, problems=problems))
        else:
            name = type(reading.error).__name__
            self._publish(self._unchanged(f"The content can't be read: {name}: {reading.error}."))

    def _unchanged(self, fault: str) -> Edition:
        """The current edition, with `fault` as the reason why there is no newer one."""
        problem = Problem(self.place.folder, 0, fault, "Take back the last change.")
        return replace(self.edition, version=self._looked_at, problems=(problem,))

    def _publish(self, edition: Edition) -> None:
        before, self.edition = self.edition, edition
        _log.info("The content has changed: version %s.", edition.version)
        for problem in edition.problems:
            if problem not in before.problems:
                _log.warning("Left as it was: %s", problem)
        self.on_change(edition)


class _Reading:
    """Reads an edition in a thread of its own, which sets `edition` or `error` at its end."""

    def __init__(self, read: Callable[[], Edition]) -> None:
        self.edition: Edition | None = None
        self.error: Exception | None = None
        self._thread = threading.Thread(
            target=self._run, args=(read,), name="content-reading", daemon=True
        )
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for that many seconds at most; returns whether reading has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self, read: Callable[[], Edition]) -> None:
        try:
            self.edition = read()
        except Exception as error:
            self.error = error

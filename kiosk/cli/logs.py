"""The kiosk's log: one line per event on standard error, nothing personal.

Under systemd each line begins with its priority, such as `<4>` (sd-daemon(3)), so that
`journalctl -p warning` shows warnings and errors only.
"""

import logging
import os
import sys

from kiosk.config import journal_stream

# Level of `logging` -> priority of syslog(3).
_WEIGHTS = {
    logging.DEBUG: 7,
    logging.INFO: 6,
    logging.WARNING: 4,
    logging.ERROR: 3,
    logging.CRITICAL: 2,
}


class OneLine(logging.Formatter):
    """Writes an event, with its traceback if there is one, as one line."""

    def __init__(self, weighted: bool) -> None:
        """`weighted`: begin the line with its priority, for journald."""
        super().__init__("%(message)s" if weighted else "%(levelname)s %(name)s: %(message)s")
        self._weighted = weighted

    def format(self, record: logging.LogRecord) -> str:
        line = " | ".join(super().format(record).splitlines())
        return f"<{_WEIGHTS.get(record.levelno, 6)}>{line}" if self._weighted else line


def begin_logging(verbose: bool, journal: str | None = None) -> None:
    """Write warnings to standard error from now on; if `verbose`, what goes well too.

    `journal`: `device:inode` of the journal's stream; None takes config.journal_stream().
    """
    journal = journal_stream() if journal is None else journal
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(weighted=_is_standard_error(journal)))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("kiosk").setLevel(logging.INFO if verbose else logging.WARNING)


def _is_standard_error(stream: str) -> bool:
    """Whether standard error is this `device:inode`: a shell may have redirected it."""
    try:
        status = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return stream == f"{status.st_dev}:{status.st_ino}"

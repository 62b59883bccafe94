"""What a kiosk tells of its running: one line an event on the standard error, nothing personal.

Under systemd each line begins with its weight, such as `<4>` (sd-daemon(3)), so that `journalctl -p
warning` shows what matters.
"""

import logging
import os
import sys

from kiosk.config import journal_stream

# syslog(3) has other numbers for the same words.
_WEIGHTS = {
    logging.DEBUG: 7,
    logging.INFO: 6,
    logging.WARNING: 4,
    logging.ERROR: 3,
    logging.CRITICAL: 2,
}


class OneLine(logging.Formatter):
    """A trace, too, stands on its event's line."""

    def __init__(self, weighted: bool) -> None:
        """`weighted`: for journald, which knows the time itself."""
        super().__init__("%(message)s" if weighted else "%(levelname)s %(name)s: %(message)s")
        self._weighted = weighted

    def format(self, record: logging.LogRecord) -> str:
        line = " | ".join(super().format(record).splitlines())
        return f"<{_WEIGHTS.get(record.levelno, 6)}>{line}" if self._weighted else line


def begin_logging(verbose: bool, journal: str | None = None) -> None:
    """From now on what is told is written: warnings, and if `verbose` what goes well, too.

    `journal` is the journal's own stream, as config.journal_stream() says where none is given.
    """
    journal = journal_stream() if journal is None else journal
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(weighted=_is_standard_error(journal)))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("kiosk").setLevel(logging.INFO if verbose else logging.WARNING)


def _is_standard_error(stream: str) -> bool:
    """Whether a `device:inode` is where this process writes: a shell may have led it elsewhere."""
    try:
        status = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return stream == f"{status.st_dev}:{status.st_ino}"

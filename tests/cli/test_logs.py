"""What a kiosk tells of its running: a line an event, weighted for the journal."""

import logging
import os
import sys
from collections.abc import Iterator

import pytest

from kiosk.cli.logs import OneLine, begin_logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The root's handlers and levels as they were."""
    root, own = logging.getLogger(), logging.getLogger("kiosk")
    kept = root.handlers[:], root.level, own.level
    yield
    root.handlers[:], root.level, own.level = kept


def begin(verbose: bool, journal: str = "") -> None:
    """As a command does, without the handlers that pytest has put there."""
    logging.getLogger().handlers[:] = []
    begin_logging(verbose, journal)


def test_a_warning_is_a_line_and_what_goes_well_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    begin(False)
    logging.getLogger("kiosk.edition").info("All is well.")
    logging.getLogger("kiosk.edition").warning("Left as it was: %s", "words.yaml")
    assert capsys.readouterr().err == "WARNING kiosk.edition: Left as it was: words.yaml\n"


def test_verbose_tells_what_goes_well_of_the_kiosk_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    begin(True)
    logging.getLogger("kiosk.edition").info("All is well.")
    logging.getLogger("waitress").info("Serving.")
    assert capsys.readouterr().err == "INFO kiosk.edition: All is well.\n"


def test_for_the_journal_a_line_begins_with_its_weight(capfd: pytest.CaptureFixture[str]) -> None:
    """Only where the journal reads what is written, not where it was led into a file."""
    status = os.fstat(sys.stderr.fileno())
    for journal in (f"{status.st_dev}:{status.st_ino}", "8:1"):
        begin(True, journal)
        for level in (logging.INFO, logging.ERROR):
            logging.getLogger("kiosk").log(level, "an event")
    told = capfd.readouterr().err.splitlines()
    assert told == ["<6>an event", "<3>an event", "INFO kiosk: an event", "ERROR kiosk: an event"]


def test_a_trace_stands_on_its_events_line() -> None:
    try:
        raise KeyError("hands")
    except KeyError as error:
        record = logging.LogRecord("kiosk", logging.ERROR, "", 0, "It failed.", (), None)
        record.exc_info = (type(error), error, error.__traceback__)
    line = OneLine(weighted=False).format(record)
    assert "\n" not in line and line.startswith("ERROR kiosk: It failed. | Traceback")
    assert line.endswith("KeyError: 'hands'")

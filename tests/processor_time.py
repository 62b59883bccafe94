"""What each test costs the processor; in CI a test that costs twice what is stored fails.

`make test STORE=1` stores new values in processor_seconds.json. They are seconds of one core, of
the test and of all processes below it, without what fixtures of several tests take. A test that is
not stored counts as LEAST. So that no busy or slow machine fails a test: seconds are those of the
machine on which they were stored, by a sum that both reckon beside the tests (SUM_SECONDS); and
what is too much is measured again, at once, and must be too much twice.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from .process_tree import processor_seconds

STORE = Path(__file__).with_name("processor_seconds.json")
LEAST = 2.0  # s; what costs less isn't stored: a browser's own work alone varies by as much
TOO_MUCH = 2.0  # times the stored value
QUICK = LEAST / 2 / (os.cpu_count() or 1)  # s on the clock
LONG = 10.0  # s; such tests come first
LAST_SUMS = 9  # of which the median is taken: as the machine is now, but for a hiccup


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--store-seconds", action="store_true", help=f"write {STORE.name} anew")
    parser.addoption("--processor-table", action="store_true", help="the seconds of each file")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Meter(config), "processor_meter")


def sum_seconds() -> float:
    """Processor seconds of a sum that is always the same."""
    begun = time.process_time()
    sum(one * one % 7 for one in range(100_000))
    return time.process_time() - begun


def load() -> dict[str, Any]:
    """{"sum": seconds, "tests": {id: seconds}}; empty where nothing is stored."""
    if not STORE.is_file():
        return {"sum": 0.0, "tests": {}}
    found: dict[str, Any] = json.loads(STORE.read_text(encoding="utf-8"))
    return found


def limit(stored: dict[str, Any], test: str, sum_now: float) -> float:
    """Seconds on this machine, as fast as it is now, that are too much."""
    slower = sum_now / stored["sum"] if stored["sum"] else 1.0
    # A quicker machine isn't quicker at everything.
    return TOO_MUCH * float(stored["tests"].get(test, LEAST)) * max(slower, 0.75)


def merged(stored: dict[str, Any], measured: dict[str, float], sum_now: float) -> dict[str, Any]:
    """What to store now: the tests that were measured anew, the others if they are still there."""
    there = {test: one for test, one in stored["tests"].items() if _exists(test)}
    there = {test: one for test, one in there.items() if test not in measured}
    slower = sum_now / stored["sum"] if stored["sum"] else 1.0
    # In the seconds of the first machine, or values of two machines would stand side by side.
    new = {test: round(one / slower, 1) for test, one in measured.items() if one / slower > LEAST}
    return {
        "sum": stored["sum"] or round(sum_now, 5),
        "tests": dict(sorted({**there, **new}.items())),
    }


def _exists(test: str) -> bool:
    file, _, name = test.partition("::")
    source = STORE.parents[1] / file
    return source.is_file() and f"def {name.partition('[')[0]}(" in source.read_text("utf-8")


def _long(known: dict[str, float], item: pytest.Item) -> bool:
    return known.get(item.nodeid, 0.0) >= LONG


class Meter:
    """Measures, for one process of pytest; a worker tells the one that collects by its reports."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.stored = load()
        # Before values are stored there is nothing to hold a test against.
        in_ci = os.environ.get("CI") == "true" and STORE.is_file()
        self.checks = in_ci and not config.getoption("--store-seconds")
        self.shared = 0.0
        self.depth = 0
        self.seconds = 0.0
        self.begun = (0.0, 0.0, 0.0)
        self.sums = [sum_seconds() for _ in range(3)]
        self.told: dict[str, float] = {}
        self.told_sums: list[float] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The longest first, so that at the end no worker waits for another's."""
        known = self.stored["tests"]
        items.sort(key=lambda item: -known.get(item.nodeid, 0) if _long(known, item) else 0)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        """A kiosk or Chromium for many tests belongs to none of them."""
        if fixturedef.scope == "function":
            return (yield)
        with self.of_all():
            return (yield)

    def of_all(self) -> _Shared:
        """What is done in it belongs to no test: `with meter.of_all(): ...`."""
        return _Shared(self)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self) -> Generator[None, None, None]:
        """What a test costs begins here ..."""
        self.begun = (time.monotonic(), processor_seconds(), self.shared)
        yield

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, None, None]:
        """... and ends here. To look at every process of a machine takes 2 ms: of a test that was
        over sooner than QUICK it is known that it costs less than LEAST."""
        try:
            yield
        finally:
            clock, used, shared = self.begun
            if time.monotonic() - clock > QUICK:
                self.seconds = max(processor_seconds() - used - (self.shared - shared), 0.0)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """As pytest's own, but that a test may be measured again."""
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports, seconds = self._run(item, nextitem)
        if self._too_much(item, seconds):
            again, more = self._run(item, nextitem)
            if self._too_much(item, more):
                _fail(again, f"{self._complaint(item, seconds)}, and again {more:.1f} s")
            reports = again
        for report in reports:
            report.user_properties.append(("processor_seconds", seconds))
            report.user_properties.append(("sum_seconds", self.sum_now))
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def _run(self, item: pytest.Item, nextitem: pytest.Item | None) -> tuple[list[Any], float]:
        self.seconds = 0.0
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        if self.seconds > LEAST:
            self.sums = [*self.sums, sum_seconds()][-LAST_SUMS:]
        return reports, self.seconds

    @property
    def sum_now(self) -> float:
        return statistics.median(self.sums)

    def _too_much(self, item: pytest.Item, seconds: float) -> bool:
        return self.checks and seconds > limit(self.stored, item.nodeid, self.sum_now)

    def _complaint(self, item: pytest.Item, seconds: float) -> str:
        stored = self.stored["tests"].get(item.nodeid)
        had = f"{stored} s are stored" if stored else f"not stored, as what costs under {LEAST} s"
        most = limit(self.stored, item.nodeid, self.sum_now)
        return (
            f"{seconds:.1f} processor seconds ({had}; {most:.1f} s are too much on this machine)."
            " Where that is meant: make test STORE=1. First"
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Also of the workers' tests."""
        properties = dict(report.user_properties)
        if "processor_seconds" in properties:
            self.told[report.nodeid] = float(str(properties["processor_seconds"]))
            self.told_sums.append(float(str(properties["sum_seconds"])))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self.told:
            return
        if self.config.getoption("--store-seconds"):
            new = merged(load(), self.told, statistics.median(self.told_sums))
            STORE.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
            terminalreporter.write_line(f"{len(new['tests'])} tests in {STORE.name}")
        total = sum(self.told.values())
        terminalreporter.write_line(f"{total:.0f} processor seconds in {len(self.told)} tests")
        if self.config.getoption("--processor-table"):
            _table(terminalreporter, self.told)


class _Shared:
    def __init__(self, meter: Meter) -> None:
        self.meter = meter

    def __enter__(self) -> None:
        if not self.meter.depth:
            self.begun = processor_seconds()
        self.meter.depth += 1

    def __exit__(self, *_: object) -> None:
        self.meter.depth -= 1
        if not self.meter.depth:
            self.meter.shared += processor_seconds() - self.begun


def _fail(reports: list[Any], why: str) -> None:
    for report in reports:
        if report.when == "call" and report.passed:
            report.outcome = "failed"
            report.longrepr = why


def _table(terminalreporter: Any, told: dict[str, float]) -> None:
    files: dict[str, float] = {}
    for test, seconds in told.items():
        file = test.partition("::")[0]
        files[file] = files.get(file, 0.0) + seconds
    for file, seconds in sorted(files.items()):
        terminalreporter.write_line(f"{seconds:7.1f} {file}")

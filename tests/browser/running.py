"""A real kiosk and a real Chromium, for the browser tests and for bench/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright

READY = "Kiosk ready at "
READY_TIMEOUT = 60.0
# Chromium without a window of its own, only what draws and runs pages: a fifth less work a visit.
HEADLESS_NAME = "chromium-headless-shell"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# The address bar's own pages, which nobody sees here: two processes for each visit, as much work as
# the visit itself. Of this option Chromium obeys the last one only, so Playwright's own names too.
_ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
_PLAYWRIGHT_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page finds anything but kiosks: a request off them is an error in its console.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    f"--disable-features={','.join((*_PLAYWRIGHT_OFF, *_ADDRESS_BAR))}",
)


@dataclass(frozen=True)
class RunningKiosk:
    """`address` is where it answers, without a slash at the end."""

    address: str
    process: subprocess.Popen[str]
    data: Path


@contextmanager
def running_kiosk(data: Path, port: int = 0, **variables: str) -> Iterator[RunningKiosk]:
    """`kiosk serve` on that port, 0 for a free one; `variables` are its KIOSK_... environment."""
    data.mkdir(parents=True, exist_ok=True)
    log = data / "kiosk.log"
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "serve", "--port", str(port), "--data", str(data)],
            # Elsewhere than in the project, so that no developer's kiosk.toml is read.
            cwd=data,
            env=_environment(variables),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            yield RunningKiosk(_address(process, log), process, data)
        finally:
            _stop(process)


def launch_chromium(playwright: Playwright, *more: str) -> Browser:
    """The machine's own Chromium, without a window."""
    arguments = [*CHROMIUM_ARGUMENTS, *more]
    return playwright.chromium.launch(executable_path=chromium_path(), args=arguments)


def chromium_path() -> str:
    """The machine's own Chromium; with KIOSK_CHROMIUM=headless-shell the one without a window,
    where it is there. Raises FileNotFoundError where there is none."""
    light = os.environ.get("KIOSK_CHROMIUM") == "headless-shell"
    names = (HEADLESS_NAME, *CHROMIUM_NAMES) if light else CHROMIUM_NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise FileNotFoundError("No Chromium here: sh tests/browser/find_chromium.sh")
    return found


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    # The clear voice: what isn't rendered ahead it says in milliseconds, on any machine.
    return {**outside, "PYTHONUNBUFFERED": "1", "KIOSK_VOICE": "clear", **variables}


def _address(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    watchdog = threading.Timer(READY_TIMEOUT, process.kill)
    watchdog.start()
    try:
        for line in process.stdout:
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
    finally:
        watchdog.cancel()
    raise RuntimeError(f"The kiosk did not start:\n{log.read_text(encoding='utf-8')}")


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()

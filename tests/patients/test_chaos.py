"""Whatever fails round a person, nothing strands them: a random walk in a real Chromium.

    KIOSK_CHAOS_SECONDS=240 KIOSK_CHAOS_SEED=7 python -m pytest tests/patients/test_chaos.py

A walk that found something prints its seed and what was done last. With the same seed the same
things are tried in the same order; how long each takes is the machine's.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

from tests.browser.restarting import restartable_kiosk
from tests.browser.talking import chromium_with_microphone

from .bad_network import bad_network
from .chaos import IDLE, WARNING, Walk

SECONDS = float(os.environ.get("KIOSK_CHAOS_SECONDS", "60"))
SEED = os.environ.get("KIOSK_CHAOS_SEED", "")
# Faults of the kinds that were found, put in on purpose: end of a path -> (text, in its place).
FAULTS = {
    "a dialog beside the stack": (
        "/js/questions/idle.js",
        ("  openDialog(dialog());", "  dialog().showModal();"),
    ),
    "a fetch without a limit": (
        "/js/reading/clips.js",
        ("AbortSignal.timeout(limit)", "new AbortController().signal"),
    ),
    "a voice that is not counted": (
        "/js/reading/say.js",
        ("takeLoudspeaker(hush)", "(() => () => {})(takeLoudspeaker)"),
    ),
}


def walk(browser: Browser, data: Path, seed: str, seconds: float, fault: str = "") -> Walk:
    """A walk of so many seconds, or until something did not hold."""
    draw = Random(seed)
    settings = {"KIOSK_IDLE_SECONDS": str(IDLE), "KIOSK_WARNING_SECONDS": str(WARNING)}
    with (
        chromium_with_microphone(browser) as chromium,
        restartable_kiosk(data, **settings) as kiosk,
        bad_network(kiosk.address, draw) as network,
    ):
        if fault:
            path, alteration = FAULTS[fault]
            network.altered[path] = alteration
        walked = Walk(chromium, kiosk, network, draw)
        try:
            walked.go_on(seconds)
            if not walked.faults:
                walked.end()
        finally:
            walked.close()
    return walked


def test_nothing_strands_a_person(browser: Browser, tmp_path: Path) -> None:
    """Something can be pressed, one voice speaks, help is at hand and every visit ends."""
    seed = SEED or str(int(time.time()))
    print(f"KIOSK_CHAOS_SEED={seed}")
    walked = walk(browser, tmp_path, seed, SECONDS)
    last = "\n".join(walked.done[-60:])
    assert walked.faults == [], f"KIOSK_CHAOS_SEED={seed}; done last:\n{last}"


@pytest.mark.skipif(SECONDS <= 60, reason="3 minutes each: make prove PART=chaos")
@pytest.mark.parametrize("fault", FAULTS)
def test_the_walk_finds_a_fault_of_each_kind(browser: Browser, tmp_path: Path, fault: str) -> None:
    """A walk that finds nothing must be one that would have found something."""
    for seed in ("1", "2", "3"):
        walked = walk(browser, tmp_path / seed, seed, 60, fault)
        if walked.faults:
            print(fault, "->", walked.faults)
            return
    raise AssertionError(f"{fault} was not found")

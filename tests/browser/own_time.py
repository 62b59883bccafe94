"""A page whose time and sound are in the test's hands: scripts/own_time.js and fake_sound*.js.

Its sound keeps the page's clock, and its clock goes on only while a test waits for something: a
minute of reading takes a second, and beside the busiest neighbour nothing comes late or falters.
With KIOSK_SOUND=real the same tests hear Chromium's own sound, in real time (`make prove`).
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Error, Page

SCRIPTS = Path(__file__).parent / "scripts"
REAL = os.environ.get("KIOSK_SOUND") == "real"
BEGIN = 1_000_000_000_000  # ms since 1970; any would do
PATIENCE = 60.0  # s of real time for a page that is being left
LEFT = ("Execution context was destroyed", "navigating", "Cannot find context")
_owned: WeakSet[BrowserContext] = WeakSet()


def _script(*names: str) -> str:
    return "".join((SCRIPTS / name).read_text(encoding="utf-8") for name in names)


_FAKE = [f"fake_sound{part}.js" for part in ("_tasks", "_file", "", "_element")]
FAKE_SOUND = "(() => {" + _script(*_FAKE) + "})();"
OWN_TIME = _script("own_time.js")


def take(context: BrowserContext) -> None:
    """From here on the time of the context's pages stands still but for wait_until and run."""
    context.add_init_script(FAKE_SOUND)
    context.add_init_script(OWN_TIME)
    context.clock.install(time=BEGIN)
    context.clock.pause_at(BEGIN + 1)
    _owned.add(context)


def owned(page: Page) -> bool:
    """Whether the page's time is in the test's hands."""
    return page.context in _owned


def wait_until(page: Page, holds: str, arg: Any = None, seconds: float = 60.0) -> Any:
    """What a JavaScript function answers, once it is true, on any page.

    `seconds` of the page's time are waited. Raises AssertionError after them.
    """
    if not owned(page):
        return page.wait_for_function(holds, arg=arg, timeout=1000 * seconds).json_value()
    call = f"([arg, most]) => ownTime.until(({holds}), arg, most)"
    answer = _in_page(page, call, [arg, 1000 * seconds])
    assert answer is not None, f"not within {seconds} s: {holds} {arg}"
    return answer["found"]


def hold(page: Page, address: str) -> None:
    """Time goes on, on this page and those to come, though what this regular expression finds in a
    request's address has no answer: the test holds it back."""
    if owned(page):
        call = f"ownTime.hold({json.dumps(address)})"
        page.context.add_init_script(call)
        page.evaluate(f"() => {{ {call}; }}")


def run(page: Page, seconds: float) -> None:
    """Let so much of the page's own time pass."""
    _in_page(page, "(time) => ownTime.run(time)", 1000 * seconds)


def _in_page(page: Page, call: str, arg: Any) -> Any:
    """As page.evaluate, but a page that is left meanwhile is followed."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return page.evaluate(call, arg)
        except Error as error:
            if time.monotonic() > end or not any(one in error.message for one in LEFT):
                raise
            page.wait_for_load_state()

"""Opens pages of a kiosk, logs the page contract's events, and collects whatever went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

from kiosk.rooms.preferences import cookie_of, is_choice

from . import own_time
from .own_time import wait_until
from .visits import TIMEOUT, Kind, Visit, begin, end

Size = tuple[int, int]
KIOSK_SCREEN: Size = (1080, 1920)
# On a busy machine a clip is put off (docs/page-contract.md, "Clips"), and the browser logs that.
CLIP_PUT_OFF = r"503 \(SERVICE UNAVAILABLE\).*/speech/"


# The middle of the first button of an action that is seen, where a press there would reach it now.
PRESSABLE = """(action) => {
  const all = [...document.querySelectorAll(`[data-action="${action}"]`)];
  const one = all.find((each) => each.checkVisibility({ visibilityProperty: true })
    && each.getBoundingClientRect().width);
  if (!one || one.disabled) return null;
  const box = one.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  return one.contains(document.elementFromPoint(...middle)) ? middle : null;
}"""


class Watcher:
    """Opens pages on one kiosk at a time and remembers every fault in them."""

    def __init__(self, browser: Browser, address: str, own: bool = False) -> None:
        """`own`: the time and the sound of its pages are in the test's hands (own_time.py)."""
        self._browser = browser
        self._address = address
        self._own = own
        self._visits: list[Visit] = []
        self._listeners: list[tuple[Any, str, Callable[..., None]]] = []
        self._allowed: list[str] = [CLIP_PUT_OFF]
        self.faults: list[str] = []

    def allow(self, pattern: str) -> None:
        """Faults that match the regular expression are meant by the test."""
        self._allowed.append(pattern)

    def __call__(
        self,
        path: str,
        size: Size = KIOSK_SCREEN,
        *,
        address: str = "",
        javascript: bool = True,
        fresh: bool = False,
        context: dict[str, Any] | None = None,
        **preferences: str,
    ) -> Page:
        """A new visit that begins at `path`, with the preferences set.

        `address` is another kiosk than the shared one. In a `fresh` visit nothing is kept yet, and
        nobody has touched the page; `context` goes to Browser.new_context.
        """
        base = address or self._address
        options = {"viewport": sides(size), **(context or {})}
        mine = fresh or bool(context)
        visit = begin(self._browser, Kind(base, self._own, javascript), options, mine)
        self._visits.append(visit)
        self._watch(visit, base)
        for name, value in preferences.items():
            prefer(visit.context, name, value)
        visit.page.set_viewport_size(sides(size))
        visit.page.goto(path)
        visit.forget_history()
        return visit.page

    def close(self) -> None:
        for thing, event, listener in self._listeners:
            thing.remove_listener(event, listener)
        self._listeners = []
        for visit in self._visits:
            end(visit)
        self._visits = []

    def unexpected(self) -> list[str]:
        return [
            fault
            for fault in self.faults
            if not any(re.search(pattern, fault) for pattern in self._allowed)
        ]

    def _watch(self, visit: Visit, base: str) -> None:
        def listen(thing: Any, event: str, listener: Callable[..., None]) -> None:
            # Not as a test's own listener, which stays for good (visits.py): close() takes it away.
            type(thing).on(thing, event, listener)
            self._listeners.append((thing, event, listener))

        def on_console(message: Any) -> None:
            # htmx calls it an error that a later press has taken the place of an earlier one.
            replaced = message.text.startswith(("htmx:afterRequest", "htmx:sendAbort"))
            if message.type == "error" and not replaced:
                self.faults.append(f"console: {message.text} ({message.location.get('url')})")

        listen(visit.context, "console", on_console)

        # Other requests off the kiosk are errors in the console, by the content security policy and
        # because no other name is found (running.py); it holds up no page that is gone to.
        def on_navigated(frame: Any) -> None:
            if frame.url.startswith("http") and not frame.url.startswith(f"{base}/"):
                self.faults.append(f"page off the kiosk: {frame.url}")

        def on_error(error: Any) -> None:
            self.faults.append(f"page error: {error.error}")

        listen(visit.context, "weberror", on_error)
        listen(visit.page, "framenavigated", on_navigated)
        # Of what another page of the visit does, too.
        listen(visit.context, "page", lambda page: page.on("framenavigated", on_navigated))


def sides(size: Size) -> ViewportSize:
    width, height = size
    return {"width": width, "height": height}


def prefer(context: BrowserContext, name: str, value: str) -> None:
    """Store one choice for the visit, as the page's own script does."""
    assert is_choice(name, value), f"{name} has no choice {value!r}"
    # A cookie is the host's, whatever its port: so every kiosk that a test starts reads it.
    cookie: Any = {"name": cookie_of(name), "value": value, "domain": "127.0.0.1", "path": "/"}
    context.add_cookies([{**cookie, "sameSite": "Strict"}])


def events(page: Page, *names: str) -> list[dict[str, Any]]:
    """The events sent so far, oldest first: {"name", "detail", "time"}; all, or those named."""
    found: list[dict[str, Any]] = page.evaluate(
        "(names) => kioskEvents.filter((one) => !names.length || names.includes(one.name))",
        list(names),
    )
    return found


def count(page: Page, name: str) -> int:
    """How many events of that name there were so far."""
    found: int = page.evaluate(
        "(name) => kioskEvents.filter((one) => one.name === name).length", name
    )
    return found


def wait_for_event(
    page: Page, name: str, /, after: int = 0, timeout: float = TIMEOUT, **detail: Any
) -> dict[str, Any]:
    """Wait until an event of that name, with these details, comes after the first `after`."""
    found: dict[str, Any] = wait_until(
        page,
        """([name, after, detail]) => window.kioskEvents
             .filter((one) => one.name === name).slice(after)
             .find((one) => Object.entries(detail).every(([key, v]) => one.detail[key] === v))""",
        [name, after, detail],
        timeout / 1000,
    )
    return found


def pass_time(page: Page, seconds: float) -> None:
    """Let the page's own clock run."""
    if own_time.owned(page):
        return own_time.run(page, seconds)
    page.wait_for_function(
        "(until) => performance.now() >= until",
        arg=page.evaluate("performance.now()") + seconds * 1000,
        timeout=TIMEOUT + 2000 * seconds,
    )


def touch(page: Page, action: str, names: Sequence[str] = ()) -> None:
    """Touch the button with that data-action; wait for the events it leads to."""
    before = {name: count(page, name) for name in names}
    # Playwright's own click waits for two frames more: 23 of 101 processor milliseconds a screen.
    if place := page.evaluate(PRESSABLE, action):
        page.mouse.click(*place)
    else:
        page.locator(f'[data-action="{action}"]:visible').first.click()
    for name, seen in before.items():
        wait_for_event(page, name, after=seen)


def turn_to(page: Page, target: Locator) -> None:
    """Turn the screen's pages, as a person does, until the target is in sight."""
    hidden = "(one) => one.getBoundingClientRect().left >= innerWidth"
    while target.evaluate(hidden):
        touch(page, "next", ["page-turned"])

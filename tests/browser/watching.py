"""Opens pages of a kiosk, logs the page contract's events, and collects whatever went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from kiosk.preferences import cookie_of, is_choice

from . import own_time
from .own_time import wait_until

Size = tuple[int, int]
KIOSK_SCREEN: Size = (1080, 1920)
# Generous: the machine may be busy. What is asserted doesn't depend on it.
TIMEOUT = 30_000
# ms between two looks at a page. By itself Playwright looks at each frame, and so has all of them
# drawn: 0.07 instead of 0.02 of a processor, as long as anything is waited for.
LOOK = 25
# On a busy machine a clip is put off (docs/page-contract.md, "Clips"), and the browser logs that.
CLIP_PUT_OFF = r"503 \(SERVICE UNAVAILABLE\).*/speech/"

# ownModule("items"): the page's own module, by the address that the page has it from. By another it
# would be a second one, which knows nothing of what the page did.
OWN_MODULE = """
window.ownModule = (name) =>
  import(new URL(`${name}.js`, document.querySelector('script[type="module"]').src));
"""

# Every event of docs/page-contract.md, in the order in which it was sent; and every sound of the
# page, so that what is boxed can be held against the sound's own clock.
_LOG = """
(() => {
  const names = ["screen-shown", "page-turned", "action", "reading-started", "reading-paused",
    "reading-ended", "sentence-began", "sound-started", "word-boxed", "setting-changed",
    "voice-failed", "idle", "more-time", "visit-ended", "press-decided", "press-unsure",
    "press-answered", "hand-fitted", "turn-changed", "command", "speech", "speech-undone",
    "access-changed", "dialog-changed", "going", "going-ended", "return-offered",
    "return-withdrawn", "visit-taken-up"];
  window.kioskEvents = [];
  window.kioskSounds = [];
  window.Audio = new Proxy(Audio, {
    construct(made, given) {
      const sound = Reflect.construct(made, given);
      window.kioskSounds.push(sound);
      return sound;
    },
  });
  for (const name of names) {
    document.addEventListener(`kiosk:${name}`, ({ detail }) => {
      window.kioskEvents.push({ name, detail, time: detail.time });
    }, { capture: true });
  }
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
  });
})();
"""
EVENT_LOG = OWN_MODULE + _LOG


class Watcher:
    """Opens pages on one kiosk at a time and remembers every fault in them."""

    def __init__(self, browser: Browser, address: str, own: bool = False) -> None:
        """`own`: the time and the sound of its pages are in the test's hands (own_time.py)."""
        self._browser = browser
        self._address = address
        self._own = own
        self._contexts: list[BrowserContext] = []
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
        context: dict[str, Any] | None = None,
        **preferences: str,
    ) -> Page:
        """A fresh visit that begins at `path`, with the preferences set.

        `address` is another kiosk than the shared one; `context` goes to Browser.new_context.
        """
        base = address or self._address
        width, height = size
        visit = self._browser.new_context(
            base_url=base,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            **(context or {}),
        )
        self._contexts.append(visit)
        visit.set_default_timeout(TIMEOUT)
        self._watch(visit, base)
        visit.add_init_script(EVENT_LOG)
        if self._own:
            own_time.take(visit)
        for name, value in preferences.items():
            prefer(visit, name, value)
        page = visit.new_page()
        page.wait_for_function = partial(page.wait_for_function, polling=LOOK)
        if javascript:
            _wait_for_behaviours(page)
        page.goto(path)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts = []

    def unexpected(self) -> list[str]:
        return [
            fault
            for fault in self.faults
            if not any(re.search(pattern, fault) for pattern in self._allowed)
        ]

    def _watch(self, context: BrowserContext, base: str) -> None:
        def on_console(message: Any) -> None:
            # htmx calls it an error that a later press has taken the place of an earlier one.
            replaced = message.text.startswith(("htmx:afterRequest", "htmx:sendAbort"))
            if message.type == "error" and not replaced:
                self.faults.append(f"console: {message.text} ({message.location.get('url')})")

        context.on("console", on_console)

        # Other requests off the kiosk are errors in the console, by the content security policy and
        # because no other name is found (running.py); it holds up no page that is gone to.
        def on_navigated(frame: Any) -> None:
            if frame.url.startswith("http") and not frame.url.startswith(f"{base}/"):
                self.faults.append(f"page off the kiosk: {frame.url}")

        context.on("page", lambda page: page.on("framenavigated", on_navigated))
        context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))


def _wait_for_behaviours(page: Page) -> None:
    """Whenever a test loads the page, its behaviours are there before the test goes on."""

    def waiting(load: Callable[..., Any]) -> Callable[..., Any]:
        def loaded(*given: Any, **more: Any) -> Any:
            answer = load(*given, **more)
            started(page)
            return answer

        return loaded

    for name in ("goto", "reload"):
        setattr(page, name, waiting(getattr(page, name)))


def started(page: Page) -> None:
    """Wait until every behaviour of a page of the kiosk, where it is one, has been started."""
    page.wait_for_function(
        """() => !document.getElementById("screen")
             || document.documentElement.dataset.started !== undefined"""
    )


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
    page.locator(f'[data-action="{action}"]:visible').first.click()
    for name, seen in before.items():
        wait_for_event(page, name, after=seen)


def turn_to(page: Page, target: Locator) -> None:
    """Turn the screen's pages, as a person does, until the target is in sight."""
    hidden = "(one) => one.getBoundingClientRect().left >= innerWidth"
    while target.evaluate(hidden):
        touch(page, "next", ["page-turned"])

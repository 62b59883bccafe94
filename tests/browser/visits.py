"""Visits that tests have one after the other in one page, as people have at a kiosk.

A page in a browser context of its own costs 0.7 processor seconds; one that the test before has
left costs 0.25, because what the kiosk serves is kept and its process runs already. A test that
changes its page or context for good (SPOILS) is the last one in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

from . import own_time

# Generous: the machine may be busy. What is asserted doesn't depend on it.
TIMEOUT = 30_000
# ms between two looks at a page. By itself Playwright looks at each frame, and so has all of them
# drawn: 0.07 instead of 0.02 of a processor, as long as anything is waited for.
LOOK = 25
OWN_MODULE = (own_time.SCRIPTS / "own_module.js").read_text(encoding="utf-8")
EVENT_LOG = OWN_MODULE + (own_time.SCRIPTS / "event_log.js").read_text(encoding="utf-8")
# Where a page waits for the next test: of the kiosk, or its process would end; and nothing runs.
LEFT_AT = "/static/icon.svg"
FORGET = "() => { sessionStorage.clear(); localStorage.clear(); window.name = ''; }"
LEAVING = 5_000  # ms
LASTING = ("add_init_script", "close", "expose_binding", "expose_function", "on", "once")
SPOILS = {
    Page: (*LASTING, "emulate_media", "set_extra_http_headers"),
    BrowserContext: (*LASTING, "grant_permissions", "new_page", "route", "set_offline"),
}
CLOCK = ("fast_forward", "install", "pause_at", "resume", "run_for", "set_fixed_time")
MOST_LEFT = 3  # kinds of visits of one browser; tests of a file want one or two


class Kind(NamedTuple):
    """A kiosk's address, whether time and sound are in the test's hands (own_time.py), and whether
    the page's scripts run."""

    base: str
    own: bool
    javascript: bool


_left: WeakKeyDictionary[Browser, dict[Kind, Visit]] = WeakKeyDictionary()


class Visit:
    """A page alone in its context, for one test after the other until one has spoilt it."""

    def __init__(self, browser: Browser, kind: Kind, options: dict[str, Any]) -> None:
        """`options` are those of Browser.new_context."""
        self.browser = browser
        self.kind = kind
        self.spoilt = False
        self.context = browser.new_context(
            base_url=kind.base, java_script_enabled=kind.javascript, **options
        )
        self.context.set_default_timeout(TIMEOUT)
        self.context.add_init_script(EVENT_LOG)
        if kind.own:
            own_time.take(self.context)
        self.page = self.context.new_page()
        self.page.wait_for_function = partial(self.page.wait_for_function, polling=LOOK)
        if kind.javascript:
            _wait_for_behaviours(self.page)
        self._sessions: list[CDPSession] = []
        self._watch_what_lasts()

    def forget_history(self) -> None:
        """There is no way back from the page's address to those of a test before."""
        session = self.context.new_cdp_session(self.page)
        session.send("Page.resetNavigationHistory")

    def leave(self) -> bool:
        """Whether the next test finds nothing of this one."""
        try:
            if self.spoilt:
                return False
            for session in self._sessions:
                session.detach()
            self._sessions = []
            self.page.unroute_all(behavior="ignoreErrors")
            self.page.evaluate(FORGET)
            self.page.mouse.move(-1, -1)
            self.page.goto(self.kind.base + LEFT_AT, timeout=LEAVING)
            self.context.clear_cookies()
        except Error:  # its kiosk or its page is gone
            return False
        return True

    def close(self) -> None:
        self.context.close()

    def _watch_what_lasts(self) -> None:
        def watched(call: Callable[..., Any], note: Callable[[Any], None]) -> Callable[..., Any]:
            def called(*given: Any, **more: Any) -> Any:
                answer = call(*given, **more)
                note(answer)
                return answer

            return called

        def spoil(_: Any) -> None:
            self.spoilt = True

        lasting = [(self.page, SPOILS[Page]), (self.context, SPOILS[BrowserContext])]
        # A key or a finger may stay down.
        lasting += [(held, ("down",)) for held in (self.page.keyboard, self.page.mouse)]
        lasting.append((self.context.clock, CLOCK))
        for thing, names in lasting:
            for name in names:
                setattr(thing, name, watched(getattr(thing, name), spoil))
        begin_session = watched(self.context.new_cdp_session, self._sessions.append)
        setattr(self.context, "new_cdp_session", begin_session)  # noqa: B010


def begin(browser: Browser, kind: Kind, options: dict[str, Any], mine: bool) -> Visit:
    """A visit to a kiosk in which nothing has happened yet.

    `options` are those of Browser.new_context. A visit that is `mine` is new and left to nobody.
    """
    waiting = _left.get(browser, {})
    if kind in waiting and not mine:
        return waiting.pop(kind)
    made = Visit(browser, kind, options)
    made.spoilt = mine
    return made


def end(visit: Visit) -> None:
    """Keep it for the next test, or close it."""
    if not visit.leave():
        visit.close()
        return
    waiting = _left.setdefault(visit.browser, {})
    spare = [waiting.pop(kind) for kind in [*waiting] if kind == visit.kind]
    waiting[visit.kind] = visit
    spare += [waiting.pop(kind) for kind in [*waiting][:-MOST_LEFT]]
    for one in spare:
        one.close()


def started(page: Page) -> None:
    """Wait until every behaviour of a page of the kiosk, where it is one, has been started."""
    page.wait_for_function(
        """() => !document.getElementById("screen")
             || document.documentElement.dataset.started !== undefined"""
    )


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

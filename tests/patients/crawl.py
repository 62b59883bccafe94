"""Goes through the guide by one way alone: every section, every kind of screen, each page read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.files.place import ContentPlace
from kiosk.guide import Guide, Page, Section, load_guide

from .routes import Route, Unreachable

CONTENT = Path(__file__).resolve().parents[2] / "content" / "mmn" / "en"


@dataclass
class Seen:
    """Addresses come to and, of these, the ones that were read aloud."""

    reached: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)


def guide() -> Guide:
    return load_guide(ContentPlace(CONTENT))


def tile(address: str) -> str:
    return f'a[data-action=open][href="{address}"]'


def crawl(route: Route, sections: list[Section], full: bool) -> Seen:
    """Every section given; every page of it if `full`, else its first and last."""
    seen = Seen()
    for section in sections:
        pages = (
            section.pages if full else tuple(dict.fromkeys((section.pages[0], section.pages[-1])))
        )
        for page in pages:
            _visit(route, section, page, seen)
        if full or section is sections[0]:
            _around(route, section, pages[0], seen)
    return seen


def _visit(route: Route, section: Section, page: Page, seen: Seen) -> None:
    address = f"/guide/{section.slug}"
    if route.screen()["path"] != "/home":
        route.pick("[data-action=home]")
    _arrive(route, "/home", seen)
    route.open(tile(address))
    _arrive(route, address, seen)
    route.open(tile(f"{address}/{page.slug}"))
    _arrive(route, f"{address}/{page.slug}", seen)
    _read(route, seen)


def _around(route: Route, section: Section, page: Page, seen: Seen) -> None:
    """The screens that stand over a page, and the way back to it from each."""
    address = f"/guide/{section.slug}/{page.slug}"
    _visit(route, section, page, seen)
    for action, path in (
        ("words", f"{address}/words"),
        ("sources", f"{address}/sources"),
        ("help", "/help"),
    ):
        if action == "words" and not page.words:
            continue
        route.pick(f"[data-action={action}]")
        _arrive(route, path, seen)
        _read(route, seen)
        route.pick("[data-action=back]")
        _arrive(route, address, seen)
    route.pick("[data-action=settings]")
    _arrive(route, "/settings", seen)
    for name in ("text_size", "access"):
        route.open(f'a[href^="/settings/{name}?"]')
        _arrive(route, f"/settings/{name}", seen)
        route.open("[data-action=choose][aria-pressed=true]")
        _arrive(route, f"/settings/{name}", seen)
        route.pick("[data-action=back]")
    _arrive(route, "/settings", seen)
    route.pick("[data-action=back]")
    _arrive(route, address, seen)


def _arrive(route: Route, path: str, seen: Seen) -> None:
    here = route.screen()["path"]
    if here != path:
        raise Unreachable(f"{route.access}: wanted {path}, came to {here}")
    seen.reached.add(path)


def _read(route: Route, seen: Seen) -> None:
    route.pick("[data-action=read]")
    screen = route.screen()
    if screen.get("reading") != "reading":
        happened = route.page.evaluate("window.happened?.slice(-12)")
        raise Unreachable(f"{route.access}: {screen['path']} is not read; {screen}; {happened}")
    route.quieten()
    if route.screen().get("reading") == "reading":
        raise Unreachable(f"{route.access}: reading {screen['path']} can't be stopped")
    route.pick("[data-action=read-done]")
    seen.read.add(screen["path"])

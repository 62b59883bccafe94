"""The screens of the guide: attract, home, a section, a page, its words and its sources."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, url_for

from kiosk.guide import Page, Section
from kiosk.rooms.rendering import came_from, show
from kiosk.rooms.state import current_kiosk

room = Blueprint("guide", __name__)


class Navigation(NamedTuple):
    """The URLs of Back and Next; None if there is none."""

    back: str | None
    next: str | None


@room.get("/")
def attract() -> Response:
    return show("guide/attract.html", navigation=Navigation(None, url_for("hand.press")))


@room.get("/home")
def home() -> Response:
    return show("guide/home.html", navigation=Navigation(None, None))


@room.get("/guide/<section_slug>")
def section(section_slug: str) -> Response:
    found = _section(section_slug)
    navigation = Navigation(came_from(url_for(".home")), _page_url(found, found.pages[0]))
    return show("guide/section.html", section=found, navigation=navigation)


@room.get("/guide/<section_slug>/<page_slug>")
def page(section_slug: str, page_slug: str) -> Response:
    found, screen = _page(section_slug, page_slug)
    return show(
        "guide/page.html", section=found, page=screen, navigation=_page_navigation(found, screen)
    )


@room.get("/guide/<section_slug>/<page_slug>/words")
def words(section_slug: str, page_slug: str) -> Response:
    found, screen = _page(section_slug, page_slug)
    navigation = Navigation(came_from(_page_url(found, screen)), None)
    return show("guide/words.html", section=found, page=screen, navigation=navigation)


@room.get("/guide/<section_slug>/<page_slug>/sources")
def sources(section_slug: str, page_slug: str) -> Response:
    found, screen = _page(section_slug, page_slug)
    navigation = Navigation(came_from(_page_url(found, screen)), None)
    return show("guide/sources.html", section=found, page=screen, navigation=navigation)


@room.get("/help")
def help_now() -> Response:
    """The first screen of "Get help now"; if its file is broken, a screen that says to call 911."""
    found = current_kiosk().guide.help_section
    if found is None:
        return show(
            "guide/help_missing.html", navigation=Navigation(came_from(url_for(".home")), None)
        )
    first = found.pages[0]
    return show(
        "guide/page.html", section=found, page=first, navigation=_page_navigation(found, first)
    )


def _section(slug: str) -> Section:
    return current_kiosk().guide.section(slug) or abort(404)


def _page(section_slug: str, page_slug: str) -> tuple[Section, Page]:
    found = _section(section_slug)
    return found, found.page(page_slug) or abort(404)


def _page_url(section: Section, page: Page, **query: Any) -> str:
    return url_for(".page", section_slug=section.slug, page_slug=page.slug, **query)


def _page_navigation(section: Section, page: Page) -> Navigation:
    """Back and Next lead to the pages before and after, also across the section's ends.

    If the section was opened from another screen (`from`, as by Help now), Back on its first page
    leads there; its pages pass `from` on. If the page was chosen in the section's list, Back leads
    to the list, so that one touch undoes a mistaken choice.
    """
    before, after = section.beside(page)
    origin = came_from("") or None
    chosen = urlsplit(origin or "").path == url_for(".section", section_slug=section.slug)
    if before and not chosen:
        # Back opens the page before at its last book page.
        back = _page_url(section, before, **{"at": "last", "from": origin})
    else:
        back = origin or url_for(".section", section_slug=section.slug)
    origin = None if chosen else origin
    if after:
        return Navigation(back, _page_url(section, after, **{"from": origin}))
    # Back from the next section's list leads to the last book page of this page.
    return Navigation(back, _next_section(section, _page_url(section, page, at="last")))


def _next_section(section: Section, origin: str) -> str:
    sections = current_kiosk().guide.sections
    place = sections.index(section) + 1
    if place == len(sections):
        return url_for(".home")
    query: dict[str, Any] = {"from": origin}
    return url_for(".section", section_slug=sections[place].slug, **query)

"""Helpers with which every room shows a screen: full page or fragment, texts, sentences, links."""

from functools import cache, partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

import pyphen
from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    render_template,
    request,
    url_for,
)
from htmx_flask import request as htmx_request
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException

from kiosk.files.pictograms import pictograms
from kiosk.rooms.preferences import CHOICES, Preferences
from kiosk.rooms.state import current_kiosk
from kiosk.rooms.static_files import static_version
from kiosk.speech.text.language import language_of

# Words of this many letters or more are hyphenated in large print, so that none is cut off.
_LONG_WORD = 8
_SOFT_HYPHEN = "\u00ad"
_LARGE_PRINT = {"2", "3", "4"}
_SCREENS = {"guide", "settings", "hand"}
_HIDDEN_SVG = '<svg class="pictogram" aria-hidden="true" focusable="false" '


def show(template: str, status: int = 200, **context: object) -> Response:
    """A screen: the whole page, or only its fragment for a request by htmx.

    Screens with status 200 are cached, so `context` may depend only on the URL, the edition, the
    preferences and the rest of `key`.
    """
    layout = "fragment.html" if htmx_request.htmx else "base.html"
    kiosk = current_kiosk()
    speaks = kiosk.speech.status().available  # asked once: the key and the screen agree
    render = partial(render_template, template, layout=layout, speaks=speaks, **context)
    if status != HTTPStatus.OK:  # not cached: errors have any number of URLs
        return make_response(render(), status)
    key = (
        layout,
        request.full_path,
        kiosk.edition,
        preferences(),
        speaks,
        kiosk.listening.offered,
        static_version(),
    )
    return make_response(kiosk.rendered.get(key, render))


def came_from(default: str) -> str:
    """The URL for Back: the request's `from` if that is a screen of this kiosk, else `default`."""
    address = request.args.get("from", "")
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not address.startswith("/") or "\\" in address:
        return default
    try:
        endpoint, _ = current_app.url_map.bind("kiosk").match(parts.path, method="GET")
    except HTTPException:
        return default
    return address if endpoint.split(".")[0] in _SCREENS else default


def url_over(endpoint: str, origin: str, **values: Any) -> str:
    """The URL of a screen that is opened over another one; its Back leads to `origin`."""
    return f"{url_for(endpoint, **values)}?{urlencode({'from': origin})}"


def here() -> str:
    """This screen's URL, for the `from` of a screen that is opened over it.

    Settings and Help now are opened over other screens themselves: they give their own `from`. A
    help page chosen from its section's list counts as a normal page.
    """
    origin = came_from("")
    opened_over = request.path.startswith(("/settings", "/help"))
    section = current_kiosk().guide.help_section
    help_pages = url_for("guide.section", section_slug=section.slug) if section else ""
    if section and request.path.startswith(f"{help_pages}/"):
        opened_over = bool(origin) and urlsplit(origin).path != help_pages
    if opened_over or request.endpoint is None:
        return origin or "/home"
    return request.full_path.rstrip("?")


def install_rendering(app: Flask) -> None:
    """Register the templates' helpers and `/screen.css`."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    @app.template_filter()
    def hyphenate(word: str) -> Markup:
        if preferences().text_size not in _LARGE_PRINT or len(word) < _LONG_WORD:
            return escape(word)
        dictionary = _dictionary(current_kiosk().edition.language)
        return escape(dictionary.inserted(word, hyphen=_SOFT_HYPHEN) if dictionary else word)

    app.add_template_global(pictogram)

    @app.get("/screen.css")
    def screen_size() -> Response:
        """CSS with `--mm`: the pixels per mm of this kiosk's screen."""
        size = current_kiosk().settings.pixels_per_millimetre
        return Response(f":root {{ --mm: {size:.4f}px; }}\n", mimetype="text/css")

    @app.context_processor
    def helpers() -> dict[str, object]:
        kiosk = current_kiosk()
        return {
            "kiosk": kiosk,
            "guide": kiosk.guide,
            "text": kiosk.guide.text,
            "say": kiosk.guide.say,
            "speak_id": lambda key: kiosk.guide.say(key)[0].id,
            "preferences": preferences(),
            "default_preferences": Preferences.of({}, kiosk.speech.voices),
            "here": here,
            "preference_names": tuple(CHOICES),
            "url_over": url_over,
            "came_from": came_from,
            "choices_of": CHOICES.__getitem__,
        }


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    """The hyphenation dictionary of a language; None if pyphen has none."""
    named = language_of(language).hyphens or language.replace("-", "_")
    known = pyphen.language_fallback(named)
    return pyphen.Pyphen(lang=known) if known else None


def pictogram(name: str) -> Markup:
    """The drawing on a tile; nothing for a name that there is no drawing of."""
    # The program's own file. The name on the tile says what it means.
    return Markup(pictograms().get(name, "").replace("<svg ", _HIDDEN_SVG, 1).strip())


def preferences() -> Preferences:
    """This visitor's preferences, read once per request: each word of a screen needs them."""
    if "preferences" not in g:
        g.preferences = Preferences.of(request.cookies, current_kiosk().speech.voices)
    found: Preferences = g.preferences
    return found

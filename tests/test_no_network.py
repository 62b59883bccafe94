"""The kiosk needs nothing but itself: no address elsewhere, and no inline script or style."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk.config import PROJECT

# The name of a drawing's language, which nobody ever fetches.
NAMES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")
ELSEWHERE = re.compile(r"""(?:https?:|wss?:|ftp:)//|["'(=\s]//\w|data:[a-z]+/|@import""")
INLINE = re.compile(
    r"""\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|hx-on|<script(?![^>]*\bsrc=)"""
)
# Where a script names another one's types: a comment, which no browser reads.
OWN_TYPES = re.compile(r"""^/\*\* @import \{[^}]*\} from "\.\.?/[\w./]+" \*/$""", re.M)
# In halves, so that this file isn't found itself.
REGISTRIES = [
    "registry.np" + "mjs",
    "np" + "mjs.com",
    "py" + "pi.org",
    "python" + "hosted.org",
    "yarn" + "pkg.com",
    "un" + "pkg.com",
    "js" + "delivr",
    "cdn" + "js",
    "crates" + ".io",
    "ruby" + "gems.org",
    "proxy.go" + "lang",
]
SCREENS = [
    "/",
    "/home",
    "/guide/symptoms",
    "/guide/symptoms/one-side",
    "/guide/symptoms/one-side/words",
    "/guide/symptoms/one-side/sources",
    "/help",
    "/settings",
    "/settings/theme",
    "/nowhere",
]


def page_files() -> Iterator[Path]:
    yield from (PROJECT / "templates").rglob("*.html")
    yield from (PROJECT / "static/css").glob("*.css")
    yield from (PROJECT / "static/js").rglob("*.js")
    yield from (PROJECT / "content").rglob("*.svg")
    yield PROJECT / "static/icon.svg"
    yield PROJECT / "static/vendor/htmx.min.js"


def elsewhere(text: str) -> list[str]:
    """Every address that leads off the kiosk, with a little of what follows it."""
    for name in NAMES:
        text = text.replace(name, "")
    text = OWN_TYPES.sub("", text)
    return [text[match.start() : match.end() + 30] for match in ELSEWHERE.finditer(text)]


@pytest.mark.parametrize(
    "file", list(page_files()), ids=lambda file: str(file.relative_to(PROJECT))
)
def test_no_page_file_names_an_address_elsewhere(file: Path) -> None:
    """A kiosk without a network shows everything, and tells nobody who reads it."""
    assert elsewhere(file.read_text()) == []


@pytest.mark.parametrize(
    "text",
    [
        '<img src="https://example.org/a.png">',
        "<script src=//example.org/a.js>",
        "@import url(a.css)",
        "url(data:image/png;base64,AA)",
        "new WebSocket('ws://example.org')",
    ],
)
def test_an_address_elsewhere_would_be_found(text: str) -> None:
    """The test above can fail."""
    assert elsewhere(text)


@pytest.mark.parametrize(
    "file",
    [*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "content").rglob("*.svg")],
    ids=lambda file: str(file.relative_to(PROJECT)),
)
def test_nothing_is_inline(file: Path) -> None:
    """The content security policy forbids inline script and style; none is even tried."""
    assert INLINE.findall(file.read_text()) == []


class Attributes(HTMLParser):
    """Collects every attribute of a page that was served."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, name, value or "") for name, value in attrs]


@pytest.mark.parametrize("path", SCREENS)
def test_no_served_page_leads_elsewhere(client: FlaskClient, path: str) -> None:
    """What reaches the browser: every link, form and file is the kiosk's own, nothing inline."""
    page = Attributes()
    page.feed(client.get(path).get_data(as_text=True))
    addresses = [
        (tag, name, value)
        for tag, name, value in page.found
        if name in ("href", "src", "action", "hx-get", "hx-post", "srcset", "data", "formaction")
    ]
    assert addresses
    for tag, name, value in addresses:
        assert re.match(r"/(?!/)", value), (tag, name, value)
    assert [one for one in page.found if one[1] == "style" or one[1].startswith("on")] == []


def tracked_files() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("This is no checkout: nothing says which files belong to it.")
    found = [PROJECT / name for name in listed.stdout.split("\0") if name]
    return [file for file in found if file.is_file()]


def test_no_engine_reports_to_its_makers(tmp_path: Path) -> None:
    """onnxruntime does, by default, and begins with files in the home folder when it is loaded."""
    if find_spec("onnxruntime") is None:
        pytest.skip("neither the extra `natural` nor `voice` is installed")
    own = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    environ = {**os.environ, **own}
    environ.pop("ORT_DISABLE_TELEMETRY", None)  # this process has it from the kiosk
    command = [sys.executable, "-c", "import kiosk, onnxruntime"]
    subprocess.run(command, cwd=PROJECT, env=environ, check=True)
    assert list(tmp_path.rglob("*")) == []


def test_no_file_names_a_package_registry() -> None:
    """Packages come from wherever the machine's own clients are set to get them."""
    files = tracked_files()
    assert files
    named = [
        (str(file.relative_to(PROJECT)), registry)
        for file in files
        for registry in REGISTRIES
        if registry.encode() in file.read_bytes().lower()
    ]
    assert named == []

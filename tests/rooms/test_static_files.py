"""Files of the page are kept by the browser for a year, and yet never old."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from kiosk.config import PROJECT
from kiosk.rooms.errors import LAST_RESORT
from kiosk.rooms.static_files import FolderVersion, install_static_files

KEPT = {"public", "max-age=31536000", "immutable"}
ASKED_AGAIN = {"no-cache"}
MAIN = "js/main.js"
ADDRESS = re.compile(r'(?:href|src)="(/static/[^"]+)"')


class Clock:
    """Seconds, in the test's hands."""

    now = 5.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files, one of them in a folder of its own."""
    (tmp_path / "js").mkdir()
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / MAIN).write_text("start();")
    return tmp_path


@pytest.fixture
def small(folder: Path, clock: Clock) -> Iterator[FlaskClient]:
    """A server of these files alone; `/url` tells where main.js is."""
    app = Flask(__name__, static_folder=str(folder), static_url_path="/static")
    install_static_files(app, clock)
    app.add_url_rule(
        "/url", "url", lambda: render_template_string(f"{{{{ static_url('{MAIN}') }}}}")
    )
    with app.test_client() as client:
        yield client


def version(folder: Path) -> str:
    return FolderVersion(folder).current()


def cache_control(client: FlaskClient, address: str) -> set[str]:
    with client.get(address) as answer:
        assert answer.status_code == 200
        return set(answer.headers["Cache-Control"].split(", "))


def edit(folder: Path, how: str) -> None:
    file = folder / MAIN
    before = file.stat()
    if how == "longer":
        file.write_text("start(); stop();")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif how == "as long":
        file.write_text("begin();")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    elif how == "renamed":
        file.rename(folder / "js" / "home.js")
    elif how == "removed":
        file.unlink()
    else:
        (folder / "js" / "added.js").write_text("")


@pytest.mark.parametrize("how", ["longer", "as long", "renamed", "removed", "added"])
def test_every_change_of_a_file_makes_another_version(folder: Path, how: str) -> None:
    """Who edits a file and loads the page has the new one, whatever the browser keeps."""
    before = version(folder)
    edit(folder, how)
    assert version(folder) != before


def test_a_kiosk_that_starts_anew_has_the_same_version(folder: Path) -> None:
    assert version(folder) == version(folder)
    assert re.fullmatch("[0-9a-f]{12}", version(folder))


def test_what_can_not_be_looked_at_breaks_no_page(folder: Path) -> None:
    """An editor's lock, as Emacs makes it, is a link that leads nowhere."""
    before = version(folder)
    (folder / ".#main.js").symlink_to("nobody@nowhere.1")
    assert version(folder) == before


def test_the_files_are_looked_at_once_a_second(folder: Path, clock: Clock) -> None:
    """A page names many files: they cost one look, and an edit is seen at the next load."""
    seen = FolderVersion(folder, clock)
    before = seen.current()
    edit(folder, "longer")
    clock.now += 0.9
    assert seen.current() == before
    clock.now += 0.1
    assert seen.current() == version(folder) != before


def test_a_file_is_kept_for_a_year_by_its_version_alone(small: FlaskClient) -> None:
    assert cache_control(small, small.get("/url").text) == KEPT
    assert cache_control(small, f"/static/{MAIN}") == ASKED_AGAIN
    assert cache_control(small, f"/static/version-0123456789ab/{MAIN}") == ASKED_AGAIN


def test_a_page_from_before_an_update_still_works(
    small: FlaskClient, folder: Path, clock: Clock
) -> None:
    """What it loads late is there, and is not kept under a version that it isn't of."""
    old = small.get("/url").text
    edit(folder, "longer")
    clock.now += 1
    new = small.get("/url").text
    assert new != old
    assert cache_control(small, old) == ASKED_AGAIN
    assert cache_control(small, new) == KEPT
    for address in (old, new):
        with small.get(address) as answer:
            assert answer.text == "start(); stop();"


def test_a_part_of_a_file_and_what_has_not_changed_are_answered_as_ever(small: FlaskClient) -> None:
    address = small.get("/url").text
    with small.get(address, headers={"Range": "bytes=0-4"}) as part:
        assert (part.status_code, part.text) == (206, "start")
        tag = part.headers["ETag"]
    with small.get(address, headers={"If-None-Match": tag}) as same:
        assert same.status_code == 304
        assert set(same.headers["Cache-Control"].split(", ")) == KEPT


def test_the_page_names_every_file_by_its_version(client: FlaskClient) -> None:
    """A file that is named without it would be asked for anew by each load."""
    named = ADDRESS.findall(client.get("/home").text)
    prefix = f"/static/version-{version(PROJECT / 'static')}/"
    assert len(named) > 10 and all(one.startswith(prefix) for one in named)
    assert {f"{prefix}{name}" for name in (MAIN, "css/screen.css", "icon.svg")} <= set(named)
    for address in named:
        assert cache_control(client, address) == KEPT, address


def test_no_script_nor_sheet_names_another_by_more_than_its_place() -> None:
    """A whole address would have no version: asked for anew, and a module would be there twice."""
    for file in (PROJECT / "static").rglob("*.*"):
        if file.suffix in {".js", ".css"}:
            assert "/static/" not in file.read_text("utf-8"), file


def test_the_page_of_last_resort_has_its_sheets(client: FlaskClient) -> None:
    named = ADDRESS.findall(LAST_RESORT)
    assert named
    for address in named:
        assert cache_control(client, address) == ASKED_AGAIN


@pytest.mark.parametrize(
    "name",
    ["js/nothing.js", "js", "", "../kiosk/config.py", "js/../../pyproject.toml",
     "%2e%2e/pyproject.toml", "..%2fpyproject.toml", "/etc/passwd", "js/main.js/x"],
)  # fmt: skip
def test_what_is_no_static_file_is_not_found(client: FlaskClient, name: str) -> None:
    """With a version or without: the same screen, and nothing from outside of the folder."""
    current = version(PROJECT / "static")
    for way in ("", f"version-{current}/", "version-0123456789ab/"):
        answer = client.get(f"/static/{way}{name}", follow_redirects=True)
        assert answer.status_code == 404
        assert 'data-screen="error"' in answer.text
        assert answer.headers["Cache-Control"] == "no-store"

"""A screen that was rendered is kept, and what is kept is what would be rendered now."""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from kiosk import create_app
from kiosk.config import Settings
from kiosk.rooms.preferences import CHOICES, cookie_of
from kiosk.rooms.rendered import RenderedScreens
from kiosk.rooms.state import Kiosk, kiosk_of
from tests.content_folders import COMMON, SHIPPED
from tests.visitors import visitor_of

# Screens whose Back, notes, links or tiles depend on more than their address.
ADDRESSES = (
    "/",
    "/home",
    "/help",
    "/settings",
    "/settings?from=/guide/ivig",
    "/settings/access",
    "/settings/voice?from=/home",
    "/hand/chosen?pace=quick&repeats=once",
    "/guide/ivig",
    "/guide/ivig?from=/guide/symptoms",
    "/guide/ivig/what-ivig-is",
    "/guide/ivig/what-ivig-is?at=last",
    "/guide/ivig/what-ivig-is?at=1.2&from=/guide/ivig",
    "/guide/ivig/what-ivig-is/words",
    "/guide/ivig/what-ivig-is/sources?from=/guide/ivig/what-ivig-is",
)


class NothingKept(RenderedScreens):
    """Renders each screen anew."""

    def __init__(self) -> None:
        super().__init__(most=0)


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A kiosk that keeps no screen."""
    made = create_app(Settings(data=tmp_path_factory.mktemp("data")))
    kiosk_of(made).rendered = NothingKept()
    yield made
    kiosk_of(made).close()


def see(app: Flask, address: str, cookies: dict[str, str], htmx: bool) -> bytes:
    """The screen that a visitor with these settings gets."""
    visitor = visitor_of(app)
    for name, value in cookies.items():
        visitor.set_cookie(cookie_of(name), value)
    answer = visitor.get(address, headers={"HX-Request": "true"} if htmx else {})
    assert answer.status_code == 200, address
    return answer.data


choices = {name: st.sampled_from(values) for name, values in CHOICES.items()}
looks = st.fixed_dictionaries({}, optional=choices)
visits = st.tuples(st.sampled_from(ADDRESSES), looks, st.booleans())


@given(st.lists(visits, min_size=1, max_size=4))
@tries(max_examples=60)
def test_each_visitor_gets_the_screen_as_rendered_for_them(
    app: Flask, anew: Flask, asked: list[tuple[str, dict[str, str], bool]]
) -> None:
    """Whoever came before, with whatever settings."""
    for address, cookies, htmx in asked * 2:
        assert see(app, address, cookies, htmx) == see(anew, address, cookies, htmx), address


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Kiosk, FlaskClient, Path]]:
    """A kiosk, a visitor of it, and the folder of its pack."""
    shutil.copytree(COMMON, tmp_path / "content" / "common" / "en")
    pack = Path(shutil.copytree(SHIPPED, tmp_path / "content" / "mmn" / "en"))
    app = create_app(Settings(content=tmp_path / "content", data=tmp_path / "data", prepare=False))
    yield kiosk_of(app), visitor_of(app), pack
    kiosk_of(app).close()


def test_a_screen_of_an_edited_file_is_rendered_anew(
    running: tuple[Kiosk, FlaskClient, Path],
) -> None:
    kiosk, visitor, pack = running
    before = visitor.get("/").data
    file = pack / "interface.yaml"
    text = file.read_text("utf-8")
    title = kiosk.guide.text("attract.title")
    assert title in text
    file.write_text(text.replace(title, "Another title"), "utf-8")
    kiosk.keeper.look()
    after = visitor.get("/").data
    assert b"Another title" in after
    file.write_text(text, "utf-8")
    kiosk.keeper.look()
    assert visitor.get("/").data == before


@dataclass(frozen=True)
class _Voice:
    available: bool


def test_a_screen_follows_whether_the_kiosk_listens_and_speaks(
    running: tuple[Kiosk, FlaskClient, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk, visitor, _ = running
    seen = []
    for offered, speaks in itertools.product((True, False), repeat=2):
        monkeypatch.setattr(type(kiosk.listening), "offered", offered)
        monkeypatch.setattr(type(kiosk.speech), "status", lambda _, now=_Voice(speaks): now)
        seen.append(visitor.get("/home").data)
    assert len(set(seen)) == 4


def test_a_screen_names_the_pages_files_as_they_are_now(
    running: tuple[Kiosk, FlaskClient, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, visitor, _ = running
    visitor.get("/home")
    monkeypatch.setattr("kiosk.rooms.static_files.FolderVersion.current", lambda _: "0123456789ab")
    assert b"/static/version-0123456789ab/" in visitor.get("/home").data


def test_errors_are_not_kept(app: Flask) -> None:
    """Any address may lead to one: they would push out the screens that are asked for."""
    kept = kiosk_of(app).rendered
    before = len(kept)
    assert visitor_of(app).get("/guide/no-such-section").status_code == 404
    assert len(kept) == before


def test_the_screens_asked_for_last_are_kept() -> None:
    rendered: list[str] = []

    def screen(name: str) -> bytes:
        return kept.get(name, lambda: rendered.append(name) or f"the screen {name}")

    kept = RenderedScreens(most=2)
    for name in "ababcab":
        assert screen(name) == f"the screen {name}".encode()
    assert rendered == ["a", "b", "c", "a", "b"]
    assert len(kept) == 2
    kept.clear()
    assert len(kept) == 0
    screen("b")
    assert rendered[-1] == "b"
    assert len(rendered) == 6

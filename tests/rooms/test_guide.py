"""The guide's screens: each is there, whole and as a fragment, and leads on and back."""

import itertools
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk import create_app
from kiosk.config import Settings
from kiosk.edition.keeper import EditionKeeper
from kiosk.rooms.state import kiosk_of
from tests.content_folders import SHIPPED
from tests.visitors import visitor_of


def links(html: str, action: str) -> str | None:
    """Where the button of an action leads; None where it leads nowhere."""
    tag = next((t for t in re.findall(r"<a [^>]*>", html) if f'data-action="{action}"' in t), None)
    found = re.search(r'href="([^"]*)"', tag) if tag else None
    return found[1].replace("&amp;", "&") if found else None


def every_screen(app: Flask) -> list[str]:
    guide = kiosk_of(app).guide
    pages = [
        f"/guide/{section.slug}/{page.slug}{more}"
        for section in guide.sections
        for page in section.pages
        for more in ("", "/words", "/sources")
    ]
    sections = [f"/guide/{section.slug}" for section in guide.sections]
    return ["/", "/home", "/help", "/settings", *sections, *pages]


@pytest.fixture(scope="module")
def answers(app: Flask) -> dict[str, TestResponse]:
    """Every screen of the guide, as a browser loads it."""
    visitor = visitor_of(app)
    return {path: visitor.get(path) for path in every_screen(app)}


def test_every_screen_answers_whole_and_as_a_fragment(
    answers: dict[str, TestResponse], client: FlaskClient
) -> None:
    for path, whole in answers.items():
        fragment = client.get(path, headers={"HX-Request": "true"})
        assert whole.status_code == fragment.status_code == 200, path
        assert whole.text.lstrip().startswith("<!doctype html>")
        assert "<html" not in fragment.text and "<title>" in fragment.text
        assert whole.text.count('id="screen"') == fragment.text.count('id="screen"') == 1
        assert "HX-Request" in whole.headers["Vary"]


def test_every_sentence_on_a_screen_can_be_spoken(
    app: Flask, answers: dict[str, TestResponse], client: FlaskClient
) -> None:
    known = kiosk_of(app).guide.by_id
    others = {path: client.get(path) for path in ("/settings/speed", "/nowhere")}
    for path, answer in {**answers, **others}.items():
        html = answer.text
        ids = re.findall(r'data-(?:sentence|speak)="([^"]*)"', html)
        assert ids, path
        assert [one for one in ids if one not in known] == [], path


def test_every_link_for_htmx_is_a_real_link_too(answers: dict[str, TestResponse]) -> None:
    for path, answer in answers.items():
        for tag in re.findall(r"<[^>]*hx-get=[^>]*>", answer.text):
            address = re.search(r'hx-get="([^"]*)"', tag)
            assert address and f'href="{address[1]}"' in tag, (path, tag)


def test_next_walks_through_the_whole_guide_and_home(app: Flask, client: FlaskClient) -> None:
    guide = kiosk_of(app).guide
    path: str | None = f"/guide/{guide.sections[0].slug}"
    seen = []
    while path and path != "/home":
        seen.append(path)
        path = links(client.get(path).text, "next")
    pages = sum(len(section.pages) for section in guide.sections)
    assert path == "/home"
    assert len(seen) == len(set(seen)) == pages + len(guide.sections)


def test_back_opens_the_page_before_at_its_end(client: FlaskClient, app: Flask) -> None:
    section = kiosk_of(app).guide.sections[1]
    first, second = section.pages[:2]
    html = client.get(f"/guide/{section.slug}/{second.slug}").text
    assert links(html, "back") == f"/guide/{section.slug}/{first.slug}?at=last"


def test_help_leads_back_to_the_exact_place(client: FlaskClient) -> None:
    first = client.get("/help?from=/guide/ivig/how-it-is-given?at%3D2").text
    assert links(first, "back") == "/guide/ivig/how-it-is-given?at=2"
    onwards = links(first, "next")
    assert onwards
    second = client.get(onwards).text
    back = links(second, "back")
    assert back and back.startswith("/guide/help-now/emergency?")
    again = client.get(back).text
    assert links(again, "back") == "/guide/ivig/how-it-is-given?at=2"


@pytest.mark.parametrize("query", ["", "?from=/guide/help-now"])
def test_what_is_opened_over_a_help_page_leads_back_to_it(client: FlaskClient, query: str) -> None:
    """One that was chosen from its list, and not opened over another screen, is a page itself."""
    place = f"/guide/help-now/emergency{query}"
    settings = links(client.get(place).text, "settings")
    assert settings
    assert links(client.get(settings).text, "back") == place


@pytest.mark.parametrize(
    "address",
    ["https://example.org/", "//example.org", "/nowhere", "javascript:alert(1)", "/\\example.org"],
)
def test_back_never_leads_off_the_kiosk(client: FlaskClient, address: str) -> None:
    html = client.get("/help", query_string={"from": address}).text
    assert links(html, "back") in {"/guide/help-now", "/home"}


def test_unknown_addresses_show_the_way_home(client: FlaskClient) -> None:
    for path in ("/guide/nothing", "/guide/ivig/nothing", "/guide/ivig/nothing/words", "/x"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert links(answer.text, "home") == "/home"


def test_a_page_carries_its_dates_and_reviewer(client: FlaskClient) -> None:
    text = re.sub(r"<[^>]*>", "", client.get("/guide/ivig/how-it-is-given").text)
    assert "Checked on November 30, 2026." in text
    assert "Not yet reviewed by a clinician." in text


def test_the_disclaimer_stands_on_the_first_screen(client: FlaskClient) -> None:
    assert "It is not medical advice and cannot tell you what you have." in client.get("/").text


def test_an_empty_text_of_the_screens_costs_no_screen(tmp_path: Path) -> None:
    """A slip of staff's pen in interface.yaml used to take every screen away, errors included."""
    content = shutil.copytree(SHIPPED, tmp_path / "content" / "mmn" / "en")
    with (content / "interface.yaml").open("a") as file:
        file.write('band.home: ""\n')
    made = create_app(Settings(content=tmp_path / "content", data=tmp_path / "data", prepare=False))
    visitor = made.test_client()
    for path, status in {"/": 200, "/home": 200, "/help": 200, "/nowhere": 404}.items():
        answer = visitor.get(path)
        assert answer.status_code == status and "Home" in answer.text
    health = visitor.get("/health").json or {}
    assert "`band.home` has no word in it" in health["problems"][0]


def test_a_guide_that_is_edited_while_a_screen_is_made_costs_no_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Staff save a file, a visitor turns a page: one guide a request, and no error screen."""
    content = shutil.copytree(SHIPPED, tmp_path / "content" / "mmn" / "en")
    made = create_app(Settings(content=tmp_path / "content", data=tmp_path / "data", prepare=False))
    keeper = kiosk_of(made).keeper
    editions = [keeper.edition]
    for file in content.glob("*.md"):
        file.write_text(file.read_text().replace("\n## ", "\n## Now: "))
    keeper.look()
    editions.append(keeper.edition)
    edited = itertools.cycle(editions)
    # Each look at the files finds them changed: as bad as it can come.
    monkeypatch.setattr(EditionKeeper, "edition", property(lambda _: next(edited)), raising=False)
    del keeper.__dict__["edition"]
    visitor = made.test_client()
    for section in editions[0].guide.sections:
        for page in section.pages:
            address = f"/guide/{section.slug}/{page.slug}"
            assert visitor.get(address).status_code == 200, address

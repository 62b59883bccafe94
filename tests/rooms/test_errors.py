"""Whatever goes wrong, there is a screen with a way home."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from kiosk import create_app
from kiosk.config import Settings
from kiosk.guide import Guide
from kiosk.rooms import rendering


def test_an_unknown_screen_leads_home(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404 and 'data-screen="error"' in answer.text
    assert 'href="/home"' in answer.text


@pytest.mark.parametrize("path", ["/", "/home", "/guide/ivig", "/help", "/settings", "/nowhere"])
@pytest.mark.parametrize("query", ["from=\xbd", "\xbd", "at=\xff&x=\x00"])
def test_bytes_that_are_no_text_break_no_screen(app: Flask, path: str, query: str) -> None:
    """A query of such bytes used to break every screen, and the error screen too."""
    environ = EnvironBuilder(path=path).get_environ()
    environ["QUERY_STRING"] = query  # as it is: a test client would write it anew
    body, status, _ = run_wsgi_app(app.wsgi_app, environ)
    assert status.startswith("404" if path == "/nowhere" else "200")
    assert b'id="screen"' in b"".join(body)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A kiosk in which no screen can be made at all."""
    made = create_app(Settings(data=tmp_path, prepare=False))

    def fail(*_: object, **__: object) -> str:
        raise IndexError

    monkeypatch.setattr(rendering, "render_template", fail)
    monkeypatch.setattr(Guide, "text", fail)
    return made


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["whole", "fragment"])
def test_where_no_screen_can_be_made_the_last_one_still_leads_home(
    broken: Flask, headers: dict[str, str]
) -> None:
    """The error screen fails by what it tells of: then a page that reads nothing is shown."""
    for path, status in {"/home": 500, "/nowhere": 404}.items():
        answer = broken.test_client().get(path, headers=headers)
        assert answer.status_code == status
        assert 'id="screen"' in answer.text and 'href="/home"' in answer.text
        assert "Touch Home" in answer.text
        assert answer.headers["Content-Security-Policy"]

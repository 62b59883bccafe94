"""A visitor's settings: every choice can be made, and nothing else can."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk import create_app
from kiosk.config import Settings
from kiosk.rooms.preferences import CHOICES
from kiosk.speech.service import SpeechService
from kiosk.speech.voices.registry import available_voices

from ..visitors import visitor_of

EVERY_CHOICE = [(name, value) for name, values in CHOICES.items() for value in values]


@pytest.mark.parametrize(("name", "value"), EVERY_CHOICE)
def test_a_choice_shows_at_once_and_on_every_later_screen(
    client: FlaskClient, name: str, value: str
) -> None:
    if name == "voice" and len(available_voices()) < 2:
        pytest.skip("the natural voice is not installed")
    answer = client.post(f"/settings/{name}/{value}?from=/guide/ivig", follow_redirects=True)
    attribute = f'data-{name.replace("_", "-")}="{value}"'
    assert answer.status_code == 200
    assert attribute in answer.text
    assert 'aria-pressed="true"' in answer.text
    assert attribute in client.get("/home").text


def test_a_change_redirects_with_303_and_keeps_the_way_back(client: FlaskClient) -> None:
    answer = client.post("/settings/theme/dark?from=/guide/ivig")
    assert answer.status_code == 303
    assert answer.location == "/settings/theme?from=%2Fguide%2Fivig"


def test_a_choice_is_shown_by_a_get_and_works_without_a_script(client: FlaskClient) -> None:
    """The page sets it and asks for the screen; a browser without JavaScript posts it."""
    page = client.get("/settings/theme?from=/guide/ivig").text
    (form,) = re.findall(r"<form[^>]*/theme/dark[^>]*>", page)
    assert 'method="post"' in form and 'hx-get="/settings/theme?from=%2Fguide%2Fivig"' in form
    assert 'data-setting="theme" data-value="dark"' in form


@pytest.mark.parametrize("path", ["/settings/theme/pink", "/settings/nothing/1"])
def test_what_is_no_choice_is_refused(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code == 404
    assert 'data-theme="light"' in client.get("/home").text


def test_an_unknown_setting_has_no_screen(client: FlaskClient) -> None:
    assert client.get("/settings/nothing").status_code == 404


def test_what_belongs_to_one_way_stands_beside_it_and_back_leads_there(client: FlaskClient) -> None:
    """The overview stays short: only the settings of the way that is used are shown."""
    assert "/settings/scan_step" not in client.get("/settings").text
    client.post("/settings/access/one-switch")
    ways = client.get("/settings/access?from=/guide/ivig").text
    assert "/settings/scan_step" in ways and "/settings/dwell_time" not in ways
    assert (
        'href="/settings/access?from=%2Fguide%2Fivig"'
        in client.get("/settings/scan_step?from=/guide/ivig").text
    )


def test_of_one_voice_there_is_no_choice(tmp_path: Path) -> None:
    """A kiosk without the natural voice says nothing of it."""
    speech = SpeechService(tmp_path, ["clear"])
    client = visitor_of(create_app(Settings(data=tmp_path), speech))
    assert "/settings/voice" not in client.get("/settings").text
    assert client.get("/settings/voice").status_code == 404
    assert client.post("/settings/voice/natural").status_code == 404
    assert 'data-voice="clear"' in client.get("/home").text


def test_of_two_voices_the_kiosks_own_speaks_until_one_is_chosen(tmp_path: Path) -> None:
    speech = SpeechService(tmp_path, ["clear", "natural"])
    client = visitor_of(create_app(Settings(data=tmp_path), speech))
    client.post("/settings/theme/dark")
    assert 'data-voice="clear"' in client.get("/settings").text
    client.post("/settings/voice/natural")
    assert 'data-voice="natural"' in client.get("/home").text

"""Fit to my hand: friendly, skippable, and said in plain words."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk import create_app
from kiosk.config import Settings
from kiosk.listening.service import ListeningService
from kiosk.rooms.hand import FINDINGS
from kiosk.rooms.state import kiosk_of


def test_the_guide_begins_with_the_big_button_and_can_skip_it(client: FlaskClient) -> None:
    assert 'href="/hand"' in client.get("/").text
    page = client.get("/hand").text
    assert 'data-action="fit-press"' in page and "data-marked" in page
    assert 'href="/home" hx-get="/home" data-action="skip"' in page


@pytest.mark.parametrize("access", ["one-switch", "two-switches", "dwell", "keypad"])
def test_who_comes_another_way_goes_straight_home(client: FlaskClient, access: str) -> None:
    client.post(f"/settings/access/{access}")
    answer = client.get("/hand")
    assert answer.status_code == 303 and answer.location == "/home"


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in FINDINGS.items() for value in values]
)
def test_every_finding_is_said_in_words(client: FlaskClient, name: str, value: str) -> None:
    said = client.get(f"/hand/chosen?{name}={value}").text
    silent = client.get("/hand/chosen").text
    # With some comes the button that does it; one can talk where that is installed.
    does = value == "scanning" or (value == "voice" and 'data-action="listen"' in said)
    assert said.count("<li>") == silent.count("<li>") + 1 + does


@pytest.mark.parametrize("listens", [False, True])
def test_who_can_not_be_felt_can_talk_where_the_kiosk_listens(
    tmp_path: Path, listens: bool
) -> None:
    settings = Settings(data=tmp_path)
    hearing = ListeningService(off="" if listens else "by staff", engine="x")
    app = create_app(settings, hearing=hearing)
    page = app.test_client().get("/hand/chosen?proposal=voice").text
    kiosk_of(app).speech.close()
    assert ('data-action="listen"' in page) == listens
    said = "hand.proposal.talk" if listens else "hand.proposal.voice"
    assert kiosk_of(app).guide.say(said)[0].id in page


def test_what_is_no_finding_is_not_said(client: FlaskClient) -> None:
    assert "<script" not in client.get("/hand/chosen?band=<script>").text.split("</head>")[1]


def test_a_person_can_say_how_touch_feels(client: FlaskClient) -> None:
    page = client.get("/hand/change").text
    for action in ("too-fast", "too-slow", "by-mistake", "fit-again"):
        assert f'data-action="{action}"' in page

"""Sound in, events out; what the page is told of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk import create_app
from kiosk.config import Settings
from kiosk.listening.service import ListeningService
from kiosk.rooms.state import kiosk_of

from ..listening.conftest import SCRIPTED, sound, wait_until
from ..listening.engines.scripted import DIE, HEAR, REFUSE, TELL, UNSURE
from ..visitors import visitor_of

MOST = 16_000


@pytest.fixture
def hearing(tmp_path: Path) -> Iterator[Flask]:
    """A kiosk that hears what a piece of sound says."""
    service = ListeningService(engine=SCRIPTED)
    made = create_app(Settings(data=tmp_path), hearing=service)
    yield made
    kiosk_of(made).speech.close()
    service.close()


@pytest.fixture
def visitor(hearing: Flask) -> FlaskClient:
    return visitor_of(hearing)


@pytest.fixture
def stream(hearing: Flask, visitor: FlaskClient) -> str:
    """The address of a stream that is listened to."""
    visitor.post("/listening/start")
    wait_until(lambda: kiosk_of(hearing).listening.ready)
    answer = visitor.post("/listening/start").json
    assert answer is not None and answer["ready"] is True
    return f"/listening/{answer['stream']}"


def test_while_the_models_load_it_says_that_it_is_not_ready(visitor: FlaskClient) -> None:
    answer = visitor.post("/listening/start").json
    assert answer is not None and answer["ready"] is False and answer["stream"]


def test_a_command_comes_with_the_text_to_show(visitor: FlaskClient, stream: str) -> None:
    answer = visitor.post(f"{stream}/sound", data=sound(HEAR)).json
    assert answer == {
        "events": [
            {
                "kind": "heard",
                "command": "next",
                "number": None,
                "section": "",
                "say": "Next",
                "other": None,
                "confidence": 0.9,
                "reason": "",
            }
        ],
        "level": {"speech": -20.0, "noise": -60.0, "loud": False},
    }


def test_two_meanings_are_both_told(visitor: FlaskClient, stream: str) -> None:
    answer = visitor.post(f"{stream}/sound", data=sound(UNSURE)).json
    assert answer is not None
    (event,) = answer["events"]
    assert (event["command"], event["number"], event["say"]) == ("number", 2, "2")
    assert event["other"] == {
        "command": "section",
        "number": None,
        "section": "ivig",
        "say": "IVIg treatment",
    }


@pytest.mark.parametrize(
    ("asked", "numbers", "question", "wake"),
    [
        ("numbers=4&question=1&wake=1", 4, True, True),
        ("numbers=99", 9, False, False),
        ("numbers=-1&question=yes", 0, False, False),
        ("numbers=many", 0, False, False),
        ("", 0, False, False),
    ],
)
def test_the_page_says_what_is_on_it(
    visitor: FlaskClient, stream: str, asked: str, numbers: int, question: bool, wake: bool
) -> None:
    answer = visitor.post(f"{stream}/sound?{asked}", data=sound(TELL)).json
    assert answer is not None
    assert answer["events"][0]["reason"] == f"160 {numbers}  {question} {wake}"


def test_what_is_read_is_named_by_its_id_and_no_text_travels(
    hearing: Flask, visitor: FlaskClient, stream: str
) -> None:
    sentence = next(iter(kiosk_of(hearing).guide.sentences()))
    answer = visitor.post(f"{stream}/sound?reading={sentence.id}", data=sound(TELL)).json
    assert answer is not None and sentence.shown in answer["events"][0]["reason"]
    answer = visitor.post(f"{stream}/sound?reading=nothing", data=sound(TELL)).json
    assert answer is not None and answer["events"][0]["reason"] == "320 0  False False"


def test_no_more_than_a_second_and_no_half_sample(visitor: FlaskClient, stream: str) -> None:
    assert visitor.post(f"{stream}/sound", data=sound(0, MOST)).status_code == 200
    assert visitor.post(f"{stream}/sound", data=sound(0, MOST) + b"ab").status_code == 413
    assert visitor.post(f"{stream}/sound", data=b"abc").status_code == 400


def test_faster_than_a_microphone_is_refused(visitor: FlaskClient, stream: str) -> None:
    codes = [visitor.post(f"{stream}/sound", data=sound(0, MOST)).status_code for _ in range(6)]
    assert codes[0] == 200 and codes[-1] == 429


def test_an_older_stream_and_an_unknown_one_are_over(visitor: FlaskClient, stream: str) -> None:
    visitor.post("/listening/start")
    assert visitor.post(f"{stream}/sound", data=sound(HEAR)).status_code == 410
    assert visitor.post("/listening/other/sound", data=sound(HEAR)).status_code == 410


def test_a_stopped_stream_is_over(visitor: FlaskClient, stream: str) -> None:
    assert visitor.post(f"{stream}/stop").status_code == 204
    assert visitor.post(f"{stream}/sound", data=sound(HEAR)).status_code == 410


def test_a_process_that_dies_ends_the_stream_and_the_next_one_is_heard(
    hearing: Flask, visitor: FlaskClient
) -> None:
    """However often: health tells that all is well again."""
    for first, status in [*[(DIE, 410)] * 4, (HEAR, 200)]:
        token = (visitor.post("/listening/start").json or {})["stream"]
        wait_until(lambda: kiosk_of(hearing).listening.ready)
        answer = visitor.post(f"/listening/{token}/sound", data=sound(first))
        assert answer.status_code == status
    health = visitor.get("/health").json or {}
    assert health["status"] == "ok" and health["listening"]["state"] == "ready"


def test_where_it_can_not_be_started_the_page_is_told_why(tmp_path: Path) -> None:
    """And staff by /health."""
    stillborn = "tests.listening.engines.stillborn"
    service = ListeningService(engine=stillborn)
    visitor = visitor_of(create_app(Settings(data=tmp_path), hearing=service))
    visitor.post("/listening/start")
    wait_until(lambda: service.status().state == "broken")
    answer = visitor.post("/listening/start")
    assert answer.status_code == 503 and "failed 3 times" in (answer.json or {})["reason"]
    health = visitor.get("/health").json or {}
    assert health["status"] == "degraded" and health["listening"]["state"] == "broken"
    service.close()


def test_health_has_counts_and_no_more(visitor: FlaskClient, stream: str) -> None:
    for first in (HEAR, REFUSE, REFUSE):
        visitor.post(f"{stream}/sound", data=sound(first))
    health = visitor.get("/health").json or {}
    assert health["listening"] == {"state": "ready", "reason": "", "heard": 1, "refused": 2}


def test_health_starts_no_process(hearing: Flask, visitor: FlaskClient) -> None:
    assert (visitor.get("/health").json or {})["listening"]["state"] == "asleep"
    assert kiosk_of(hearing).listening.process_id is None


def test_switched_off_there_is_no_such_address_and_no_such_setting(tmp_path: Path) -> None:
    made = create_app(Settings(data=tmp_path, listening=False))
    visitor = visitor_of(made)
    assert visitor.post("/listening/start").status_code == 404
    assert visitor.get("/settings/listening").status_code == 404
    assert visitor.post("/settings/listening/on").status_code == 404
    health = visitor.get("/health").json or {}
    assert health["status"] == "ok" and health["listening"]["state"] == "off"


def test_the_settings_that_belong_to_it_are_beside_it(visitor: FlaskClient) -> None:
    overview = visitor.get("/settings").text
    assert "/settings/listening" in overview and "/settings/wake_word" not in overview
    page = visitor.get("/settings/listening").text
    assert "/settings/wake_word" in page and "/settings/numbers" in page


def test_another_sites_sound_is_not_listened_to(visitor: FlaskClient) -> None:
    answer = visitor.post("/listening/start", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403

"""Clips are served for what the guide shows, and for nothing else."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk import create_app
from kiosk.config import Settings
from kiosk.rooms.state import kiosk_of
from kiosk.speech.audio.flac import read_flac
from kiosk.speech.clip import Clip
from kiosk.speech.service import PATIENT, SpeechService, SpeechStatus
from kiosk.speech.text.spoken_forms import SpokenForms
from kiosk.speech.voices.registry import VoiceUnavailable
from kiosk.speech.waiting import VoiceBusy, Wish

from ..visitors import visitor_of
from ..waiting import wait_until


def clip_of(client: FlaskClient, sentence_id: str) -> dict[str, Any]:
    """The clip, asked for again where a busy machine puts it off, as the page does."""
    answers: list[Any] = []

    def is_there() -> bool:
        answers.append(client.get(f"/speech/{sentence_id}"))
        return bool(answers[-1].status_code == 200)

    wait_until(is_there)
    found: dict[str, Any] = answers[-1].json
    return found


def test_a_sentence_gives_its_clip_and_a_time_for_every_word(
    app: Flask, client: FlaskClient
) -> None:
    page = kiosk_of(app).guide.sections[1].pages[0]
    sentence = page.blocks[0].sentences[0]
    answer = clip_of(client, sentence.id)
    assert [word["word"] for word in answer["words"]] == list(sentence.words)
    starts = [word["start"] for word in answer["words"]]
    assert starts == sorted(starts) and answer["words"][-1]["end"] <= answer["duration"]
    with client.get(answer["clip"]) as sound:
        assert sound.mimetype == "audio/flac"
        data = sound.data
    assert read_flac(data).duration == pytest.approx(answer["duration"], abs=0.01)


def test_a_part_of_a_clip_can_be_asked_for(app: Flask, client: FlaskClient) -> None:
    """Chromium asks for ranges when it seeks."""
    sentence = kiosk_of(app).guide.sections[0].title
    answer = clip_of(client, sentence.id)
    with client.get(answer["clip"], headers={"Range": "bytes=0-99"}) as part:
        assert part.status_code == 206 and len(part.data) == 100


@pytest.mark.parametrize("path", ["/speech/en-000000000000", "/speech/clips/nothing.flac"])
def test_what_the_guide_does_not_show_is_not_spoken(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["..%2f..%2fkiosk", "..", "s1/../../x", "%00"])
def test_a_clip_name_reaches_no_other_file(client: FlaskClient, name: str) -> None:
    assert client.get(f"/speech/clips/{name}.flac").status_code == 404


class NoVoice(SpeechService):
    """A machine without any voice."""

    def clip_for(
        self,
        sentence_id: str,
        shown: str,
        spoken: SpokenForms,
        voice: str = "",
        wish: Wish = PATIENT,
    ) -> Clip:
        raise VoiceUnavailable("there is no espeak-ng")

    def status(self) -> SpeechStatus:
        return SpeechStatus(False, "there is no espeak-ng", 0, 0)


def test_without_a_voice_the_screens_go_on_and_say_so_once(tmp_path: Path) -> None:
    silent = create_app(Settings(data=tmp_path), NoVoice(tmp_path))
    client = silent.test_client()
    sentence = kiosk_of(silent).guide.sections[0].title
    answer = client.get(f"/speech/{sentence.id}")
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) >= 1
    assert answer.json == {"error": "no voice", "reason": "there is no espeak-ng"}
    assert client.get("/guide/ivig/how-it-is-given").status_code == 200
    assert client.get("/home").text.count("data-voice-missing >") == 1
    health = client.get("/health").json
    assert health is not None
    assert health["status"] == "degraded"
    assert health["voice"] == {"available": False, "reason": "there is no espeak-ng"}


class Listening(SpeechService):
    """Two voices; keeps which of them was asked, and speaks nothing."""

    asked: list[str]

    def clip_for(
        self,
        sentence_id: str,
        shown: str,
        spoken: SpokenForms,
        voice: str = "",
        wish: Wish = PATIENT,
    ) -> Clip:
        self.asked.append(voice)
        return Clip(f"{sentence_id}-{voice}", Path("none.wav"), 1.0, ())


def test_the_page_or_the_visitor_chooses_the_voice_and_each_says_its_own_name(
    tmp_path: Path,
) -> None:
    speech = Listening(tmp_path, ["natural", "clear"])
    speech.asked = []
    app = create_app(Settings(data=tmp_path), speech)
    client, guide = visitor_of(app), kiosk_of(app).guide
    title = guide.sections[0].title.id
    client.get(f"/speech/{title}")
    client.get(f"/speech/{title}?voice=clear")
    client.post("/settings/voice/clear")
    client.get(f"/speech/{title}")
    for name in ("natural", "clear"):
        client.get(f"/speech/{guide.say(f'settings.voice.{name}')[0].id}?voice=clear")
    assert speech.asked == ["natural", "clear", "clear", "natural", "clear"]


class Crowded(SpeechService):
    """Puts off what is wanted later, and keeps who wanted what."""

    def clip_for(
        self,
        sentence_id: str,
        shown: str,
        spoken: SpokenForms,
        voice: str = "",
        wish: Wish = PATIENT,
    ) -> Clip:
        if wish.ahead:
            raise VoiceBusy("Others wait already.")
        assert wish.page and wish.hurried
        return Clip(sentence_id, Path("none.flac"), 1.0, (), voice="clear")


def test_what_is_wanted_later_is_put_off_and_a_tap_is_told_who_speaks(tmp_path: Path) -> None:
    """By the contract that the page keeps to."""
    app = create_app(Settings(data=tmp_path), Crowded(tmp_path))
    client = app.test_client()
    address = f"/speech/{kiosk_of(app).guide.sections[0].title.id}?voice=natural"
    later = client.get(f"{address}&ahead=1")
    assert later.status_code == 503 and int(later.headers["Retry-After"]) >= 1
    assert later.json == {"error": "busy", "reason": "Others wait already."}
    assert (client.get(address).json or {})["voice"] == "clear"

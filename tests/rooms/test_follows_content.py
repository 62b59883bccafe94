"""A kiosk that runs follows its content's files, and no visitor waits for that."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk import create_app
from kiosk.config import Settings
from kiosk.edition import keeper as keeper_module
from kiosk.rooms.state import Kiosk, kiosk_of
from tests.content_folders import COMMON, SHIPPED

from ..visitors import visitor_of
from ..waiting import wait_until


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(COMMON, tmp_path / "content" / "common" / "en")
    return Path(shutil.copytree(SHIPPED, tmp_path / "content" / "mmn" / "en"))


@pytest.fixture
def running(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Kiosk, FlaskClient]]:
    """A kiosk that looks at its files again and again, and a visitor of it."""
    monkeypatch.setattr(keeper_module, "LOOK_AGAIN", 0.02)
    folder = tmp_path / "content"
    settings = Settings(content=folder, data=tmp_path / "data", voice="clear", prepare=False)
    app = create_app(settings)
    kiosk = kiosk_of(app)
    kiosk.start()
    yield kiosk, visitor_of(app)
    kiosk.close()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_what_is_said_otherwise_is_heard_at_the_next_touch(
    running: tuple[Kiosk, FlaskClient], content: Path
) -> None:
    """Staff mend how a word is spoken, and nobody starts the kiosk again."""
    kiosk, visitor = running
    sentence = next(one for one in kiosk.guide.sentences() if "IVIg" in one.shown)

    def clip() -> str:
        answer = visitor.get(f"/speech/{sentence.id}").json or {}
        return str(answer.get("clip", ""))

    wait_until(clip)  # on a busy machine the voice may be late at first
    before = clip()
    edit(content / "lexicon.yaml", "  IVIg: I V I G\n", "  IVIg: eye vee eye gee\n")
    wait_until(lambda: clip() not in ("", before))


def test_a_broken_file_is_named_and_every_screen_stays(
    running: tuple[Kiosk, FlaskClient], content: Path
) -> None:
    _, visitor = running
    good = (content / "words.yaml").read_text("utf-8")
    (content / "words.yaml").write_text("- nonsense\n", "utf-8")
    wait_until(lambda: health(visitor)["status"] == "degraded")
    assert "words.yaml" in health(visitor)["problems"][0]
    page = visitor.get("/guide/ivig/how-it-is-given/words").text
    assert "infusion" in page.lower()
    (content / "words.yaml").write_text(good, "utf-8")
    wait_until(lambda: health(visitor)["status"] == "ok")


def health(visitor: FlaskClient) -> dict[str, list[str]]:
    return dict(visitor.get("/health").json or {})

"""Two editions side by side: English, and a pretend pack in a pretend language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.edition.keeper import EditionKeeper
from kiosk.files.place import ContentPlace
from kiosk.listening.commands import Command, Context
from kiosk.listening.service import ListeningService
from kiosk.speech.service import SpeechService
from kiosk.speech.voices.registry import available_voices
from tests.content_folders import COMMON, FILES, SHIPPED

from ..listening.conftest import SCRIPTED, sound
from ..listening.engines.scripted import HEAR
from ..waiting import wait_until

# Esperanto: nobody's guide, and a voice of espeak-ng.
PRETEND = "eo"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two packs: mmn in English, gout in the pretend language, each with its common texts."""
    folder = tmp_path / "content"
    shutil.copytree(COMMON, folder / "common" / "en")
    shutil.copytree(SHIPPED, folder / "mmn" / "en")
    gout = folder / "gout" / PRETEND
    gout.mkdir(parents=True)
    (gout / "pictures").mkdir()
    for name, text in FILES.items():
        (gout / name).write_text(text, encoding="utf-8")
    (gout / "commands.yaml").write_text("section:\n  symptoms: [montru al mi]\n")
    texts = folder / "common" / PRETEND
    shutil.copytree(COMMON, texts)
    commands = (texts / "commands.yaml").read_text().replace("next page", "antauen")
    (texts / "commands.yaml").write_text(commands)
    return folder


@pytest.fixture
def english(content: Path) -> EditionKeeper:
    return EditionKeeper(ContentPlace(content / "mmn" / "en"))


@pytest.fixture
def pretend(content: Path) -> EditionKeeper:
    return EditionKeeper(ContentPlace(content / "gout" / PRETEND, PRETEND))


@pytest.fixture
def speech(tmp_path: Path) -> Iterator[SpeechService]:
    made = SpeechService(tmp_path / "data", available_voices(), languages=("en", PRETEND))
    yield made
    made.close()


def test_each_has_ids_of_its_own(english: EditionKeeper, pretend: EditionKeeper) -> None:
    """Also of the same text: no language says another's clip."""
    ids = {one.id for one in english.edition.guide.sentences()}
    others = {one.id for one in pretend.edition.guide.sentences()}
    assert all(one.startswith("en-") for one in ids)
    assert all(one.startswith(f"{PRETEND}-") for one in others)
    shown = {one.shown for one in english.edition.guide.sentences()}
    assert shown & {one.shown for one in pretend.edition.guide.sentences()}


def test_each_has_voices_and_clips_of_its_own(
    english: EditionKeeper, pretend: EditionKeeper, speech: SpeechService
) -> None:
    clips = {}
    for keeper in (english, pretend):
        edition = keeper.edition
        (one,) = edition.guide.say("band.back")
        clips[edition.language] = speech.clip_for(one.id, one.shown, edition.spoken, "clear")
    own, other = clips["en"], clips[PRETEND]
    assert own.name.startswith("en-") and other.name.startswith(f"{PRETEND}-")
    # The same letters, said by another voice.
    assert own.path.read_bytes() != other.path.read_bytes()
    # The natural voice speaks English alone: the clear one speaks in its place.
    (one,) = pretend.edition.guide.say("band.home")
    assert speech.clip_for(one.id, one.shown, pretend.edition.spoken, "natural").voice == "clear"


def test_each_has_commands_of_its_own(english: EditionKeeper, pretend: EditionKeeper) -> None:
    service = ListeningService(engine=SCRIPTED)
    try:
        # The scripted recogniser hears "next page", which the pretend language doesn't know.
        for keeper, meant in ((english, "next"), (pretend, None)):
            commands = keeper.edition.commands
            token = service.start(commands)
            wait_until(lambda: service.ready)
            (event,) = service.hear(token, sound(HEAR), Context()).events
            assert (event.command.name if event.command else None) == meant
        assert pretend.edition.commands.of("antauen") == Command("next")
        assert pretend.edition.commands.of("montru al mi") == Command("section", section="symptoms")
        assert english.edition.commands.of("montru al mi") is None
    finally:
        service.close()


def test_a_reload_of_one_does_not_touch_the_other(
    content: Path, english: EditionKeeper, pretend: EditionKeeper
) -> None:
    before = english.edition
    file = content / "gout" / PRETEND / "symptoms.md"
    file.write_text(file.read_text().replace("MMN starts in the hands.", "Gout starts in a toe."))
    for keeper in (english, pretend):
        keeper.look()
    assert english.edition is before
    assert "Gout starts in a toe." in pretend.edition.guide.sections[0].pages[0].text


def test_dates_and_rules_are_the_languages_own(
    english: EditionKeeper, pretend: EditionKeeper
) -> None:
    section = pretend.edition.guide.sections[0]
    assert "Novembro" in pretend.edition.guide.review(section)[0].shown
    assert english.edition.spoken.say("Call 911 now.", "clear").text == "Call nine one one now."
    assert pretend.edition.spoken.say("Voku 911 nun.", "clear").text == "Voku 911 nun."


def test_a_language_in_which_nobody_has_written_what_can_be_said_has_no_fault(
    content: Path,
) -> None:
    """Nothing is listened for in it; the screens are whole."""
    gout = content / "gout" / PRETEND
    (gout / "commands.yaml").unlink()
    (content / "common" / PRETEND / "commands.yaml").unlink()
    edition = EditionKeeper(ContentPlace(gout, PRETEND)).edition
    assert edition.commands.all == () and edition.problems == ()


def test_a_voice_is_offered_only_where_it_speaks(tmp_path: Path) -> None:
    """The natural voice speaks English: another guide's settings don't name it."""
    for languages, voices in (((PRETEND,), ("clear",)), (("en-US",), ("natural", "clear"))):
        speech = SpeechService(tmp_path, ("natural", "clear"), languages)
        assert speech.voices == voices
        speech.close()

"""An edition follows its files, and a broken one never takes a good state away."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.edition import keeper as module
from kiosk.edition.keeper import EditionKeeper
from kiosk.edition.model import Edition, load_edition
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError
from kiosk.listening.commands import Command
from tests.content_folders import COMMON, SHIPPED

from ..waiting import wait_until


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped guide, with the texts that are common to all beside it."""
    shutil.copytree(COMMON, tmp_path / "common" / "en")
    return Path(shutil.copytree(SHIPPED, tmp_path / "mmn" / "en"))


@pytest.fixture
def keeper(folder: Path) -> EditionKeeper:
    return EditionKeeper(ContentPlace(folder))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def titles(keeper: EditionKeeper) -> list[str]:
    sections = keeper.edition.guide.sections
    return [page.title.shown for section in sections for page in section.pages]


def named(keeper: EditionKeeper) -> set[str]:
    return {problem.file.name for problem in keeper.edition.problems}


def test_a_change_is_shown_after_the_next_look(keeper: EditionKeeper, folder: Path) -> None:
    told: list[Edition] = []
    keeper.on_change = told.append
    before = keeper.edition
    change(folder / "ivig.md", "## How it is given", "## How you get it")
    assert "How you get it" not in titles(keeper)
    keeper.look()
    assert "How you get it" in titles(keeper) and told == [keeper.edition]
    assert keeper.edition.version != before.version
    # Who holds the old one finishes with it.
    ivig = before.guide.section("ivig")
    assert ivig and "How it is given" in [page.title.shown for page in ivig.pages]
    keeper.look()
    assert len(told) == 1


def test_a_file_that_breaks_keeps_its_last_good_screens(
    keeper: EditionKeeper, folder: Path
) -> None:
    before = titles(keeper)
    (folder / "ivig.md").write_text("no front matter\n")
    keeper.look()
    assert titles(keeper) == before and "ivig.md" in named(keeper)


# A file, what is broken in it, and what must be as before.
STATES: dict[str, tuple[str, str, Callable[[Edition], object]]] = {
    "words.yaml": ("- word: MMN", "- wrd: MMN", lambda one: len(one.guide.words)),
    "sources.yaml": (
        "sources:",
        "sauces:",
        lambda one: [page.sources for section in one.guide.sections for page in section.pages],
    ),
    "interface.yaml": ("MMN guide", "[5]", lambda one: one.guide.text("app.name")),
    "lexicon.yaml": ("words:", "words: [", lambda one: one.spoken.say("IVIg", "clear").text),
    "commands.yaml": ("section:", "section: [", lambda one: one.commands.of("symptoms")),
}


@pytest.mark.parametrize("name", STATES)
def test_every_file_keeps_its_last_good_state_and_is_mended_live(
    keeper: EditionKeeper, folder: Path, name: str
) -> None:
    old, new, state = STATES[name]
    file = folder / name
    good, before = file.read_text("utf-8"), state(keeper.edition)
    assert before
    change(file, old, new)
    keeper.look()
    assert state(keeper.edition) == before and named(keeper) == {name}
    file.write_text(good, "utf-8")
    keeper.look()
    assert state(keeper.edition) == before and keeper.edition.problems == ()


def test_what_is_said_and_what_can_be_said_change_without_a_restart(
    keeper: EditionKeeper, folder: Path
) -> None:
    change(folder / "lexicon.yaml", "words:\n", "words:\n  gammaglobulin: gamma glob\n")
    change(folder / "commands.yaml", "symptoms: [symptoms,", "symptoms: [my signs, symptoms,")
    change(folder.parents[1] / "common" / "en" / "commands.yaml", "next: [next,", "next: [onward,")
    keeper.look()
    edition = keeper.edition
    assert edition.problems == ()
    assert edition.spoken.say("gammaglobulin", "clear").text == "gamma glob"
    assert edition.commands.of("my signs") == Command("section", section="symptoms")
    assert edition.commands.of("onward") == Command("next")


def test_without_a_section_the_last_ones_stay_and_that_is_told(
    keeper: EditionKeeper, folder: Path
) -> None:
    before = titles(keeper)
    for file in folder.glob("*.md"):
        file.unlink()
    keeper.look()
    assert titles(keeper) == before
    assert "no section that can be shown" in keeper.edition.problems[0].fault


def test_a_folder_that_goes_keeps_the_whole_guide(keeper: EditionKeeper, folder: Path) -> None:
    before = titles(keeper)
    shutil.rmtree(folder)
    keeper.look()
    assert titles(keeper) == before and keeper.edition.problems


def test_a_section_that_is_taken_out_goes(keeper: EditionKeeper, folder: Path) -> None:
    (folder / "about.md").unlink()
    keeper.look()
    assert keeper.edition.guide.section("about") is None


def test_a_folder_without_a_guide_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no section"):
        EditionKeeper(ContentPlace(tmp_path))


def test_reading_that_takes_too_long_leaves_what_was_there_and_holds_up_nobody(
    folder: Path,
) -> None:
    """A file that never ends, or a disk that hangs."""
    goes_on = threading.Event()

    def read(place: ContentPlace, before: Edition | None) -> Edition:
        if before is not None:
            goes_on.wait(20)
        return load_edition(place, before)

    keeper = EditionKeeper(ContentPlace(folder), read=read, limit=0.05)
    before = titles(keeper)
    (folder / "about.md").unlink()
    keeper.look()
    assert titles(keeper) == before
    assert "longer than 0.05 seconds" in keeper.edition.problems[0].fault
    goes_on.set()
    wait_until(lambda: (keeper.look(), keeper.edition.problems == ())[1])
    assert keeper.edition.guide.section("about") is None


def test_a_fault_of_our_own_leaves_what_was_there(
    keeper: EditionKeeper, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Edition:
        raise KeyError("words")

    monkeypatch.setattr(keeper, "_read", broken)
    before = titles(keeper)
    (folder / "about.md").unlink()
    keeper.look()
    assert titles(keeper) == before and "KeyError" in keeper.edition.problems[0].fault


def test_started_it_looks_by_itself(
    keeper: EditionKeeper, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_AGAIN", 0.01)
    keeper.start()
    (folder / "about.md").unlink()
    wait_until(lambda: keeper.edition.guide.section("about") is None)
    keeper.close()

"""The guide follows its files, and a broken one never takes a good screen away."""

import shutil
from pathlib import Path

import pytest

from kiosk.config import PROJECT
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError
from kiosk.guide.reload import LOOK_AGAIN, GuideKeeper


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self) -> None:
        self.now += LOOK_AGAIN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "content" / "mmn" / "en", tmp_path / "en"))


def test_a_change_is_shown_at_the_next_look(folder: Path) -> None:
    clock = Clock()
    keeper = GuideKeeper(ContentPlace(folder), clock)
    file = folder / "ivig.md"
    file.write_text(file.read_text().replace("## How it is given", "## How you get it"))
    assert "How you get it" not in titles(keeper)
    clock.pass_by()
    assert "How you get it" in titles(keeper)


def test_a_file_that_breaks_keeps_its_last_good_screens(folder: Path) -> None:
    clock = Clock()
    keeper = GuideKeeper(ContentPlace(folder), clock)
    before = titles(keeper)
    (folder / "ivig.md").write_text("no front matter\n")
    clock.pass_by()
    assert titles(keeper) == before
    assert any(problem.file.name == "ivig.md" for problem in keeper.guide.problems)


def test_a_mended_file_is_shown_and_no_longer_named(folder: Path) -> None:
    clock = Clock()
    keeper = GuideKeeper(ContentPlace(folder), clock)
    good = (folder / "ivig.md").read_text()
    (folder / "ivig.md").write_text("broken\n")
    clock.pass_by()
    assert keeper.guide.problems
    (folder / "ivig.md").write_text(good)
    clock.pass_by()
    assert keeper.guide.problems == ()


def test_a_folder_that_goes_keeps_the_whole_guide(folder: Path) -> None:
    clock = Clock()
    keeper = GuideKeeper(ContentPlace(folder), clock)
    before = titles(keeper)
    shutil.rmtree(folder)
    clock.pass_by()
    assert titles(keeper) == before
    assert keeper.guide.problems


def test_a_section_that_is_taken_out_goes(folder: Path) -> None:
    clock = Clock()
    keeper = GuideKeeper(ContentPlace(folder), clock)
    (folder / "about.md").unlink()
    clock.pass_by()
    assert keeper.guide.section("about") is None


def test_a_folder_without_a_guide_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no section"):
        GuideKeeper(ContentPlace(tmp_path))


def titles(keeper: GuideKeeper) -> list[str]:
    return [page.title.shown for section in keeper.guide.sections for page in section.pages]

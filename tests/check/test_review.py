"""The guide on paper: everything that a clinician signs for stands on it."""

import re
from html import unescape
from pathlib import Path

from click.testing import CliRunner

from kiosk.check.review import review_page
from kiosk.cli import main
from kiosk.files.place import ContentPlace
from kiosk.guide import Guide, load_guide


def words(page: str) -> str:
    """What the page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_every_sentence_fact_and_picture_of_the_guide_is_on_it(guide: Guide) -> None:
    page = review_page(guide)
    text = words(page)
    for section in guide.sections:
        assert f"reviewed_text: {section.text_code}" in text
        for screen in section.pages:
            assert screen.title.shown in text
            for block in screen.blocks:
                assert " ".join(one.shown for one in block.sentences) in text
                assert not block.picture or block.picture.svg in page
            for fact in screen.facts:
                assert f"{fact}: " in text
    assert text.count("Signature:") == len(guide.sections)


def test_what_stands_in_a_file_is_text_on_it(small: Path) -> None:
    file = small / "symptoms.md"
    file.write_text(file.read_text("utf-8").replace("in the hands", "in hands & arms"))
    assert "MMN starts in hands &amp; arms." in review_page(load_guide(ContentPlace(small)))


def test_kiosk_check_writes_it(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "guide.html"
    answer = CliRunner().invoke(main, ["check", str(small), "--review", str(file)])
    assert answer.exit_code == 0 and str(file) in answer.output
    assert file.read_text("utf-8").startswith("<!doctype html>")
    nowhere = tmp_path / "nowhere" / "guide.html"
    refused = CliRunner().invoke(main, ["check", str(small), "--review", str(nowhere)])
    assert refused.exit_code == 1 and f"{nowhere} can't be written" in refused.output


def test_it_says_where_a_text_holds_and_what_a_hard_word_means(guide: Guide) -> None:
    text = words(review_page(guide))
    assert "[In the clinic] Tell the staff here now." in text
    assert "[At home] Call 911 now" in text
    assert guide.words[0].meaning[0].shown in text


def test_nobody_signs_for_a_guide_of_which_a_part_is_missing(small: Path, tmp_path: Path) -> None:
    (small / "broken.md").write_text("no front matter")
    file = tmp_path / "guide.html"
    answer = CliRunner().invoke(main, ["check", str(small), "--review", str(file)])
    assert answer.exit_code == 2 and "broken.md" in answer.output and not file.exists()

"""Every fact of the article is on a screen, and none that patients may not see."""

import re

from kiosk.check.coverage import coverage_table, fact_screens
from kiosk.config import PROJECT
from kiosk.guide import Guide

FORBIDDEN = {"X-06", "X-19", "X-41", "X-61", "X-71"}
ARTICLE = [f"S-{number:02}" for number in range(1, 58)]


def test_the_table_is_the_content_as_it_is(guide: Guide) -> None:
    """Mend it by: kiosk check --coverage > docs/content-coverage.md"""
    written = (PROJECT / "docs" / "content-coverage.md").read_text(encoding="utf-8")
    assert written == coverage_table(guide)


def test_every_fact_of_the_article_has_a_screen(guide: Guide) -> None:
    screens = fact_screens(guide)
    assert [fact for fact in ARTICLE if fact not in screens] == []
    rows = re.findall(r"^\| (S-\d\d) \|", coverage_table(guide), re.MULTILINE)
    assert rows == ARTICLE


def test_every_correction_is_applied_somewhere(guide: Guide) -> None:
    """C-36 changes nothing that is shown."""
    table = coverage_table(guide)
    rows = re.findall(r"^\| [SX]-\d+ \|.*", table, re.MULTILINE)
    applied = {one for row in rows for one in re.findall(r"\bC-\d\d\b", row)}
    assert applied == {f"C-{n:02}" for n in range(1, 36)}
    assert "**none**" not in table


def test_a_fact_without_a_screen_would_be_seen(guide: Guide) -> None:
    fewer = Guide("en", guide.folder, guide.sections[1:], (), {})
    assert "**none**" in coverage_table(fewer)


def test_no_fact_that_may_not_be_shown_is_anywhere(guide: Guide) -> None:
    assert not FORBIDDEN & set(fact_screens(guide))
    assert not FORBIDDEN & set(guide.facts)
    for file in guide.folder.glob("*.md"):
        assert not FORBIDDEN & set(re.findall(r"X-\d+", file.read_text(encoding="utf-8")))

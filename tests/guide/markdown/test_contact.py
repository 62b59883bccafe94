"""A contact: shown as it stands, or refused with the line, the fault and what to write."""

from typing import Any

import pytest

from kiosk.guide.markdown.contact import read_contact
from tests.content_folders import CONTACT_TEXTS

GOOD = """\
name: A group
phone: 866-224-3301
web: gbs-cidp.org
address: 375 East Elm Street
checked_live: no
facts: [S-14, O-03]
"""
# The fence stands there; the contact's first line is below it.
FENCE = 20


def read(content: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The lines that are shown, and what was told."""
    told: list[tuple[Any, ...]] = []

    def fault(*what: Any) -> None:
        told.append(what)

    blocks = read_contact(content, FENCE, CONTACT_TEXTS, fault, "en")
    assert all(one.line == FENCE and one.facts == ("S-14", "O-03") for one in blocks)
    return [one.sentences[0].shown for one in blocks], told


def test_each_line_that_is_there_is_shown() -> None:
    lines = ["Phone: 866-224-3301.", "Web: gbs-cidp.org.", "Mail: 375 East Elm Street."]
    assert read(GOOD) == ([*lines, "Nobody has called yet."], [])
    short = GOOD.replace("phone: 866-224-3301\n", "").replace("address: 375 East Elm Street\n", "")
    assert read(short) == (["Web: gbs-cidp.org.", "Nobody has called yet."], [])


def test_who_was_called_has_the_day() -> None:
    shown, told = read(GOOD.replace("live: no", "live: 2026-12-01"))
    assert shown[-1] == "Called on December 1, 2026." and told == []


@pytest.mark.parametrize(
    ("old", "new", "line", "fault", "remedy"),
    [
        ("name: A group\n", "", 20, "`name` is missing", "`name: Name of the group`"),
        ("name: A group", "name: ''", 21, "`name` is empty", "`name: Name of the group`"),
        ("866-224-3301", "0155", 22, "`phone` is not a text", '`phone: "866-224-3301"`'),
        ("866-224-3301", "", 22, "`phone` is empty", '`phone: "866-224-3301"`'),
        ("gbs-cidp.org", "[a]", 23, "`web` is not a text", "`web: gbs-cidp.org`"),
        ("375 East Elm Street", "375", 24, "`address` is not a text", "`address: 375 East Elm"),
        ("checked_live: no\n", "", 20, "`checked_live` is missing", "`checked_live: no`"),
        ("live: no", "live: yes", 25, "`checked_live` is neither no nor a date", "live: no`"),
        ("live: no", "live:", 25, "`checked_live` is neither no nor a date", "live: no`"),
        ("live: no", "live: 2026-12-01 10:00:00", 25, "is neither no nor a date", "live: no`"),
        ("[S-14, O-03]", "S-14", 26, "`facts` is not a list", "`facts: [O-03]`"),
        ("[S-14, O-03]", "[S-14, 3]", 26, "`3` of the contact's `facts` is not a text", "`facts:"),
        ("phone:", "telephone:", 22, "`telephone` means nothing", "Use one of: name, phone, web"),
        ("phone:", "5:", 22, "key `5` is not a text", "Put it between quotation marks."),
        ("live: no", "live: [", 25, "The contact is not YAML", "Mend that line."),
        (GOOD, "", 20, "The contact is empty", "of: name, phone, web"),
        (
            GOOD,
            "a group\n",
            20,
            "The contact has no keys",
            "Write one `key: value` a line",
        ),
    ],
)
def test_what_would_mislead_is_refused(
    old: str, new: str, line: int, fault: str, remedy: str
) -> None:
    shown, ((at, what, todo),) = read(GOOD.replace(old, new, 1))
    assert shown == [] and at == line and fault in what and remedy in todo


def test_every_fault_is_told_at_once() -> None:
    _, told = read("name: 5\nphone: 0155\nfax: 1\n")
    assert [line for line, _, _ in told] == [21, 22, 20, 20, 23]

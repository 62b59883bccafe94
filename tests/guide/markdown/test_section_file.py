"""One Markdown file -> one section; every fault of it at once."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.files.problems import ContentError
from kiosk.guide.markdown.section_file import draft_section, read_section
from kiosk.guide.model import Block
from tests.content_folders import CONTACT_TEXTS

CONTACT = """\
```contact
name: A group
phone: 866-224-3301
web: gbs-cidp.org
checked_live: no
facts: [S-14]
```

[^S-14]: webmd"""
Change = Callable[[str, str, str], None]


def test_a_good_file_is_a_section(small: Path) -> None:
    section = read_section(small / "symptoms.md", CONTACT_TEXTS)
    page = section.pages[0]
    assert (section.slug, section.order, section.primary) == ("symptoms", 2, True)
    assert (page.slug, page.title.shown, page.line) == ("where-it-starts", "Where it starts", 11)
    assert [(block.kind, block.line) for block in page.blocks] == [
        ("paragraph", 13),
        ("picture", 15),
        ("item", 17),
        ("item", 18),
    ]
    assert page.blocks[1].picture and "<svg" in page.blocks[1].picture.svg
    assert page.facts == ("S-14", "S-16")


def test_items_share_the_facts_of_the_next_that_has_some(small: Path) -> None:
    blocks = read_section(small / "symptoms.md", CONTACT_TEXTS).pages[0].blocks
    assert [block.facts for block in blocks[2:]] == [("S-16",), ("S-16",)]


TWO_PLACES = """\
::: clinic
Tell the staff here.[^S-14]

- Any of them.
:::

::: home
Call your team.[^S-14]
:::
"""


def test_what_holds_only_in_the_clinic_has_its_wording_for_at_home(
    small: Path, change: Change
) -> None:
    change("symptoms.md", "MMN starts in the hands.[^S-14]\n", TWO_PLACES)
    page = read_section(small / "symptoms.md", CONTACT_TEXTS).pages[0]

    def words(blocks: Sequence[Block]) -> list[str]:
        return [one.shown for block in blocks for one in block.sentences]

    both = ["A weak hand.", "You drop things.", "Your grip is weak."]
    assert words(page.in_clinic) == ["Tell the staff here.", "Any of them.", *both]
    assert words(page.at_home) == ["Call your team.", *both]
    assert page.blocks[0].line == 14


def test_at_home_nothing_may_stand_for_it(small: Path, change: Change) -> None:
    text = TWO_PLACES.replace("Call your team.[^S-14]\n", "")
    change("symptoms.md", "MMN starts in the hands.[^S-14]\n", text)
    page = read_section(small / "symptoms.md", CONTACT_TEXTS).pages[0]
    assert len(page.in_clinic) == len(page.at_home) + 2


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (TWO_PLACES.split("\n\n:::")[0] + "\n", 13, "nothing says what to read at home"),
        (TWO_PLACES[TWO_PLACES.index("::: home") :], 13, "nothing for the clinic before"),
        (TWO_PLACES.replace("::: home", "::: home of the patient"), 19, "Nothing can stand behind"),
        ("::: clinc\nTell them.[^S-14]\n:::\n", 13, "This container means nothing"),
        ("::: clinic\n## A screen {#a}\n:::\n\n::: home\n:::\n", 14, "can't be shown"),
        (TWO_PLACES + "\n::: clinic\nHere.[^S-14]\n:::\n", 23, "nothing says what to read at home"),
    ],
)
def test_a_place_without_its_other_is_told(
    small: Path, change: Change, text: str, line: int, told: str
) -> None:
    change("symptoms.md", "MMN starts in the hands.[^S-14]\n", text)
    with pytest.raises(ContentError) as refused:
        read_section(small / "symptoms.md", CONTACT_TEXTS)
    assert [told in one.fault for one in refused.value.problems if one.line == line] == [True]


def test_a_contact_is_shown_line_by_line(small: Path, change: Change) -> None:
    change("symptoms.md", "[^S-14]: webmd", CONTACT)
    blocks = read_section(small / "symptoms.md", CONTACT_TEXTS).pages[0].blocks
    lines = [block.sentences[0].shown for block in blocks if block.kind == "contact"]
    assert lines == ["Phone: 866-224-3301.", "Web: gbs-cidp.org.", "Nobody has called yet."]


def test_a_called_contact_says_when(small: Path, change: Change) -> None:
    called = CONTACT.replace("checked_live: no", "checked_live: 2026-12-01")
    change("symptoms.md", "[^S-14]: webmd", called)
    blocks = read_section(small / "symptoms.md", CONTACT_TEXTS).pages[0].blocks
    assert blocks[-1].sentences[0].shown == "Called on December 1, 2026."


def test_a_byte_order_mark_is_no_fault(small: Path) -> None:
    """Notepad puts one in."""
    file = small / "symptoms.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_section(file, CONTACT_TEXTS).title.shown == "Symptoms"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("MMN starts", "MMN **starts**", 13, "bold"),
        ("MMN starts", "MMN _starts_", 13, "italics"),
        ("MMN starts", "MMN [starts](x)", 13, "a link"),
        ("MMN starts", "MMN <b>starts</b>", 13, "HTML"),
        ("MMN starts", "MMN `starts`", 13, "code"),
        ("MMN starts", "MMN  \nstarts", 13, "two spaces"),
        ("MMN starts", "MMN\nstarts ![a](b.svg)", 14, "a picture inside a text"),
        ("MMN starts in the hands.", "", 13, "no text here"),
        ("- You drop things.", "1. You drop things.", 17, "numbered list"),
        ("- You drop things.", "> You drop things.", 17, "quotation"),
        ("- You drop things.", "<p>Hello</p>", 17, "piece of HTML"),
        ("- Your grip", "  - Your grip", 18, "bullet list can't stand in a list"),
        ("- Your grip", "  ```\n  x\n  ```\n- Your grip", 18, "fence can't stand in a list"),
        ("things.", "things.[^X-23]", 17, "The fact X-23 has no footnote"),
        (" {#where-it-starts}", "", 11, "is not a screen's"),
        ("## Where", "# Where", 11, "is not a screen's"),
        ("Where it starts {", "Where it *starts* {", 11, "is not a screen's"),
        ("Where it starts {", "Where it starts[^S-14] {", 11, "is not a screen's"),
        ("[^S-14]: webmd", "## Again {#where-it-starts}\n\n[^S-14]: webmd", 20, "used twice"),
        ("## Where", "Too early.\n\n## Where", 11, "before the first screen"),
        ("![A weak hand.]", "![ ]", 15, "no text alternative"),
        ("hand.svg", "foot.svg", 15, "There is no picture"),
        ("hand.svg", f"{300 * 'x'}.svg", 15, "There is no picture"),
        ("- You drop", "```\ncode\n```\n\n- You drop", 17, "code block"),
        ("order: 2", "order: x", 4, "`order`"),
    ],
)
def test_a_fault_is_told_with_its_line(
    small: Path, change: Change, old: str, new: str, line: int, what: str
) -> None:
    change("symptoms.md", old, new)
    with pytest.raises(ContentError) as error:
        read_section(small / "symptoms.md", CONTACT_TEXTS)
    told = [problem for problem in error.value.problems if problem.line == line]
    assert any(what in problem.fault and problem.remedy for problem in told), str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("name: A group\n", "", "symptoms.md:20: The contact's `name` is missing"),
        ("phone: 866-224-3301", "phone: 0155", "symptoms.md:22: The contact's `phone` is not a"),
        ("phone:", "telephone:", "`telephone` means nothing"),
        ("facts: [S-14]", "facts: S-14", "`facts` is not a list"),
        ("checked_live: no", "checked_live: perhaps", "neither no nor a date"),
        ("checked_live: no", "checked_live: [", "not YAML"),
        (CONTACT[11:-24], "", "symptoms.md:20: The contact has no keys"),
    ],
)
def test_a_contact_that_would_mislead_is_refused(
    small: Path, change: Change, old: str, new: str, what: str
) -> None:
    change("symptoms.md", "[^S-14]: webmd", CONTACT.replace(old, new, 1))
    with pytest.raises(ContentError, match=what):
        read_section(small / "symptoms.md", CONTACT_TEXTS)


def test_a_drawing_that_would_break_the_page_is_refused(small: Path) -> None:
    (small / "pictures/hand.svg").write_text("<svg>\n<g></svg>\n")
    told = r"symptoms.md:15: The drawing .*hand.svg is broken: line 2"
    with pytest.raises(ContentError, match=told):
        read_section(small / "symptoms.md", CONTACT_TEXTS)


def test_a_file_that_is_no_text_is_refused(small: Path) -> None:
    (small / "symptoms.md").write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(ContentError, match="symptoms.md:2: The file is not UTF-8"):
        read_section(small / "symptoms.md", CONTACT_TEXTS)


def test_every_fault_is_told_at_once_and_the_rest_is_read(small: Path, change: Change) -> None:
    change("symptoms.md", "tile: Symptoms\n", "")
    change("symptoms.md", "MMN starts", "MMN **starts**")
    change("symptoms.md", "hand.svg", "foot.svg")
    draft = draft_section(small / "symptoms.md", CONTACT_TEXTS)
    assert len(draft.problems) == 3
    assert [block.kind for block in draft.section.pages[0].blocks] == ["paragraph", "item", "item"]


PIECES = """
---@title: x@## A {#a}@- x@  - y@[^S-14]@[^S-14]: webmd@```contact@```@facts: [3]@name: x
@checked_live: no@phone: 0155@![a](b.svg)@![](pictures/hand.svg)@<b>@**@\\@`@> @1. @{#@:@[@]
@order: 2026-99-99@&a [*a]@!!bool x@^[note]@\t@\x00@\n@\n\n@---\n@```contact\n@\ud7ff@\u2028@#
"""
MARKDOWN = st.lists(st.text() | st.sampled_from(PIECES.split("@"))).map("".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKDOWN, st.integers(0, 400), st.booleans())
def test_any_text_gives_a_section_or_its_faults(
    small: Path, text: str, place: int, alone: bool
) -> None:
    """Alone as a file, or put into a good one: it is read, or refused with its faults."""
    good = (small / "symptoms.md").read_text(encoding="utf-8")
    whole = text if alone else good[:place] + text + good[place:]
    file = small / "any.md"
    file.write_text(whole, encoding="utf-8", newline="")
    try:
        assert read_section(file, CONTACT_TEXTS).pages
    except ContentError as error:
        assert error.problems and all(one.fault and one.remedy for one in error.problems)

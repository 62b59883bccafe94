"""words.yaml, sources.yaml and facts.yaml: read whole, or every fault told with its line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.files.problems import ContentError
from kiosk.guide.tables import read_facts, read_sources, read_words

Change = Callable[[str, str, str], None]


def told(read: Callable[[Path], Any], file: Path) -> list[str]:
    """Each fault with its line and its remedy."""
    with pytest.raises(ContentError) as error:
        read(file)
    assert all(one.file == file for one in error.value.problems)
    return [f"{one.line}: {one.fault} {one.remedy}" for one in error.value.problems]


def test_words_know_their_forms_meaning_and_line(small: Path) -> None:
    file = small / "words.yaml"
    file.write_text("# Words\n- word: nerve\n  forms: [nerves]\n  meaning: One. Two.\n")
    (word,) = read_words(file)
    assert (word.word, word.forms, word.name, word.line) == ("nerve", ("nerves",), False, 2)
    assert [sentence.shown for sentence in word.meaning] == ["One.", "Two."]
    assert word.title.shown == "Nerve."


@pytest.mark.parametrize(
    ("text", "name"), [("true", True), ("yes", True), ("no", False), ("", False)]
)
def test_a_name_is_one_where_the_file_says_so(small: Path, text: str, name: bool) -> None:
    (small / "words.yaml").write_text(f"- word: MMN\n  meaning: An illness.\n  name: {text}\n")
    (word,) = read_words(small / "words.yaml")
    assert word.name is name


GOOD = "- word: a\n  meaning: b\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: The file is empty. Begin each entry with `- `, and write: word,"),
        ("word: a\n", "1: The file is not a list. Begin each entry with `- `, and write:"),
        (GOOD + "- word: c\n", "3: `meaning` of `c` is missing. Write `meaning: A nerve"),
        (GOOD + "- text\n", "3: `text` has no keys. Write one `key: value` a line, of: word,"),
        ("- meaning: b\n", "1: `word` of `b` is missing. Write `word: motor nerve`"),
        ("- word: a\n  meaning: [b]\n", "2: `meaning` of `a` is not a text. Write `meaning:"),
        ("- word: a\n  meaning: ' '\n", "2: `meaning` of `a` is empty. Write `meaning:"),
        ("- word: a\n  meaning: 12:30\n", "2: `meaning` of `a` is not a text. Write `meaning:"),
        ("- word: no\n  meaning: b\n", "1: `word` of `no` is not a text. Write `word: motor"),
        (GOOD + "  forms: c\n", "3: `forms` of `a` is not a list. Write `forms: [motor nerves]`"),
        (GOOD + "  forms: [c, 5]\n", "3: `5` of `forms` is not a text. Write `forms: [motor"),
        (GOOD + "  forms:\n  - ''\n", '4: `""` of `forms` is empty. Write `forms: [motor nerves]'),
        (GOOD + "  name: 5\n", "3: `name` of `a` is not true or false. Write `name: true` for"),
    ],
)
def test_a_broken_word_is_told(small: Path, text: str, fault: str) -> None:
    (small / "words.yaml").write_text(text)
    (one,) = told(read_words, small / "words.yaml")
    assert one.startswith(fault)


def test_every_broken_word_is_told_at_once(small: Path) -> None:
    (small / "words.yaml").write_text("- word: a\n- meaning: b\n  forms: 5\n" + GOOD)
    faults = [one.split(" Write")[0] for one in told(read_words, small / "words.yaml")]
    assert faults == [
        "1: `meaning` of `a` is missing.",
        "2: `word` of `b` is missing.",
        "3: `forms` of `b` is not a list.",
    ]


def test_sources_know_their_line(small: Path, change: Change) -> None:
    change("sources.yaml", "strength: B", "strength: B\n    year: about 2015")
    sources = read_sources(small / "sources.yaml")
    assert sources["webmd"].publisher == "Web" and sources["ninds"].strength == "A"
    assert [source.line for source in sources.values()] == [2, 8]


@pytest.mark.parametrize(
    ("written", "shown"), [("2024", "2024"), ("2026-11-23", "2026-11-23"), ("12:30", "750")]
)
def test_a_number_or_a_day_may_be_a_title(
    small: Path, change: Change, written: str, shown: str
) -> None:
    change("sources.yaml", "title: MMN", f"title: {written}")
    assert read_sources(small / "sources.yaml")["webmd"].title == shown


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("sources:", "others:", "1: `sources` is missing. Write `sources:`, and each source"),
        ("    title: MMN\n", "", "2: `title` of `webmd` is missing. Write `title: Multifocal"),
        ("title: MMN", "title:", "3: `title` of `webmd` is empty. Write `title: Multifocal"),
        ("title: MMN", "title: no", "3: `title` of `webmd` is not a text. Write `title:"),
        ("title: MMN", "title: [a]", "3: `title` of `webmd` is not a text. Write `title:"),
        ("strength: B", "strength: D", "6: `strength` of `webmd` is not A, B or C. Write"),
        (
            "  ninds:\n",
            "  ninds: x\n  more:\n",
            "7: `ninds` of `sources` has no keys. Write",
        ),
        ("  ninds:", "  7:", "7: The key `7` of `sources` is not a text. Put it between"),
    ],
)
def test_a_broken_source_is_told(
    small: Path, change: Change, old: str, new: str, fault: str
) -> None:
    change("sources.yaml", old, new)
    (one,) = told(read_sources, small / "sources.yaml")
    assert one.startswith(fault)


def test_facts_and_corrections(small: Path, change: Change) -> None:
    change("facts.yaml", "corrections: {}", "corrections:\n  S-14: C-15")
    content = read_facts(small / "facts.yaml")
    assert content.facts == {"S-14": "Hands.", "S-16": "One place."}
    assert content.corrections == {"S-14": "C-15"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("S-16: One place.", "S-16:", "3: `S-16` of `facts` is empty. Write what it says: `S-14:"),
        ("S-16: One place.", "S-16: 5", "3: `S-16` of `facts` is not a text. Write what it says:"),
        ("  S-16:", "  16:", "3: The key `16` of `facts` is not a text. Put it between"),
        ("facts:", "fact:", "1: `facts` is missing. Write `facts:`, and each fact under it by"),
        ("corrections: {}", "", "1: `corrections` is missing. Write `corrections:`, and `fact:"),
        ("corrections: {}", "corrections:", "4: `corrections` is empty. Write `corrections:`,"),
        ("{}", "\n  S-14: [a]", "5: `S-14` of `corrections` is not a text. Write `S-18: C-15`"),
    ],
)
def test_a_broken_fact_is_told(small: Path, change: Change, old: str, new: str, fault: str) -> None:
    change("facts.yaml", old, new)
    (one,) = told(read_facts, small / "facts.yaml")
    assert one.startswith(fault)


def test_every_broken_fact_is_told_at_once(small: Path) -> None:
    (small / "facts.yaml").write_text("facts:\n  S-14:\n  7: Seven.\ncorrections: 5\n")
    assert [one.split(":")[0] for one in told(read_facts, small / "facts.yaml")] == ["2", "3", "4"]

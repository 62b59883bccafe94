"""Reading lexicon.yaml: every fault names its file, its line and what to do."""

from pathlib import Path

import pytest

from kiosk.files.problems import ContentError
from kiosk.speech.text.lexicon_file import LexiconError, read_lexicon


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lexicon.yaml"


def test_a_missing_file_is_an_empty_lexicon(file: Path) -> None:
    assert read_lexicon(file) == {}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "words:\n"])
def test_a_file_without_words_is_empty(file: Path, text: str) -> None:
    file.write_text(text)
    assert read_lexicon(file) == {}


def test_every_value_is_a_text(file: Path) -> None:
    file.write_text("words:\n  911: nine one one\n  no: no\n  IV Ig: I V I G\n  'GBS|CIDP': 7\n")
    assert read_lexicon(file) == {
        "911": "nine one one",
        "no": "no",
        "IV Ig": "I V I G",
        "GBS|CIDP": "7",
    }


FAULTS = {
    "not YAML": ("words:\n  a: 'b\n", 3, "not YAML"),
    "no map": ("- a\n- b\n", 1, "no map"),
    "another key": ("word:\n  a: b\n", 1, "no map"),
    "a list of words": ("words:\n  - a\n", 1, "no map"),
    "a list as a value": ("words:\n  a: b\n  c: [d]\n", 3, "are texts"),
    "nothing said": ("words:\n  a: b\n  c:\n", 3, "Nothing is said for 'c'"),
    "only signs said": ("words:\n  a: '...'\n", 2, "Nothing is said"),
    "nothing shown": ("words:\n  '': b\n", 2, "shown is empty"),
    "twice": ("words:\n  a: b\n  c: d\n  a: e\n", 4, "twice"),
}


@pytest.mark.parametrize(("text", "line", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_faults(file: Path, text: str, line: int, fault: str) -> None:
    file.write_text(text)
    with pytest.raises(LexiconError) as caught:
        read_lexicon(file)
    (problem,) = caught.value.problems
    assert problem.file == file
    assert problem.line == line
    assert fault in problem.fault
    assert problem.remedy
    assert str(file) in str(caught.value)


def test_a_file_in_another_encoding(file: Path) -> None:
    file.write_bytes("words:\n  Barré: bah ray\n".encode("latin-1"))
    with pytest.raises(LexiconError, match="UTF-8"):
        read_lexicon(file)


def test_it_is_a_fault_of_content() -> None:
    assert issubclass(LexiconError, ContentError)


def test_voices_may_say_a_word_differently(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.yaml"
    file.write_text("words:\n  a: b\n  c: {clear: d, natural: e}\n  f: {natural: g}\n")
    assert read_lexicon(file, "clear") == {"a": "b", "c": "d"}
    assert read_lexicon(file, "natural") == {"a": "b", "c": "e", "f": "g"}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [("{loud: d}", "no voice 'loud'"), ("{clear: '-'}", "Nothing is said"), ("{}", "Nothing")],
)
def test_a_fault_in_a_voices_form_is_told_with_its_line(
    tmp_path: Path, entry: str, fault: str
) -> None:
    """Whichever voice is asked for: `kiosk check` must see it where only one is installed."""
    file = tmp_path / "lexicon.yaml"
    file.write_text(f"words:\n  a: b\n  c: {entry}\n")
    for voice in ("clear", "natural"):
        with pytest.raises(LexiconError, match=fault) as raised:
            read_lexicon(file, voice)
        assert "lexicon.yaml:3" in str(raised.value)

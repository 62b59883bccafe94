"""Reading lexicon.yaml: every fault names its file, its line and what to do."""

from pathlib import Path

import pytest

from kiosk.files.problems import ContentError
from kiosk.speech.text.lexicon_file import read_lexicon


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


SAY = "Write `MMN: M M N`: what is shown, and what is said."
FAULTS = {
    "not YAML": ("words:\n  a: 'b\n", 2, "This is not YAML", "Mend that line."),
    "no map": ("- a\n- b\n", 1, "The file has no keys.", "of: words."),
    "another key": ("word:\n  a: b\n", 1, "`words` is missing.", "Begin with `words:`"),
    "a list of words": ("words:\n  - a\n", 1, "`words` has no keys.", "Begin with `words:`"),
    "a list as a value": ("words:\n  c: [d]\n", 2, "`c` of `words` is not a text.", SAY),
    "nothing said": ("words:\n  a: b\n  c:\n", 3, "`c` of `words` has no word in it.", SAY),
    "only signs said": ("words:\n  a: '...'\n", 2, "`a` of `words` has no word in it.", SAY),
    "nothing shown": ("words:\n  '': b\n", 2, 'The key `""` of `words` is empty.', "`MMN: M M N`"),
    "twice": ("words:\n  a: b\n  c: d\n  a: e\n", 4, "`a` stands here twice", "Mend"),
    "half a character": ('words:\n  a: "\\ud800"\n', 2, "is not a character", "Mend"),
}


@pytest.mark.parametrize(("text", "line", "fault", "remedy"), FAULTS.values(), ids=FAULTS.keys())
def test_faults(file: Path, text: str, line: int, fault: str, remedy: str) -> None:
    file.write_text(text)
    with pytest.raises(ContentError) as caught:
        read_lexicon(file)
    (problem,) = caught.value.problems
    assert problem.file == file
    assert problem.line == line
    assert fault in problem.fault
    assert remedy in problem.remedy
    assert str(file) in str(caught.value)


def test_every_fault_is_told_at_once(file: Path) -> None:
    file.write_text("words:\n  a: '.'\n  b: c\n  d:\n    clear: e\n    loud: f\n  g: [h]\n")
    with pytest.raises(ContentError) as caught:
        read_lexicon(file)
    assert [one.line for one in caught.value.problems] == [2, 6, 7]


def test_what_else_stands_there_is_no_fault_here(file: Path) -> None:
    """`kiosk check` tells it."""
    file.write_text("notes: [listen again]\nwords:\n  a: b\n")
    assert read_lexicon(file) == {"a": "b"}


def test_a_file_in_another_encoding(file: Path) -> None:
    file.write_bytes("words:\n  Barré: bah ray\n".encode("latin-1"))
    with pytest.raises(ContentError, match="lexicon.yaml:2: The file is not UTF-8"):
        read_lexicon(file)


def test_voices_may_say_a_word_differently(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.yaml"
    file.write_text("words:\n  a: b\n  c: {clear: d, natural: e}\n  f: {natural: g}\n")
    assert read_lexicon(file, "clear") == {"a": "b", "c": "d"}
    assert read_lexicon(file, "natural") == {"a": "b", "c": "e", "f": "g"}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{loud: d}", "The key `loud` of `c` is not a voice. .*natural, clear"),
        ("{clear: '-'}", "`clear` of `c` has no word in it."),
        ("{clear: [d]}", "`clear` of `c` is not a text."),
        ("{}", "`c` of `words` has no word in it."),
    ],
)
def test_a_fault_in_a_voices_form_is_told_with_its_line(
    tmp_path: Path, entry: str, fault: str
) -> None:
    """Whichever voice is asked for: `kiosk check` must see it where only one is installed."""
    file = tmp_path / "lexicon.yaml"
    file.write_text(f"words:\n  a: b\n  c: {entry}\n")
    for voice in ("clear", "natural"):
        with pytest.raises(ContentError, match=fault) as raised:
            read_lexicon(file, voice)
        assert "lexicon.yaml:3" in str(raised.value)

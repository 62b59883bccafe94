"""Ten different faults in a copy of the guide: each is told, and the other screens are served."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.check import check_folder, phonemes
from kiosk.files.place import ContentPlace
from kiosk.guide import load_guide
from kiosk.speech.utterance import VoiceUnavailable
from tests.content_folders import SHIPPED

TODAY = date(2026, 11, 23)

SIGNAL = "A pad on the hand records it, and a screen shows the signal."
# File, what stands there, what is planted, what stands on the line that is told, the fault told,
# and a part of the remedy.
PLANTED = [
    ("about.md", "title: About this guide\n", "", "---", "`title` is missing", "title:"),
    (
        "symptoms.md",
        "Most often, MMN starts",
        "Most often, and as far as all of the many people who wrote have told us, MMN starts",
        "and as far as all",
        "words",
        "Divide",
    ),
    ("living.md", "A rare", "It can. It does. It will. A rare", "It can.", "5 sent", "Divide"),
    (
        "what-mmn-is.md",
        "Researchers are trying to find out.",
        "International investigational collaborations continue.",
        "{#cause}",
        "reads at grade",
        "shorter",
    ),
    ("ivig.md", "[^S-34][^X-50]", "[^S-34][^X-99]", "[^X-99]", "X-99 has no footnote", "[^X-99]:"),
    ("questions.md", "[^S-30]: webmd", "[^S-30]: wbmd", "wbmd", "no source wbmd", "Correct"),
    ("support.md", "2027-11-23", "2026-11-22", "2026-11-22", "checked again by 2026", "new dates"),
    ("other-treatment.md", "IVIg failed", "SSRIQ failed", "SSRIQ", "“SSRIQ” wrongly", "lexicon"),
    ("help-now.md", "- Chest pain.", "- **Chest pain.**", "**Chest", "bold", "plain text"),
    ("getting-diagnosed.md", SIGNAL + "]", "]", "![", "no text alternative", "Say what it means"),
]


def plant(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {name}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_guide_is_clean() -> None:
    assert check_folder(ContentPlace(SHIPPED), TODAY) == []


def line_of(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_ten_faults_are_told_and_the_other_screens_are_served(shipped_copy: Path) -> None:
    plant(shipped_copy, "getting-diagnosed.md", "![A small pulse is sent into the arm. ", "![")
    for name, old, new, *_ in PLANTED:
        plant(shipped_copy, name, old, new)
    problems = check_folder(ContentPlace(shipped_copy), TODAY)
    for name, _, _, beside, fault, remedy in PLANTED:
        file = shipped_copy / name
        told = [one for one in problems if one.file == file and fault in one.fault]
        assert [one.line for one in told] == [line_of(file, beside)], f"{name}: {fault}"
        assert remedy in told[0].remedy
    broken = {"about", "ivig", "help-now", "getting-diagnosed"}
    served = {section.slug for section in load_guide(ContentPlace(shipped_copy)).sections}
    assert len(served) == 6 and not served & broken


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("words.yaml", "words.yaml:1"),
        ("sources.yaml", "sources.yaml:1"),
        ("facts.yaml", "facts.yaml:1"),
        ("lexicon.yaml", "lexicon.yaml:1"),
        ("interface.yaml", "interface.yaml:1"),
        ("pictures/drip.svg", "ivig.md:"),
        ("about.md", "about.md:1"),
    ],
)
def test_any_file_may_be_broken(shipped_copy: Path, name: str, broken: str) -> None:
    """It is named, and at least nine of the ten sections are served."""
    file = shipped_copy / name
    file.write_text("}broken: [<\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    problems = [str(problem) for problem in check_folder(ContentPlace(shipped_copy), TODAY)]
    assert any(one.startswith(f"{shipped_copy}/{broken}") for one in problems), problems
    assert len(load_guide(ContentPlace(shipped_copy)).sections) >= 9


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("words.yaml", "- word: ALS", "- wrod: ALS"),
        ("sources.yaml", "strength: B", "strength: AB"),
        ("facts.yaml", "  S-04: MMN", "  S-04:\n  S-4: MMN"),
        ("lexicon.yaml", "{clear: immune globulin}", "{claer: immune globulin}"),
    ],
)
def test_one_slip_in_a_list_is_not_told_for_every_screen(
    shipped_copy: Path, name: str, old: str, new: str
) -> None:
    """An author would look for the one line among hundreds."""
    plant(shipped_copy, name, old, new)
    told = check_folder(ContentPlace(shipped_copy), TODAY)
    assert {one.file.name for one in told} == {name}
    assert {one.line for one in told} == {line_of(shipped_copy / name, new.splitlines()[0])}


def test_every_fault_of_one_file_is_told_at_once(small: Path) -> None:
    plant(small, "symptoms.md", "tile: Symptoms\n", "")
    plant(small, "symptoms.md", "hand.svg", "foot.svg")
    plant(small, "symptoms.md", "[^S-14]: webmd", "[^S-14]: webmed")
    plant(small, "symptoms.md", "things.", "things")
    assert [problem.line for problem in check_folder(ContentPlace(small), TODAY)] == [1, 14, 16, 19]


def test_problems_are_sorted_and_each_is_told_once(small: Path) -> None:
    text = (small / "symptoms.md").read_text()
    (small / "a.md").write_text(text.replace("order: 2", "order: 1").replace("{#w", "{#a-w"))
    (small / "pictures/hand.svg").write_text("<svg/>")
    problems = check_folder(ContentPlace(small), TODAY)
    assert problems == sorted(set(problems)) and len(problems) == 1


def test_another_language_is_not_measured_by_english_grades(small: Path) -> None:
    plant(small, "symptoms.md", "MMN starts", "Immunological abnormalities necessitate")
    (hard,) = check_folder(ContentPlace(small), TODAY)
    assert "reads at grade" in hard.fault
    told = [problem.fault for problem in check_folder(ContentPlace(small, "es"), TODAY)]
    # Initials need a lexicon in a language that has no rules of its own.
    assert all("The voice may say" in fault for fault in told)


def test_an_empty_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    faults = [problem.fault for problem in check_folder(ContentPlace(tmp_path / "empty"), TODAY)]
    assert "The folder has no section." in faults
    (missing,) = check_folder(ContentPlace(tmp_path / "none"), TODAY)
    assert "no such content folder" in missing.fault


def test_missing_files_are_named(small: Path) -> None:
    for name in ("words.yaml", "sources.yaml"):
        (small / name).unlink()
    shutil.rmtree(small / "pictures")
    told = {problem.file.name for problem in check_folder(ContentPlace(small), TODAY)}
    assert {"words.yaml", "sources.yaml", "symptoms.md"} <= told


def test_without_a_voice_the_rest_is_checked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How hard the screens are can't be told then, and that is said."""

    def broken(*_: object) -> list[str]:
        raise VoiceUnavailable("espeak-ng can't be loaded.")

    monkeypatch.setattr(phonemes, "_known", {})
    monkeypatch.setattr(phonemes, "phonemes_of", broken)
    folder = tmp_path / "en"
    shutil.copytree(SHIPPED, folder)
    plant(folder, *PLANTED[0][:3])
    found = [str(problem) for problem in check_folder(ContentPlace(folder), TODAY)]
    assert len(found) == 2
    assert any("`title` is missing" in one for one in found)
    assert any("can't be loaded" in one and "kiosk doctor" in one for one in found)


def test_a_folder_from_before_help_had_a_key_is_clean(shipped_copy: Path) -> None:
    """Help now isn't taken for a section that nobody can ask for."""
    file = shipped_copy / "help-now.md"
    file.write_text(file.read_text().replace("help: true\n", ""))
    assert check_folder(ContentPlace(shipped_copy), TODAY) == []

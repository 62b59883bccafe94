"""The plan of the house (docs/decisions/0001-rooms.md), kept true by its walls."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import PROJECT

PYTHON = sorted((PROJECT / "kiosk").rglob("*.py"))
LONGEST = {".py": 300, ".js": 250, ".html": 60}
LONGEST_FUNCTION = 40
ENGINES = {
    "pyttsx3": "espeak.py",
    "espeakng_loader": "espeak.py",
    "hibari": "hibari.py",
    "onnx": "hibari.py",
    "soundfile": "flac.py",
    "ctranslate2": "whisper.py",
}


def imports(file: Path) -> set[str]:
    """Every module that a file imports, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def room_files() -> Iterator[Path]:
    folders = ("kiosk", "static/js", "templates", "bench", "tests")
    for folder in folders:
        for file in (PROJECT / folder).rglob("*"):
            if file.suffix in LONGEST and "vendor" not in file.parts:
                yield file


def name(file: Path) -> str:
    return str(file.relative_to(PROJECT))


@pytest.mark.parametrize("file", list(room_files()), ids=name)
def test_no_file_passes_its_budget(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST[file.suffix]


@pytest.mark.parametrize("file", PYTHON, ids=name)
def test_no_function_passes_its_budget(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno + 1 <= LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("folder", ["guide", "listening", "speech"])
def test_content_and_sound_know_nothing_of_the_web(folder: str) -> None:
    for file in (PROJECT / "kiosk" / folder).rglob("*.py"):
        roots = {name.split(".")[0] for name in imports(file)}
        assert not roots & {"flask", "werkzeug", "jinja2", "htmx_flask", "waitress"}, file
        assert not {name for name in imports(file) if name.startswith("kiosk.rooms")}, file


def test_rooms_never_import_each_other() -> None:
    parts = {"addresses", "preferences", "rendered", "security", "state", "static_files"}
    shared = {"rendering", "errors", "__init__", *parts}
    rooms = {file.stem for file in (PROJECT / "kiosk/rooms").glob("*.py")} - shared
    for file in (PROJECT / "kiosk/rooms").glob("*.py"):
        others = {f"kiosk.rooms.{room}" for room in rooms - {file.stem}}
        assert not imports(file) & others, file


def test_each_engine_has_one_importer() -> None:
    for engine, owner in ENGINES.items():
        importers = [
            file.name
            for file in PYTHON
            if any(name.split(".")[0] == engine for name in imports(file))
        ]
        assert importers == [owner], engine


def test_only_one_file_reads_the_environment_and_kiosk_toml() -> None:
    readers = [
        file.name
        for file in PYTHON
        if "os.environ" in file.read_text() or "tomllib" in imports(file)
    ]
    # Two write, and read nothing of ours: espeak.py tells its library where the data is, and
    # __init__.py forbids another to report to its makers.
    assert set(readers) <= {"config.py", "espeak.py", "__init__.py"}

"""A kiosk's settings: defaults, kiosk.toml, the environment, the command line; the later wins."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import PROJECT, Settings, load_settings
from kiosk.files.place import ContentPlace
from kiosk.files.problems import ContentError

Toml = Callable[[str], Path]


@pytest.fixture
def toml(tmp_path: Path) -> Toml:
    """Writes a kiosk.toml."""

    def write(text: str) -> Path:
        file = tmp_path / "kiosk.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_without_any_file_a_kiosk_has_safe_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none.toml", {})
    assert settings == Settings()
    assert settings.host == "127.0.0.1"
    assert settings.warning_seconds >= 20  # WCAG 2.2.1
    assert settings.place.folder == PROJECT / "content" / "mmn" / "en"


def test_the_later_source_wins(toml: Toml) -> None:
    file = toml('port = 1000\nhost = "a"\nvoice = "natural"\n')
    environ = {"KIOSK_PORT": "2000", "KIOSK_HOST": "b", "OTHER": "x"}
    settings = load_settings(file, environ, {"port": 3000, "host": None})
    assert (settings.port, settings.host, settings.voice) == (3000, "b", "natural")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "8081", 8081),
        ("CONTENT", "/srv/guide", Path("/srv/guide")),
        ("SCREEN_DIAGONAL_INCHES", "15.6", 15.6),
        ("PREPARE", "no", False),
        ("PREPARE", "1", True),
        ("LISTENING", "off", False),
    ],
)
def test_a_variable_is_of_its_settings_kind(
    tmp_path: Path, name: str, text: str, value: Any
) -> None:
    settings = load_settings(tmp_path / "none.toml", {f"KIOSK_{name}": text})
    assert getattr(settings, name.lower()) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prot = 80", "There is no setting 'prot'. Remedy: Use one of: content, data"),
        ("port = 'high'", "port is 'high'. Remedy: Write a whole number."),
        ("port = 70000", "port is 70000. Remedy: Give it from 0 to 65535."),
        ("idle_seconds = 'long'", "idle_seconds is 'long'. Remedy: Write a number."),
        ("idle_seconds = nan", "idle_seconds is nan. Remedy: Give it from 1"),
        ("idle_seconds = 0", "idle_seconds is 0. Remedy: Give it from 1"),
        ("prepare = 'perhaps'", "prepare is 'perhaps'. Remedy: Write true or false."),
        ("content = 5", "content is 5. Remedy: Write a text."),
        ("port = ", "This is not a TOML file"),
    ],
)
def test_a_wrong_setting_is_told_with_file_and_remedy(toml: Toml, text: str, told: str) -> None:
    with pytest.raises(ContentError) as error:
        load_settings(toml(text), {})
    assert told in str(error.value) and "kiosk.toml" in str(error.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_bytes(b"host = '\xff'")
    with pytest.raises(ContentError, match="not a TOML file"):
        load_settings(tmp_path / "kiosk.toml", {})


def test_a_wrong_variable_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="the environment"):
        load_settings(tmp_path / "none.toml", {"KIOSK_PORT": "high"})


def test_a_wrong_option_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="the command line"):
        load_settings(tmp_path / "none.toml", {}, {"port": "high"})


@given(st.text())
def test_any_text_in_a_variable_gives_settings_or_a_clear_error(text: str) -> None:
    try:
        settings = load_settings(Path("/nowhere/kiosk.toml"), {"KIOSK_PORT": text})
    except ContentError as error:
        assert error.problems[0].remedy
    else:
        assert 0 <= settings.port <= 65535


def test_a_millimetre_is_measured_from_the_screen_that_stands_there() -> None:
    """A 21.5-inch screen of 1080 by 1920 has 102.5 pixels an inch."""
    settings = Settings()
    assert math.isclose(settings.pixels_per_millimetre * 25.4, 102.46, abs_tol=0.01)
    twice = Settings(screen_diagonal_inches=43.0)
    assert math.isclose(twice.pixels_per_millimetre * 2, settings.pixels_per_millimetre)


def test_content_may_be_named_with_or_without_its_language(tmp_path: Path) -> None:
    """And with or without its pack: CONTENT/PACK/LANGUAGE, CONTENT/LANGUAGE, or the folder."""
    (tmp_path / "es").mkdir()
    for content in (tmp_path, tmp_path / "es"):
        assert Settings(content=content, language="es").place.folder == tmp_path / "es"
    pack = tmp_path / "gout" / "es"
    pack.mkdir(parents=True)
    settings = Settings(content=tmp_path, pack="gout", language="es")
    assert settings.place == ContentPlace(pack, "es")


def test_a_keypads_table_changes_only_what_it_names(toml: Toml) -> None:
    keypad = load_settings(toml('[keypad]\ndown = "F13"\n'), {}).keypad
    assert keypad["down"] == "F13" and keypad["up"] == "ArrowUp"
    assert load_settings(toml(""), {"KIOSK_KEYPAD": "up=F17 down=F18"}).keypad["down"] == "F18"


@pytest.mark.parametrize("table", ['jump = "F1"', 'up = "Enter"', 'up = ""', 'up = "two keys"'])
def test_a_keypad_that_could_not_work_is_told(toml: Toml, table: str) -> None:
    """An unknown job, one key with two jobs, no key, no key's name."""
    with pytest.raises(ContentError, match="keypad"):
        load_settings(toml(f"[keypad]\n{table}\n"), {})


def test_a_voice_that_is_none_is_told(toml: Toml) -> None:
    assert load_settings(toml('voice = "clear"\n'), {}).voice == "clear"
    with pytest.raises(ContentError, match="Write one of: natural, clear"):
        load_settings(toml('voice = "loud"\n'), {})


def test_the_natural_model_of_the_version_before_is_told_and_no_fault(
    toml: Toml, caplog: pytest.LogCaptureFixture
) -> None:
    """A kiosk that had a voice of its own starts all the same, and says why it sounds otherwise."""
    settings = load_settings(toml('natural_model = "mine.onnx"\nport = 9000\n'), {})
    assert settings.port == 9000
    assert "natural_model is not used any more" in caplog.text
    assert "take the line out" in caplog.text


@pytest.mark.parametrize("code", ["en", "en-US", "pt-BR", "es-419"])
def test_a_language_is_a_code(toml: Toml, code: str) -> None:
    assert load_settings(toml(f'language = "{code}"\n'), {}).language == code


@pytest.mark.parametrize("code", ["English", "pt_BR", "", "e", "../es"])
def test_a_language_that_is_no_code_is_told(toml: Toml, code: str) -> None:
    """It is a part of addresses and of files' names."""
    with pytest.raises(ContentError, match="Write its code"):
        load_settings(toml(f'language = "{code}"\n'), {})

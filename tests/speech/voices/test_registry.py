"""Which voices there are, and what opening one gives."""

import ctypes.util
from contextlib import closing
from importlib.machinery import ModuleSpec

import pytest

from kiosk.speech.voices import registry as voices
from kiosk.speech.voices.registry import (
    VoiceError,
    VoiceUnavailable,
    available_voices,
    natural,
    open_voice,
    preferred,
)

HIBARI = {"hibari", "onnx", "onnxruntime"}


def test_an_unknown_voice_is_refused_with_the_known_ones() -> None:
    with pytest.raises(VoiceUnavailable, match="no voice 'loud'. Use one of: clear"):
        open_voice("loud")


@pytest.mark.parametrize("background", [False, True])
def test_an_opened_voice_speaks(background: bool) -> None:
    with closing(open_voice("clear", background)) as voice:
        assert voice.name == "clear"
        assert voice.speak("Hello.").duration > 0.2


def test_an_unavailable_voice_is_a_voice_that_failed() -> None:
    assert issubclass(VoiceUnavailable, VoiceError)


def test_the_clear_voice_is_here() -> None:
    assert "clear" in available_voices()


@pytest.mark.parametrize(
    ("wanted", "available", "expected"),
    [
        ("natural", ("natural", "clear"), ("natural", "clear")),
        ("clear", ("natural", "clear"), ("clear", "natural")),
        ("natural", ("clear",), ("clear",)),
        ("natural", (), ("natural",)),
    ],
)
def test_the_wanted_voice_comes_first_where_it_is_there(
    wanted: str, available: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert preferred(wanted, available) == expected


def test_a_natural_voice_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(natural, "find_spec", lambda name: None)
    with pytest.raises(VoiceUnavailable, match="not installed"):
        open_voice("natural")


@pytest.mark.parametrize(
    ("installed", "system_library", "expected"),
    [
        ({"pyttsx3", "espeakng_loader"}, None, ("clear",)),
        ({"pyttsx3"}, "libespeak-ng.so.1", ("clear",)),
        ({"pyttsx3"}, None, ()),
        ({"espeakng_loader"}, "libespeak-ng.so.1", ()),
        (HIBARI, None, ("natural",)),
        (HIBARI - {"onnx"} | {"pyttsx3", "espeakng_loader"}, None, ("clear",)),
    ],
)
def test_a_voice_is_here_if_its_parts_are(
    monkeypatch: pytest.MonkeyPatch,
    installed: set[str],
    system_library: str | None,
    expected: tuple[str, ...],
) -> None:
    def find(name: str) -> ModuleSpec | None:
        return ModuleSpec(name, None) if name in installed else None

    monkeypatch.setattr(voices, "find_spec", find)
    monkeypatch.setattr(natural, "find_spec", find)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: system_library)
    assert available_voices() == expected

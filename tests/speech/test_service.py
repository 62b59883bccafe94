"""What the rooms see of the voice: clips, and the truth about its state."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.guide import Sentence
from kiosk.speech.service import SpeechService
from kiosk.speech.voices import VoiceError

TEXTS = ["Your hands matter.", "MMN is rare.", "IVIg is given into a vein."]


def spoken(texts: list[str]) -> list[tuple[str, str]]:
    return [(sentence.id, sentence.shown) for sentence in map(Sentence.of, texts)]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SpeechService]:
    made = SpeechService(tmp_path, tmp_path / "lexicon.yaml")
    yield made
    made.close()


def test_a_clip_is_found_again_by_its_name(service: SpeechService) -> None:
    clip = service.clip_for(*spoken(TEXTS)[0])
    assert service.find(clip.name) == clip
    assert service.find("nothing") is None
    assert service.find("../nothing") is None


def test_the_clips_folder_may_be_named_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service = SpeechService(Path("data"), tmp_path / "lexicon.yaml")
    try:
        assert service.clip_for(*spoken(TEXTS)[0]).path.is_absolute()
    finally:
        service.close()


def test_the_background_renders_everything_and_counts_it(service: SpeechService) -> None:
    service.start(spoken(TEXTS)).join(timeout=60)
    status = service.status()
    assert (status.available, status.ready, status.wanted) == (True, 3, 3)


def test_preparing_reports_each_clip_and_renders_none_twice(service: SpeechService) -> None:
    seen: list[tuple[int, int]] = []
    first = service.prepare(spoken(TEXTS), lambda ready, wanted: seen.append((ready, wanted)))
    second = service.prepare(spoken(TEXTS), lambda ready, wanted: None)
    assert seen[-1] == (3, 3) and [ready for ready, _ in seen] == sorted(ready for ready, _ in seen)
    assert (first.clips, first.rendered, first.failures) == (3, 3, ())
    assert second.rendered == 0


def test_a_broken_lexicon_leaves_the_kiosk_without_voice_and_says_why(tmp_path: Path) -> None:
    lexicon = tmp_path / "lexicon.yaml"
    lexicon.write_text("words: [broken\n")
    service = SpeechService(tmp_path, lexicon)
    with pytest.raises(VoiceError, match="lexicon.yaml"):
        service.clip_for(*spoken(TEXTS)[0])
    assert not service.status().available
    assert "lexicon.yaml" in service.status().reason


def test_an_unknown_voice_is_told_in_the_background_too(tmp_path: Path) -> None:
    service = SpeechService(tmp_path, tmp_path / "lexicon.yaml", "nobody")
    service.start(spoken(TEXTS)).join(timeout=30)
    assert not service.status().available
    assert "nobody" in service.status().reason


def test_many_at_once_get_the_same_clip(service: SpeechService) -> None:
    names: list[str] = []
    one = spoken(TEXTS)[1]
    threads = [
        threading.Thread(target=lambda: names.append(service.clip_for(*one).name)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(names) == 8 and len(set(names)) == 1

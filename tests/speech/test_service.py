"""What the rooms see of the voice: clips, and the truth about its state."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.guide import Sentence
from kiosk.speech import service as service_module
from kiosk.speech.service import SpeechService
from kiosk.speech.text.spoken_forms import Script, SpokenForms
from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices.registry import Voice
from kiosk.worker import restarts as worker_restarts
from tests.speech.tones import ToneVoice

from ..waiting import wait_until

TEXTS = ["Your hands matter.", "MMN is rare.", "IVIg is given into a vein."]


RULES = SpokenForms({})


def sentence(text: str) -> tuple[str, str]:
    """Its id and what is shown."""
    one = Sentence.of(text)
    return one.id, one.shown


def script(folder: Path, texts: list[str]) -> Script:
    return Script(folder, RULES, tuple(map(sentence, texts)))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SpeechService]:
    made = SpeechService(tmp_path)
    yield made
    made.close()


def test_a_clip_is_found_again_by_its_name(service: SpeechService) -> None:
    clip = service.clip_for(*sentence(TEXTS[0]), RULES)
    assert service.find(clip.name) == clip
    assert service.find("nothing") is None
    assert service.find("../nothing") is None


def test_the_clips_folder_may_be_named_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service = SpeechService(Path("data"))
    try:
        assert service.clip_for(*sentence(TEXTS[0]), RULES).path.is_absolute()
    finally:
        service.close()


def test_the_background_renders_everything_and_counts_it(
    service: SpeechService, tmp_path: Path
) -> None:
    service.start([script(tmp_path, TEXTS)]).join(timeout=60)
    status = service.status()
    assert (status.available, status.ready, status.wanted) == (True, 3, 3)


def test_preparing_reports_each_clip_and_renders_none_twice(
    service: SpeechService, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    first = service.prepare(script(tmp_path, TEXTS), lambda _, *count: seen.append(count))["clear"]
    second = service.prepare(script(tmp_path, TEXTS), lambda *_: None)["clear"]
    assert seen[-1] == (3, 3) and [ready for ready, _ in seen] == sorted(ready for ready, _ in seen)
    assert (first.clips, first.rendered, first.failures) == (3, 3, ())
    assert second.rendered == 0


def test_an_unknown_voice_is_told_in_the_background_too(tmp_path: Path) -> None:
    service = SpeechService(tmp_path, ["nobody"])
    rendering = service.start([script(tmp_path, TEXTS)])
    wait_until(lambda: not service.status().available)
    assert "nobody" in service.status().reason
    # It would be tried again later and later; at the kiosk's end nothing waits for that.
    service.close()
    rendering.join(timeout=30)
    assert not rendering.is_alive()


def test_many_at_once_get_the_same_clip(service: SpeechService) -> None:
    names: list[str] = []
    one = sentence(TEXTS[1])
    threads = [
        threading.Thread(target=lambda: names.append(service.clip_for(*one, RULES).name))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(names) == 8 and len(set(names)) == 1


class Machine:
    """Opens voices that hum; those named in `missing` can't be opened, in `dead` can't speak.

    Those in `broken` fail as they are opened, in a way that is no certain absence.
    """

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self.dead: set[str] = set()
        self.broken: set[str] = set()
        self.opened: list[ToneVoice] = []

    def open(
        self,
        name: str,
        background: bool = False,
        model: Path | None = None,
        language: str = "en",
    ) -> Voice:
        if name in self.missing:
            raise VoiceUnavailable(f"no {name} here")
        if name in self.broken:
            raise VoiceError(f"the model of {name} is another one")
        voice = DeadVoice() if name in self.dead else ToneVoice()
        voice.name, voice.fingerprint = name, f"tone of {name}"
        self.opened.append(voice)
        return voice


class DeadVoice(ToneVoice):
    """Can be opened, but its engine doesn't start."""

    def speak(self, text: str) -> Utterance:
        self.asked.append(text)
        raise VoiceUnavailable("its engine doesn't start")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(service_module, "open_voice", made.open)
    return made


def two_voices(folder: Path) -> SpeechService:
    return SpeechService(folder, ["natural", "clear"])


def test_each_voice_has_clips_of_its_own(machine: Machine, tmp_path: Path) -> None:
    service = two_voices(tmp_path)
    one = sentence(TEXTS[0])
    own = service.clip_for(*one, RULES)
    assert own == service.clip_for(*one, RULES, "natural") == service.clip_for(*one, RULES, "loud")
    assert own.name != service.clip_for(*one, RULES, "clear").name


def test_preparing_renders_every_voice_and_deletes_what_nobody_uses(
    machine: Machine, tmp_path: Path
) -> None:
    service = two_voices(tmp_path)
    done = service.prepare(script(tmp_path, TEXTS), lambda *_: None, processes=2)
    assert [(name, summary.rendered) for name, summary in done.items()] == [
        ("natural", 3),
        ("clear", 3),
    ]
    folder = tmp_path / "clips"
    for file in folder.iterdir():
        os.utime(file, (1, 1))
    again = service.prepare(script(tmp_path, TEXTS[:1]), lambda *_: None)
    used = {name for summary in again.values() for name in summary.names}
    assert len(used) == 2 and {file.stem for file in folder.iterdir()} == used


def test_preparing_a_second_folder_leaves_the_firsts_clips(
    machine: Machine, tmp_path: Path
) -> None:
    """Who tries a content folder of their own finds the kiosk's voice ready afterwards."""
    kept: set[str] = set()
    for folder, texts in {"en": TEXTS[:2], "mine": TEXTS[1:]}.items():
        (tmp_path / folder).mkdir()
        service = two_voices(tmp_path)
        done = service.prepare(script(tmp_path / folder, texts), lambda *_: None)
        kept |= {name for summary in done.values() for name in summary.names}
        for file in (tmp_path / "clips").iterdir():
            os.utime(file, (1, 1))
    assert len(kept) == 6 and {file.stem for file in (tmp_path / "clips").iterdir()} == kept
    # The first is edited: what it alone said goes, what the second says stays.
    service = two_voices(tmp_path)
    service.prepare(script(tmp_path / "en", TEXTS[2:]), lambda *_: None)
    assert len({file.stem for file in (tmp_path / "clips").iterdir()}) == 4


def test_rendering_ahead_is_tried_again_where_a_voice_was_not_to_be_had(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a new start of the kiosk; and health tells it no more."""
    monkeypatch.setattr(worker_restarts, "FIRST_WAIT", 0.05)
    machine.missing.add("natural")
    service = two_voices(tmp_path)
    rendering = service.start([script(tmp_path, TEXTS)])
    wait_until(lambda: service.status().reason == "no natural here" and service.status().ready == 3)
    machine.missing.clear()
    rendering.join(timeout=20)
    assert not rendering.is_alive() and service.status().ready == 6
    wait_until(lambda: service.status().reason == "")
    service.close()


def test_a_voice_that_fails_in_another_way_keeps_no_other_from_being_rendered(
    machine: Machine, tmp_path: Path
) -> None:
    machine.broken.add("natural")
    service = two_voices(tmp_path)
    service.start([script(tmp_path, TEXTS)])
    wait_until(lambda: service.status().ready == 3)
    assert "another one" in service.status().reason
    service.close()


@pytest.mark.parametrize("fault", ["missing", "dead"])
def test_where_the_natural_voice_fails_the_clear_one_speaks(
    machine: Machine, tmp_path: Path, fault: str
) -> None:
    getattr(machine, fault).add("natural")
    service = two_voices(tmp_path)
    clips = [service.clip_for(*sentence(text), RULES, "natural") for text in TEXTS]
    assert all(clip.path.is_file() for clip in clips)
    status = service.status()
    assert status.available and status.reason
    # A voice that can't speak is not tried again at every tap.
    assert sum(len(voice.asked) for voice in machine.opened if voice.name == "natural") <= 1


def test_preparing_goes_on_without_a_missing_voice_and_spares_its_clips(
    machine: Machine, tmp_path: Path
) -> None:
    service = two_voices(tmp_path)
    kept = service.clip_for(*sentence(TEXTS[0]), RULES)
    for file in (tmp_path / "clips").iterdir():
        os.utime(file, (1, 1))
    machine.missing.add("natural")
    assert list(service.prepare(script(tmp_path, TEXTS[1:]), lambda *_: None)) == ["clear"]
    assert service.find(kept.name) == kept
    machine.missing.add("clear")
    with pytest.raises(VoiceUnavailable):
        service.prepare(script(tmp_path, TEXTS), lambda *_: None)


def test_a_voice_whose_clips_are_all_there_is_not_started(machine: Machine, tmp_path: Path) -> None:
    """The model needs 480 MB, and nobody needs the model."""
    service = two_voices(tmp_path)
    service.start([script(tmp_path, TEXTS)]).join(timeout=60)
    started = [voice.name for voice in machine.opened if voice.started]
    assert set(started) == {"natural", "clear"}
    machine.opened.clear()
    again = two_voices(tmp_path)
    again.start([script(tmp_path, TEXTS)]).join(timeout=60)
    assert not any(voice.started for voice in machine.opened)
    assert (again.status().ready, again.status().wanted) == (6, 6)

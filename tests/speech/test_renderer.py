"""Sentences become clips: once each, named by what is heard, whoever asks."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.speech.clip import Clip, ClipStore
from kiosk.speech.renderer import ClipRenderer
from kiosk.speech.text.lexicon import Lexicon, SpokenText
from kiosk.speech.utterance import Utterance, VoiceError
from tests.speech.tones import ToneVoice

LEXICON = Lexicon({"IV": "I V"})


def said(sentence_id: str, shown: str) -> tuple[str, SpokenText]:
    return sentence_id, LEXICON.say(shown)


SENTENCES = [said("s01", "Hands first."), said("s02", "An IV drip."), said("s03", "Call 911.")]


@pytest.fixture
def voice() -> ToneVoice:
    return ToneVoice()


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


@pytest.fixture
def renderer(voice: ToneVoice, store: ClipStore) -> ClipRenderer:
    return ClipRenderer(voice, store)


def test_a_clip_says_what_the_lexicon_says_and_marks_what_is_shown(
    renderer: ClipRenderer, voice: ToneVoice
) -> None:
    clip = renderer.clip_for(*said("s02", "An IV drip."))
    assert voice.asked == ["An I V drip."]
    assert [(mark.word, mark.start) for mark in clip.marks] == [
        ("An", 0.0),
        ("IV", 0.3),
        ("drip.", 0.7),
    ]
    assert clip.duration == pytest.approx(1.2)
    assert clip.path.is_file()


def test_the_second_time_it_comes_from_the_store(renderer: ClipRenderer, voice: ToneVoice) -> None:
    first = renderer.clip_for(*said("s01", "Hands first."))
    assert renderer.clip_for(*said("s01", "Hands first.")) == first
    assert len(voice.asked) == 1


def test_the_name_is_known_before_the_clip_is_there(
    renderer: ClipRenderer, voice: ToneVoice
) -> None:
    name = renderer.name_for(*said("s01", "Hands first."))
    assert voice.asked == []
    assert renderer.clip_for(*said("s01", "Hands first.")).name == name


def test_another_voice_or_lexicon_is_another_clip(store: ClipStore, voice: ToneVoice) -> None:
    other = ToneVoice()
    other.fingerprint = "tone 2"
    forms = [Lexicon(), Lexicon({"drip": "slow drip"})]
    names = {
        ClipRenderer(each, store).name_for("s02", lexicon.say("An IV drip."))
        for each in (voice, other)
        for lexicon in forms
    }
    assert len(names) == 4


def test_a_damaged_clip_is_spoken_again(renderer: ClipRenderer, voice: ToneVoice) -> None:
    clip = renderer.clip_for(*said("s01", "Hands first."))
    clip.path.write_bytes(b"RIFF")
    assert renderer.clip_for(*said("s01", "Hands first.")) == clip
    assert len(voice.asked) == 2


def test_a_failure_is_told_and_can_be_asked_again(renderer: ClipRenderer, voice: ToneVoice) -> None:
    for _ in range(2):
        with pytest.raises(VoiceError, match="breaks"):
            renderer.clip_for(*said("s04", "A broken one."))
    assert len(voice.asked) == 2


class GatedVoice(ToneVoice):
    """Begins to speak, tells so, and goes on when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.began = threading.Event()
        self.let = threading.Event()

    def speak(self, text: str) -> Utterance:
        self.began.set()
        assert self.let.wait(10)
        return super().speak(text)


def ask_at_once(count: int, ask: Callable[[], Clip], voice: GatedVoice) -> list[Clip | None]:
    """What each of `count` threads gets that ask while the voice is at the first one's clip."""
    answers: list[Clip | None] = []

    def run() -> None:
        try:
            answers.append(ask())
        except VoiceError:
            answers.append(None)

    threads = [threading.Thread(target=run) for _ in range(count)]
    threads[0].start()
    assert voice.began.wait(10)
    for thread in threads[1:]:
        thread.start()
    voice.let.set()
    for thread in threads:
        thread.join()
    return answers


def test_the_same_clip_asked_at_once_is_spoken_once(store: ClipStore) -> None:
    voice = GatedVoice()
    renderer = ClipRenderer(voice, store)
    answers = ask_at_once(8, lambda: renderer.clip_for(*said("s01", "Hands first.")), voice)
    assert answers == [store.find(renderer.name_for(*said("s01", "Hands first.")))] * 8
    assert len(voice.asked) == 1


def test_all_who_wait_for_a_clip_hear_of_its_failure(store: ClipStore) -> None:
    voice = GatedVoice()
    renderer = ClipRenderer(voice, store)
    assert ask_at_once(4, lambda: renderer.clip_for(*said("s04", "broken")), voice) == [None] * 4


def test_prepare_renders_all_and_tells_of_its_progress(
    renderer: ClipRenderer, store: ClipStore
) -> None:
    told: list[tuple[int, int]] = []
    summary = renderer.prepare(SENTENCES, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert (summary.clips, summary.rendered, summary.failures) == (3, 3, ())
    assert summary.seconds_of_speech == pytest.approx(1.2 + 1.2 + 1.1)
    assert summary.seconds_taken > 0
    assert all(store.find(renderer.name_for(*sentence)) for sentence in SENTENCES)


def test_prepare_again_renders_nothing(renderer: ClipRenderer) -> None:
    first = renderer.prepare(SENTENCES)
    again = renderer.prepare(SENTENCES)
    assert (again.clips, again.rendered) == (3, 0)
    assert again.seconds_of_speech == first.seconds_of_speech


def test_prepare_goes_on_after_a_failure_and_names_it(renderer: ClipRenderer) -> None:
    summary = renderer.prepare([said("s04", "A broken one."), *SENTENCES])
    assert summary.clips == 3
    assert summary.failures == (("s04", "This text breaks the voice."),)


def test_prepare_goes_on_where_the_disk_refuses(
    renderer: ClipRenderer, store: ClipStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Clip:
        raise OSError("disk full")

    monkeypatch.setattr(store, "put", refuse)
    summary = renderer.prepare(SENTENCES)
    assert summary.failures == tuple((sentence_id, "disk full") for sentence_id, _ in SENTENCES)


def test_prepare_names_every_clip_that_is_in_use(renderer: ClipRenderer) -> None:
    broken = said("s04", "A broken one.")
    names = renderer.prepare([*SENTENCES, broken]).names
    assert set(names) == {renderer.name_for(*sentence) for sentence in [*SENTENCES, broken]}


def test_several_at_once_render_the_same(voice: ToneVoice, store: ClipStore) -> None:
    told: list[tuple[int, int]] = []
    renderer = ClipRenderer(voice, store, at_once=3)
    wanted = [*SENTENCES, said("s04", "A broken one.")]
    summary = renderer.prepare(wanted, lambda done, of: told.append((done, of)))
    assert (summary.clips, summary.rendered) == (3, 3)
    assert summary.failures == (("s04", "This text breaks the voice."),)
    assert told[-1] == (4, 4)


def test_closing_ends_prepare_early_and_names_nothing(
    renderer: ClipRenderer, voice: ToneVoice
) -> None:
    summary = renderer.prepare(SENTENCES, lambda done, of: renderer.close())
    assert summary.clips == 1
    assert voice.closed
    assert summary.names == ()

"""Several voices speak at once, and never two texts in one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices.pool import VoicePool
from tests.speech.tones import ToneVoice


class MeetingVoice(ToneVoice):
    """Speaks only when another voice speaks at the same time."""

    meeting = threading.Barrier(2)

    def speak(self, text: str) -> Utterance:
        self.meeting.wait(timeout=10)
        return super().speak(text)


def test_two_processes_speak_two_texts_at_once() -> None:
    opened: list[MeetingVoice] = []

    def open_one() -> MeetingVoice:
        opened.append(MeetingVoice())
        return opened[-1]

    pool = VoicePool(open_one, 2)
    threads = [threading.Thread(target=pool.speak, args=(text,)) for text in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(text for voice in opened for text in voice.asked) == ["a", "b", "c", "d"]
    assert pool.fingerprint == "tone 1"


def test_after_a_failure_the_voice_is_used_again() -> None:
    pool = VoicePool(ToneVoice, 0)
    with pytest.raises(VoiceError):
        pool.speak("broken")
    assert pool.speak("whole").duration == pytest.approx(0.5)


@pytest.mark.parametrize("fault", ["not opened", "dead"])
def test_a_process_that_is_not_to_be_had_hands_its_share_to_the_others(fault: str) -> None:
    """Every text is spoken, by those that are there."""
    opened: list[ToneVoice] = []

    class Dead(ToneVoice):
        def speak(self, text: str) -> Utterance:
            raise VoiceUnavailable("its process doesn't start")

    def open_one() -> ToneVoice:
        if opened and fault == "not opened":
            raise VoiceUnavailable("no memory for one more")
        opened.append(Dead() if opened else Slow())
        return opened[-1]

    class Slow(ToneVoice):
        def speak(self, text: str) -> Utterance:
            threading.Event().wait(0.01)  # so that others are needed
            return super().speak(text)

    pool = VoicePool(open_one, 3)
    texts = [f"text {turn}" for turn in range(12)]
    with ThreadPoolExecutor(3) as threads:
        assert len(list(threads.map(pool.speak, texts))) == len(texts)
    assert sorted(opened[0].asked) == sorted(texts)
    assert all(voice.closed for voice in opened[1:])
    pool.close()


def test_where_the_last_process_is_gone_it_is_told() -> None:
    class Dead(ToneVoice):
        def speak(self, text: str) -> Utterance:
            raise VoiceUnavailable("its process doesn't start")

    pool = VoicePool(Dead, 2)
    for _ in range(2):
        with pytest.raises(VoiceUnavailable, match="doesn't start"):
            pool.speak("text")


def test_all_are_started_and_closed() -> None:
    opened: list[ToneVoice] = []
    pool = VoicePool(lambda: opened.append(ToneVoice()) or opened[-1], 3)
    pool.start()
    pool.close()
    # Two of the three were never needed, and so never opened.
    assert [(voice.started, voice.closed) for voice in opened] == [(True, True)]

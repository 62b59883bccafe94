"""Several voices speak at once, and never two texts in one."""

import threading

import pytest

from kiosk.speech.pool import VoicePool
from kiosk.speech.utterance import Utterance, VoiceError
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


def test_all_are_started_and_closed() -> None:
    opened: list[ToneVoice] = []
    pool = VoicePool(lambda: opened.append(ToneVoice()) or opened[-1], 3)
    pool.start()
    pool.close()
    # Two of the three were never needed, and so never opened.
    assert [(voice.started, voice.closed) for voice in opened] == [(True, True)]

"""A voice that hangs, dies or fails holds up nobody, and is back by itself."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.guide import Sentence
from kiosk.speech.clip import ClipStore
from kiosk.speech.line import VoiceLine
from kiosk.speech.renderer import ClipRenderer
from kiosk.speech.text.lexicon import Lexicon
from kiosk.speech.utterance import Utterance, VoiceError, VoiceUnavailable
from kiosk.speech.voices.registry import Voice
from kiosk.speech.waiting import VoiceBusy, VoiceLate, WaitingRoom, Wish
from kiosk.worker.restarts import FIRST_WAIT

from ..waiting import wait_until
from .tones import ToneVoice

TAP, AHEAD, PATIENT = Wish("page"), Wish("page", ahead=True), Wish()
OpenLine = Callable[[Callable[[], Voice]], VoiceLine]


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class HeldVoice(ToneVoice):
    """Speaks each text only when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.holds = threading.Semaphore(0)

    def speak(self, text: str) -> Utterance:
        utterance = super().speak(text)
        assert self.holds.acquire(timeout=20)
        return utterance


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_line(tmp_path: Path, clock: Clock) -> Iterator[OpenLine]:
    """open_line(open_voice): a line over a store of its own, closed at the test's end."""
    lines: list[VoiceLine] = []

    def make(open_voice: Callable[[], Voice]) -> VoiceLine:
        def renderer() -> ClipRenderer:
            return ClipRenderer(open_voice(), ClipStore(tmp_path))

        lines.append(VoiceLine("clear", renderer, clock))
        return lines[-1]

    yield make
    for line in lines:
        line.close()


def ask(line: VoiceLine, text: str, wish: Wish = PATIENT, limit: float = 20.0) -> str:
    """The name of the clip."""
    with WaitingRoom().seat_for(wish) as seat:
        return line.clip(Sentence.of(text).id, Lexicon().say(text), seat, limit).name


def test_a_clip_comes_with_the_name_of_who_speaks(open_line: OpenLine) -> None:
    """The page can tell that it is not the voice that was wanted."""
    line = open_line(ToneVoice)
    with WaitingRoom().seat_for(TAP) as seat:
        assert line.clip("s1", Lexicon().say("hands"), seat, 20).voice == "clear"


def test_a_tap_is_rendered_before_what_is_wanted_later(open_line: OpenLine) -> None:
    """A person's word comes next, whatever the page has asked for."""
    voice = HeldVoice()
    line = open_line(lambda: voice)
    with ThreadPoolExecutor(5) as threads:
        asked = [threads.submit(ask, line, "first", AHEAD)]
        wait_until(lambda: voice.asked)
        for count, (text, wish) in enumerate([("a", AHEAD), ("b", AHEAD), ("tap", TAP)], start=1):
            asked.append(threads.submit(ask, line, text, wish))
            wait_until(lambda count=count: len(line._jobs._jobs) == count)
        voice.holds.release(4)
        for one in asked:
            one.result(timeout=20)
    assert voice.asked == ["first", "tap", "a", "b"]


def test_what_nobody_waits_for_any_more_is_not_rendered(open_line: OpenLine) -> None:
    """A page that has gone leaves no work behind."""
    voice = HeldVoice()
    line = open_line(lambda: voice)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(ask, line, "first")
        wait_until(lambda: voice.asked)
        with pytest.raises(VoiceLate):
            ask(line, "gone", AHEAD, 0.05)
        voice.holds.release(2)
        first.result(timeout=20)
    assert ask(line, "last") and voice.asked == ["first", "last"]


def test_while_the_voice_hangs_the_next_tap_is_not_kept_waiting(
    open_line: OpenLine, clock: Clock
) -> None:
    """The first one waited; now it is known, and the other voice speaks at once."""
    voice = HeldVoice()
    line = open_line(lambda: voice)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(ask, line, "first")
        wait_until(lambda: voice.asked)
        clock.now += 2
        assert "too long" in line.fault
        started = time.monotonic()
        with pytest.raises(VoiceLate):
            ask(line, "second", TAP)
        assert time.monotonic() - started < 10
        voice.holds.release(2)
        first.result(timeout=20)
    wait_until(lambda: not line.fault)
    assert ask(line, "second", TAP)


def test_a_clip_that_is_there_needs_no_voice(open_line: OpenLine, clock: Clock) -> None:
    """Also while the voice hangs."""
    voice = HeldVoice()
    line = open_line(lambda: voice)
    voice.holds.release()
    name = ask(line, "known")
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(ask, line, "first")
        wait_until(lambda: len(voice.asked) == 2)
        clock.now += 2
        assert ask(line, "known", TAP) == name
        voice.holds.release()
        first.result(timeout=20)


def test_a_voice_that_can_not_be_opened_is_tried_again_after_a_while(
    open_line: OpenLine, clock: Clock
) -> None:
    """Nothing is broken until somebody starts the kiosk anew."""
    opened: list[Voice] = []
    missing = threading.Event()
    missing.set()

    def open_voice() -> Voice:
        opened.append(ToneVoice())
        if missing.is_set():
            raise VoiceUnavailable("no library here")
        return opened[-1]

    line = open_line(open_voice)
    for _ in range(3):
        with pytest.raises(VoiceUnavailable, match="no library here"):
            ask(line, "hands")
    assert len(opened) == 1 and line.fault == "no library here"
    missing.clear()
    clock.now += FIRST_WAIT
    wait_until(lambda: not line.fault)
    assert ask(line, "hands")


def test_while_a_voice_hangs_as_it_opens_only_a_few_wait_for_it(open_line: OpenLine) -> None:
    """Who has pressed something newer is not kept waiting for what was before."""
    opens = threading.Event()

    def open_voice() -> Voice:
        assert opens.wait(20)
        return ToneVoice()

    line, room = open_line(open_voice), WaitingRoom()

    def tap(text: str) -> str:
        with room.seat_for(TAP) as seat:
            return line.clip(Sentence.of(text).id, Lexicon().say(text), seat, 60.0).name

    with ThreadPoolExecutor(4) as threads:
        asked = []
        for count in (1, 2, 3):
            asked.append(threads.submit(tap, f"tap {count}"))
            wait_until(lambda count=count: len(room._seated) == count)
        last = threads.submit(tap, "tap 4")
        with pytest.raises(VoiceBusy):
            asked[0].result(timeout=20)
        with pytest.raises(VoiceLate):
            ask(line, "impatient", TAP, 0.05)
        opens.set()
        for one in (*asked[1:], last):
            assert one.result(timeout=20)


def test_a_text_that_fails_leaves_the_voice_well(open_line: OpenLine) -> None:
    line = open_line(ToneVoice)
    with pytest.raises(VoiceError, match="breaks"):
        ask(line, "broken")
    assert line.fault == "" and ask(line, "whole")


def test_a_fault_of_our_own_ends_no_voice(open_line: OpenLine) -> None:
    """Whatever is raised, who waits is told, and the next one is served."""

    class Odd(ToneVoice):
        def speak(self, text: str) -> Utterance:
            if text == "odd":
                raise KeyError(text)
            return super().speak(text)

    line = open_line(Odd)
    with pytest.raises(KeyError):
        ask(line, "odd")
    assert ask(line, "whole")


def test_closed_it_tells_those_who_wait(open_line: OpenLine) -> None:
    voice = HeldVoice()
    line = open_line(lambda: voice)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(ask, line, "first")
        wait_until(lambda: voice.asked)
        second = threads.submit(ask, line, "second")
        wait_until(lambda: line._jobs)
        line.close()
        with pytest.raises(VoiceUnavailable, match="closed"):
            second.result(timeout=20)
        voice.holds.release()
        first.result(timeout=20)
    with pytest.raises(VoiceUnavailable, match="closed"):
        ask(line, "third")

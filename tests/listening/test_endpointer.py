"""Where words begin and end, from made-up levels and chances."""

from collections.abc import Iterable

import pytest

from kiosk.listening.endpointer import LONGEST_SECONDS, Endpointer, EndpointEvent, frames

QUIET = (0.0, -60.0)
WORD = (0.9, -20.0)
TALK_AFAR = (0.9, -45.0)  # speech too, but as loud as the room always is


def moments(sound: Iterable[tuple[float, float]]) -> list[EndpointEvent]:
    endpointer = Endpointer()
    found = [endpointer.add(chance, level) for chance, level in sound]
    return [moment for moment in found if moment]


def seconds(frame: tuple[float, float], length: float) -> list[tuple[float, float]]:
    return [frame] * frames(length)


def test_a_word_in_a_quiet_room_is_recognised_before_it_is_believed() -> None:
    sound = seconds(QUIET, 1) + seconds(WORD, 0.4) + seconds(QUIET, 1)
    began, likely, ended = moments(sound)
    assert [began.kind, likely.kind, ended.kind] == ["began", "likely", "ended"]
    assert ended.utterance.start == frames(1)
    assert ended.utterance.end == frames(1) + frames(0.4)
    assert ended.utterance.peak == -20.0
    assert likely.utterance == ended.utterance


def test_a_short_gap_does_not_end_a_word() -> None:
    """The closed lips of "stop" are 0.1 s of silence; so are those between two words."""
    sound = seconds(QUIET, 1) + seconds(WORD, 0.2) + seconds(QUIET, 0.1) + seconds(WORD, 0.1)
    ended = moments(sound + seconds(QUIET, 1))[-1]
    assert ended.utterance.end - ended.utterance.start == frames(0.2) + frames(0.1) + frames(0.1)


def test_what_seemed_the_end_is_taken_back_when_speech_goes_on() -> None:
    sound = seconds(QUIET, 1) + seconds(WORD, 0.3) + seconds(QUIET, 0.25) + seconds(WORD, 0.3)
    kinds = [moment.kind for moment in moments(sound + seconds(QUIET, 1))]
    assert kinds == ["began", "likely", "resumed", "likely", "ended"]


def test_long_talk_is_dropped_and_what_follows_at_once_is_known_as_its_end() -> None:
    sound = seconds(QUIET, 1) + seconds(WORD, LONGEST_SECONDS + 0.7) + seconds(QUIET, 1)
    found = moments(sound)
    assert "dropped" in [moment.kind for moment in found]
    assert all(moment.kind != "ended" or moment.utterance.quiet_before < 0.1 for moment in found)


def test_talk_afar_is_background_and_a_near_voice_stands_out_of_it() -> None:
    sound = seconds(TALK_AFAR, 8) + seconds(WORD, 0.4) + seconds(TALK_AFAR, 1)
    last = [moment for moment in moments(sound) if moment.kind == "ended"]
    assert [moment.utterance.start for moment in last] == [frames(8)]
    assert last[0].utterance.noise == pytest.approx(-45.0)


@pytest.mark.parametrize("frame", [(0.1, -20.0), (0.9, -62.0)], ids=["a slam", "a whisper afar"])
def test_neither_loudness_nor_likeness_to_speech_alone_is_a_word(
    frame: tuple[float, float],
) -> None:
    assert not moments(seconds(QUIET, 1) + seconds(frame, 0.4) + seconds(QUIET, 1))


def test_a_click_is_dropped() -> None:
    found = moments(seconds(QUIET, 1) + [WORD] + seconds(QUIET, 1))
    assert [moment.kind for moment in found] == ["began", "dropped"]


def test_it_tells_how_long_it_was_quiet_and_how_much_was_said_before() -> None:
    word = seconds(WORD, 0.5) + seconds(QUIET, 1)
    ended = [one for one in moments(seconds(QUIET, 1) + word * 3) if one.kind == "ended"]
    assert ended[-1].utterance.quiet_before == pytest.approx(1, abs=0.05)
    assert ended[-1].utterance.talk_before == pytest.approx(1, abs=0.05)
    assert ended[0].utterance.talk_before == 0


def test_while_the_kiosk_reads_only_what_is_louder_is_a_word() -> None:
    own = [(0.9, -40.0), (0.9, -35.0), (0.9, -38.0), (0.1, -60.0)] * frames(1)
    word = seconds((0.9, -25.0), 0.4)
    endpointer = Endpointer()
    found = [endpointer.add(*frame, reading=True) for frame in own + word + own]
    began, likely, ended = [moment for moment in found if moment]
    assert [began.kind, likely.kind, ended.kind] == ["began", "likely", "ended"]
    assert (ended.utterance.start, ended.utterance.end) == (len(own), len(own) + frames(0.4))
    # Nor does a word that was said over it count as its own voice.
    again = [endpointer.add(*frame, reading=True) for frame in word + own]
    assert [moment.kind for moment in again if moment] == ["began", "likely", "ended"]


def test_the_kiosks_own_voice_is_no_background_of_the_room() -> None:
    endpointer = Endpointer()
    for frame in seconds(QUIET, 4):
        endpointer.add(*frame)
    for frame in seconds(WORD, 8):
        endpointer.add(*frame, reading=True)
    assert endpointer.noise == -60.0


def test_nothing_is_a_word_until_the_kiosks_voice_is_known() -> None:
    endpointer = Endpointer()
    assert not any(endpointer.add(*frame, reading=True) for frame in seconds(WORD, 0.9))

"""Act, ask or leave it: each rule by itself."""

import pytest

from kiosk.listening.commands import Command, Context
from kiosk.listening.decision import (
    ACCEPT,
    ASK,
    LONGEST,
    Decision,
    decide,
    is_said,
    longer,
    strictness,
)
from kiosk.listening.endpointer import SpeechSegment
from kiosk.listening.models.scoring import FLOOR
from kiosk.listening.scores import Scores

NEXT, NO = Command("next"), Command("no")
TWO, THREE = Command("number", 2), Command("number", 3)
MEANINGS = {
    "next": NEXT,
    "no": NO,
    "next page": NEXT,
    "two": TWO,
    "number two": TWO,
    "three": THREE,
}
SURE, DOUBTFUL = ACCEPT + 1.5, (ACCEPT + ASK) / 2


def spoken(
    quiet_before: float = 2.0, talk_before: float = 0.0, frames: int = 12, over_noise: float = 40.0
) -> SpeechSegment:
    return SpeechSegment(100, 100 + frames, quiet_before, talk_before, -20.0, -20.0 - over_noise)


def decided(
    chances: dict[str, float],
    utterance: SpeechSegment | None = None,
    context: Context | None = None,
    free: str = "",
    whisper: dict[str, float] | None = None,
    rival: float = FLOOR,
    alike: float = FLOOR,
    written: str = "",
) -> Decision:
    scores = Scores(chances, whisper or chances, free, "", rival, alike, [written])
    now = context or Context()
    allowed = {one for one in MEANINGS.values() if (one.number or 0) <= now.numbers}
    return decide(scores, utterance or spoken(), MEANINGS, allowed, now.reading)


def test_what_both_models_find_likely_is_done() -> None:
    found = decided({"next": SURE, "two": -12.0})
    assert (found.kind, found.command) == ("heard", NEXT)
    assert found.confidence > 0.5


def test_what_only_one_model_finds_likely_is_not_done() -> None:
    assert decided({"next": -0.1}, whisper={"next": -13.0}).kind == "refused"
    assert decided({"next": -0.1}, whisper={"two": -1.0}).kind == "refused"


def test_what_is_unlikely_is_refused_and_what_is_nearly_likely_is_asked() -> None:
    assert decided({"next": ASK - 0.1}).reason == "not a command"
    asked = decided({"next": DOUBTFUL, "two": -12.0})
    assert (asked.kind, asked.command, asked.other) == ("unsure", NEXT, None)
    assert asked.confidence < 0.5


def test_what_was_much_rather_another_word_is_refused() -> None:
    assert decided({"two": SURE}, rival=SURE + 3).reason == "not a command"
    assert decided({"two": SURE}, rival=SURE + 1).kind == "heard"


def test_the_longer_a_phrase_the_less_likely_it_may_be() -> None:
    assert decided({"next": ACCEPT - 0.5}).kind == "unsure"
    found = decided({"next page": ACCEPT - 0.5})
    assert found.kind == "heard"
    assert found.confidence > 0.5
    lengths = [
        longer(one) for one in ("no", "next", "next page", "what other treatments are there")
    ]
    assert lengths == sorted(lengths)
    assert (lengths[0], lengths[-1]) == (0.0, LONGEST)


def test_a_long_phrase_may_not_be_less_likely_yet_while_the_kiosk_reads() -> None:
    """In ten minutes of reading its own voice would have stopped it."""
    assert longer("next page") > 0
    assert strictness("next page", spoken(), False) == -longer("next page")
    assert strictness("next page", spoken(), True) == strictness("next", spoken(), True)


def test_a_long_phrase_that_one_model_wrote_just_so_needs_less_of_the_other() -> None:
    """Not a short word, which is written for many a noise; nor amid talk."""
    one_model = {"next page": -11.0}, {"next page": -0.5}
    assert decided(one_model[0], whisper=one_model[1]).kind == "refused"
    assert decided(one_model[0], whisper=one_model[1], written="next page").kind == "heard"
    assert decided({"next": -11.0}, whisper={"next": -0.5}, written="next").kind == "refused"
    talk = spoken(quiet_before=0.8, talk_before=4.0)
    assert decided(one_model[0], talk, whisper=one_model[1], written="next page").kind == "refused"


def test_a_part_of_a_long_phrase_is_not_in_its_way() -> None:
    """ "Number two" is nearly as likely to be "no"; what is as long is in the way still."""
    assert decided({"number two": SURE, "no": SURE}).command == TWO
    assert decided({"number two": SURE, "no": SURE + 2}).kind == "unsure"
    asked = decided({"number two": SURE, "next page": SURE - 0.5})
    assert (asked.kind, asked.command, asked.other) == ("unsure", TWO, NEXT)


def test_a_long_phrase_gets_no_start_while_the_kiosk_reads() -> None:
    scores = Scores({"number two": SURE, "no": SURE}, {"number two": SURE, "no": SURE})
    found = [
        decide(scores, spoken(), MEANINGS, set(MEANINGS.values()), reading=reading)
        for reading in (False, True)
    ]
    assert [(one.kind, one.command) for one in found] == [("heard", TWO), ("unsure", TWO)]


def test_nobody_says_several_words_in_no_time() -> None:
    assert decided({"number two": SURE}, spoken(frames=9)).kind == "heard"
    assert decided({"number two": SURE}, spoken(frames=8)).reason == "not a command"
    assert decided({"three": SURE}, spoken(frames=4)).kind == "heard"


def test_a_word_that_is_easily_heard_has_to_be_likelier() -> None:
    assert decided({"next": ACCEPT + 0.5}).kind == "heard"
    assert decided({"no": ACCEPT + 0.5}).kind == "unsure"
    assert decided({"no": ASK + 0.5}).kind == "refused"
    assert decided({"no": ACCEPT + 1.1}).kind == "heard"


def test_what_sounds_like_a_command_has_to_be_much_less_likely() -> None:
    assert decided({"three": -0.1}, alike=-1.0).reason == "not a command"
    assert decided({"three": -0.1}, alike=-4.0).kind == "heard"


def test_a_very_short_sound_has_to_be_likelier() -> None:
    assert decided({"next": ACCEPT + 0.5}, spoken(frames=3)).kind == "unsure"
    assert decided({"next": ACCEPT + 0.5}, spoken(frames=4)).kind == "heard"


def test_a_scrap_of_the_background_is_no_command() -> None:
    assert decided({"next": -0.1}, spoken(over_noise=9.0)).reason == "not a command"
    assert decided({"next": -0.1}, spoken(over_noise=11.0)).kind == "heard"


def test_two_that_are_as_likely_are_both_asked_about() -> None:
    asked = decided({"two": SURE, "three": SURE - 0.2})
    assert (asked.kind, asked.command, asked.other) == ("unsure", TWO, THREE)


def test_two_ways_to_say_the_same_are_one_command() -> None:
    assert decided({"two": SURE, "number two": SURE - 0.1}).kind == "heard"


def test_amid_talk_only_what_is_quite_sure_counts_and_nothing_is_asked() -> None:
    talk = spoken(quiet_before=0.8, talk_before=4.0)
    after_a_pause = spoken(quiet_before=1.6, talk_before=4.0)
    assert decided({"next": ACCEPT + 0.1}, after_a_pause).kind == "heard"
    assert decided({"next": ACCEPT + 0.1}).kind == "heard"
    assert decided({"next": ACCEPT + 0.1}, talk).kind == "refused"
    assert decided({"next": -0.1}, talk).kind == "heard"


def test_the_end_of_a_sentence_is_no_command() -> None:
    assert decided({"next": -0.1}, spoken(quiet_before=0.1)).reason == "speech goes on"


def test_a_sentence_with_a_command_in_it_is_no_command() -> None:
    assert decided({"next": SURE}, free="I saw them next week").kind == "refused"
    assert decided({"next": SURE}, free="Next next next next").kind == "heard"
    sentence = "I saw the next pages"
    assert decided({"next": SURE}, free=sentence, written="next").kind == "refused"
    assert decided({"next page": SURE}, free=sentence).kind == "refused"
    assert decided({"next page": SURE}, free=sentence, written="next page").kind == "heard"
    talk = spoken(quiet_before=0.8, talk_before=4.0)
    found = decided({"next page": -0.1}, talk, free=sentence, written="next page")
    assert found.kind == "refused"


def test_less_is_wanted_while_it_reads_and_not_a_moment_after() -> None:
    heard = Scores({"next": -5.8}, {"next": -5.8})
    allowed = set(MEANINGS.values())
    kinds = [
        decide(heard, spoken(), MEANINGS, allowed, "A nerve test.", reading).kind
        for reading in (True, False)
    ]
    assert kinds == ["heard", "refused"]


def test_the_kiosks_own_words_are_not_believed() -> None:
    reading = Context(reading="The next step is a nerve test.")
    assert decided({"next": -0.1}, context=reading).reason == "our own voice"
    assert decided({"two": -0.1}, context=reading).kind == "heard"


def test_what_cannot_be_meant_now_is_refused_and_nothing_else_is_taken_for_it() -> None:
    found = decided({"three": -0.3, "two": SURE - 0.1}, context=Context(numbers=2))
    assert (found.kind, found.reason) == ("refused", "not on this screen")


def test_nothing_likely_at_all() -> None:
    assert decided({}).reason == "not a command"


@pytest.mark.parametrize(
    ("phrase", "text", "said"),
    [
        ("stop", "They stop, or slow down.", True),
        ("stop", "The stopped nerve.", False),
        ("i am", "As I am here", True),
    ],
)
def test_a_phrase_is_found_in_a_text_by_whole_words(phrase: str, text: str, said: bool) -> None:
    assert is_said(phrase, text) is said

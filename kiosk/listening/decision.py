"""Whether to act on what was heard, to ask, or to leave it: every threshold. Pure.

Wrong acts are worse than none, so a command has to be likely for both models, to stand alone
between two silences, and to stand out from the next likely command.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from kiosk.listening.commands import Command
from kiosk.listening.endpointer import FRAME_SECONDS, SpeechSegment
from kiosk.listening.models.scoring import FLOOR, mean_chance
from kiosk.listening.scores import Scores

# Found with real people's recordings, half of each set (docs: bench.listening measures all of it).
# Mean log chance of both models, from which a command is believed; and believed amid talk.
ACCEPT = -4.5
ACCEPT_AMID_TALK = -2.0
# From here on it is asked about, where it stands alone.
ASK = -5.5
# Neither model may find it less likely than this.
LOWEST = -6.5
# What else was heard, and is no command, may be so much likelier: over a poor line "two" is "so".
RIVAL_AHEAD = 2.5
# Where three was said, "three" is likelier than "tree" by at least 3.3; where tree was, by at most
# 2.3.
ALIKE_BEHIND = 2.5
# Short and open, these are heard in "on", "go", "down" and in noise: everything is so much
# stricter.
EASILY_HEARD = {"no": 1.0, "one": 1.0}
# While the kiosk reads, only what stops it can be meant, and its own voice is under every word:
# everything is so much less strict.
EASIER_WHILE_READING = 2.0
# The longer a phrase, the less each sound of it has to be right: nothing else comes near it. Every
# threshold is so much lower for each further word and each letter over so many; so much at most.
LONGER_WORD, LONGER_LETTER, LETTERS, LONGEST = 1.0, 0.2, 6, 4.0
# Less by so much again, where a model freely wrote just that long phrase, of all English.
WRITTEN = 4.0
# A sound as short as that, in seconds, may be anything: everything is so much stricter, too.
SHORT_SECONDS, SHORT = 0.1, 1.0
# Nobody says several words at so many letters a second: "wait a minute" in a scrap of 0.26 s of our
# own voice. (The fastest of the synthetic voices, at 1.25 times its speed: 28.)
TOO_FAST = 35.0
# Two commands nearer than this to each other can't be told apart.
MARGIN = 1.5
# What is less than this over the background, in dB, is a scrap of it, while the kiosk is silent.
FAINT = 10.0
# A command comes after at least so many seconds without speech; more talk than this, in the
# seconds before it and up to a pause, is a conversation.
QUIET_BEFORE = 0.25
TALK_BEFORE = 1.5
PAUSE = 1.5
# A model that wrote so many words more than the phrase has heard a sentence.
MORE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """`kind`: "heard", "unsure" or "refused"; `confidence` from 0 to 1."""

    kind: str
    command: Command | None = None
    other: Command | None = None
    confidence: float = 0.0
    reason: str = ""


def decide(
    scores: Scores,
    utterance: SpeechSegment,
    meanings: Mapping[str, Command],
    allowed: Collection[Command],
    own_words: str = "",
    reading: bool = False,
) -> Decision:
    """What one utterance was; `meanings` are all phrases, `allowed` what counts now.

    `own_words` is what the kiosk itself says, or has just said; `reading`: it says them still.
    """
    if reading or amid_talk(utterance):
        scores = replace(scores, written=())  # there a model writes what others say
    phrases = ranked(scores, meanings, reading)
    if not phrases:
        return Decision("refused", reason="not a command")
    (phrase, best, ahead), *others = phrases
    command = meanings[phrase]
    stricter = strictness(phrase, utterance, reading, written(phrase, scores))
    sure = confidence(best - stricter)
    if utterance.quiet_before < QUIET_BEFORE:
        return Decision("refused", confidence=sure, reason="speech goes on")
    if is_said(phrase, own_words):
        return Decision("refused", confidence=sure, reason="our own voice")
    faint = utterance.peak - utterance.noise < FAINT and not reading
    if faint or too_fast(phrase, utterance) or not likely(phrase, best, scores, stricter):
        return Decision("refused", confidence=sure, reason="not a command")
    if command not in allowed:
        return Decision("refused", confidence=sure, reason="not on this screen")
    talk = amid_talk(utterance)
    wanted = (ACCEPT_AMID_TALK if talk else ACCEPT) + stricter
    near = [meanings[one] for one, _, behind in others if ahead - behind < MARGIN]
    if best >= wanted and not near:
        return Decision("heard", command, confidence=sure)
    if talk:
        return Decision("refused", confidence=sure, reason="not a command")
    return Decision("unsure", command, near[0] if near else None, sure, "not sure")


def amid_talk(utterance: SpeechSegment) -> bool:
    """Whether people talk, so that this may be a part of it."""
    return utterance.talk_before > TALK_BEFORE and utterance.quiet_before < PAUSE


def strictness(
    phrase: str, utterance: SpeechSegment, reading: bool, just_so: bool = False
) -> float:
    """How much likelier one has to be: what is easily heard, and in little; less while the kiosk
    reads, or for a long phrase, most for one that was written `just_so`. (Not for both: then the
    reading itself has stopped the reading.)"""
    seconds = (utterance.end - utterance.start) * FRAME_SECONDS
    short = SHORT if seconds < SHORT_SECONDS else 0.0
    usual = max(EASILY_HEARD.get(phrase, 0.0), short)
    if reading:
        return usual - EASIER_WHILE_READING
    return usual - longer(phrase, just_so)


def too_fast(phrase: str, utterance: SpeechSegment) -> bool:
    """Whether the sound is too short for all words of the phrase."""
    words = phrase.split()
    seconds = (utterance.end - utterance.start) * FRAME_SECONDS
    return len(words) > 1 and sum(map(len, words)) > TOO_FAST * seconds


def longer(phrase: str, just_so: bool = False) -> float:
    """How much less likely a long phrase may be than a short word; still less one that a model
    wrote `just_so`."""
    words = phrase.split()
    letters = max(0, sum(map(len, words)) - LETTERS)
    usual = min(LONGEST, LONGER_WORD * (len(words) - 1) + LONGER_LETTER * letters)
    return usual + WRITTEN if just_so else usual


def written(phrase: str, scores: Scores) -> bool:
    """Whether a model freely wrote just this long phrase. (Short words are written for noise.)"""
    return phrase in scores.written and longer(phrase) > 0


def likely(phrase: str, score: float, scores: Scores, stricter: float) -> bool:
    """Whether a phrase may be believed or asked about: by both models, and beside what else
    they heard. Every threshold is so much `stricter`."""
    lower = min(scores.moonshine[phrase], scores.whisper.get(phrase, FLOOR))
    return (
        score >= ASK + stricter
        and lower >= LOWEST + stricter
        and scores.rival - score <= RIVAL_AHEAD - stricter
        and score - scores.alike >= ALIKE_BEHIND
        and (written(phrase, scores) or not hears_a_sentence(phrase, scores))
    )


def ranked(
    scores: Scores, meanings: Mapping[str, Command], reading: bool = False
) -> list[tuple[str, float, float]]:
    """The likeliest phrase of each command, the mean of both models' scores, and that with what a
    long phrase is given; best first by the last: a part of a long phrase's sound is often as
    likely to be a short word as the whole to be the phrase."""
    found: dict[Command, tuple[str, float, float]] = {}
    for phrase, first in scores.moonshine.items():
        score = mean_chance(first, scores.whisper.get(phrase, FLOOR))
        command = meanings[phrase]
        if command not in found or score > found[command][1]:
            given = 0.0 if reading else longer(phrase, written(phrase, scores))
            found[command] = (phrase, score, score + given)
    return sorted(found.values(), key=lambda one: -one[2])


def confidence(score: float) -> float:
    """A score as a share from 0 to 1: a half where a command is just believed."""
    return round(float(1 / (1 + np.exp(ACCEPT - score))), 3)


def hears_a_sentence(phrase: str, scores: Scores) -> bool:
    """Whether Moonshine freely wrote many more different words than the phrase has."""
    heard = set(re.findall(r"[a-z']+", scores.moonshine_free.lower()))
    return len(heard) > len(phrase.split()) + MORE_WORDS


def is_said(phrase: str, text: str) -> bool:
    """Whether a phrase is part of a text that the kiosk itself says now."""
    words = re.findall(r"[a-z']+|/", text.lower())
    return f" {phrase} " in f" {' '.join(words)} "

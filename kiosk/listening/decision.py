"""Decides whether to act on what was heard, to ask, or to ignore it. Has all thresholds. Pure.

A wrong act is worse than none. So a command must be likely for both models, stand alone between two
silences, and be clearly likelier than the next likely command.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from kiosk.listening.commands import Command
from kiosk.listening.endpointer import FRAME_SECONDS, SpeechSegment
from kiosk.listening.models.scoring import FLOOR, mean_chance
from kiosk.listening.scores import Scores

# All values were found with half of each set of real people's recordings; bench.listening measures
# with all of them. Scores are natural log probabilities, the mean of both models.
# Lowest score with which a command is accepted; the second one while people talk.
ACCEPT = -4.5
ACCEPT_AMID_TALK = -2.0
# Lowest score with which the kiosk asks, unless people talk.
ASK = -5.5
# Lowest score that each single model must give.
LOWEST = -6.5
# A rival, a text that was heard but is no command, may score this much higher: over a poor line
# "two" is heard as "so".
RIVAL_AHEAD = 2.5
# A phrase must score this much higher than a word that sounds like it. When people said three,
# "three" scored higher than "tree" by at least 3.3; when they said tree, by at most 2.3.
ALIKE_BEHIND = 2.5
# These short words are also heard in "on", "go", "down" and in noise: every threshold is this much
# stricter.
EASILY_HEARD = {"no": 1.0, "one": 1.0}
# While the kiosk reads, only the commands that stop it count, and its own voice is mixed into every
# word: every threshold is this much less strict.
EASIER_WHILE_READING = 2.0
# The longer a phrase, the fewer other phrases sound like it. So every threshold is lower: by
# LONGER_WORD for each word after the first and by LONGER_LETTER for each letter over LETTERS, at
# most by LONGEST in all.
LONGER_WORD, LONGER_LETTER, LETTERS, LONGEST = 1.0, 0.2, 6, 4.0
# Every threshold is also this much lower if a model's free text is exactly that long phrase.
WRITTEN = 4.0
# A sound shorter than SHORT_SECONDS may be anything: every threshold is stricter by SHORT.
SHORT_SECONDS, SHORT = 0.1, 1.0
# Nobody says several words at more letters per second than this. It refuses "wait a minute" heard
# in 0.26 s of the kiosk's own voice. (The fastest synthetic voice, at 1.25 times its speed: 28.)
TOO_FAST = 35.0
# Two commands whose scores differ by less than this can't be told apart.
MARGIN = 1.5
# While the kiosk is silent, a sound less than this many dB above the background is part of it.
FAINT = 10.0
# Seconds. Before a command there is no speech for QUIET_BEFORE at least. More speech than
# TALK_BEFORE in the six seconds before it is a conversation, unless there was a PAUSE since.
QUIET_BEFORE = 0.25
TALK_BEFORE = 1.5
PAUSE = 1.5
# A model heard a sentence if its free text has over this many words more than the phrase.
MORE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """`kind`: "heard", "unsure" or "refused"; `confidence` from 0 to 1; `reason` if not "heard".

    `other`: the second command that may be meant, if `kind` is "unsure".
    """

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
    """Decide what one utterance was.

    `meanings`: phrase -> command, of all phrases; `allowed`: the commands that count now.
    `own_words`: what the kiosk itself reads or has just read; `reading`: it is still reading.
    """
    if reading or amid_talk(utterance):
        scores = replace(scores, written=())  # here a model writes what other voices say
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
    """Whether people talk, so that this utterance may be part of their talk."""
    return utterance.talk_before > TALK_BEFORE and utterance.quiet_before < PAUSE


def strictness(
    phrase: str, utterance: SpeechSegment, reading: bool, just_so: bool = False
) -> float:
    """How much every threshold is raised; lowered if negative.

    Raised for EASILY_HEARD phrases and short sounds. Lowered while the kiosk reads, else for a long
    phrase, most if a model wrote it `just_so`. (Not lowered for both: then the reading itself
    stopped the reading.)"""
    seconds = (utterance.end - utterance.start) * FRAME_SECONDS
    short = SHORT if seconds < SHORT_SECONDS else 0.0
    usual = max(EASILY_HEARD.get(phrase, 0.0), short)
    if reading:
        return usual - EASIER_WHILE_READING
    return usual - longer(phrase, just_so)


def too_fast(phrase: str, utterance: SpeechSegment) -> bool:
    """Whether the sound is too short for all words of a phrase with several words."""
    words = phrase.split()
    seconds = (utterance.end - utterance.start) * FRAME_SECONDS
    return len(words) > 1 and sum(map(len, words)) > TOO_FAST * seconds


def longer(phrase: str, just_so: bool = False) -> float:
    """How much lower a long phrase may score than a short word; WRITTEN more if a model wrote it
    `just_so`."""
    words = phrase.split()
    letters = max(0, sum(map(len, words)) - LETTERS)
    usual = min(LONGEST, LONGER_WORD * (len(words) - 1) + LONGER_LETTER * letters)
    return usual + WRITTEN if just_so else usual


def written(phrase: str, scores: Scores) -> bool:
    """Whether a model freely wrote exactly this long phrase. (It writes short words for noise.)"""
    return phrase in scores.written and longer(phrase) > 0


def likely(phrase: str, score: float, scores: Scores, stricter: float) -> bool:
    """Whether a phrase, with the mean `score` of both models, is likely enough to accept it or to
    ask. Every threshold is raised by `stricter`."""
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
    """(phrase, mean score of both models, that plus `longer`) for each command's likeliest phrase.

    Sorted by the last value, highest first: a part of a long phrase's sound is often as likely to
    be a short word as the whole sound is to be the phrase. While `reading` nothing is added.
    """
    found: dict[Command, tuple[str, float, float]] = {}
    for phrase, first in scores.moonshine.items():
        score = mean_chance(first, scores.whisper.get(phrase, FLOOR))
        command = meanings[phrase]
        if command not in found or score > found[command][1]:
            given = 0.0 if reading else longer(phrase, written(phrase, scores))
            found[command] = (phrase, score, score + given)
    return sorted(found.values(), key=lambda one: -one[2])


def confidence(score: float) -> float:
    """A score as a number from 0 to 1 (logistic function); 0.5 at ACCEPT."""
    return round(float(1 / (1 + np.exp(ACCEPT - score))), 3)


def hears_a_sentence(phrase: str, scores: Scores) -> bool:
    """Whether Moonshine's free text has over MORE_WORDS different words more than the phrase."""
    heard = set(re.findall(r"[a-z']+", scores.moonshine_free.lower()))
    return len(heard) > len(phrase.split()) + MORE_WORDS


def is_said(phrase: str, text: str) -> bool:
    """Whether a phrase is part of `text`, what the kiosk itself says; "/" separates sentences."""
    words = re.findall(r"[a-z']+|/", text.lower())
    return f" {phrase} " in f" {' '.join(words)} "

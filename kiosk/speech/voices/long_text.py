"""Splits texts that are too long for a voice where a speaker would breathe; joins the sounds."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from kiosk.speech.utterance import Sound, Utterance, VoiceError

# Characters. A voice crashes on texts that are too long; a guide's sentences are much shorter.
LONGEST_JOB = 1000
# Where to cut, the best first: after a sentence, after a clause, between words.
_CUTS = (
    re.compile(r"[.!?…][\"'”’)\]]*\s"),
    re.compile(r"[,;:—)]\s"),
    re.compile(r"\s"),
)


def split_text(text: str, longest: int = LONGEST_JOB) -> Iterator[tuple[int, str]]:
    """Yields (offset, part): the whole text in parts of at most `longest` characters."""
    start = 0
    while len(text) - start > longest:
        end = _cut_in(text, start, start + longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def join(parts: Sequence[tuple[int, Utterance]]) -> Utterance:
    """Join (offset of its text in the whole text, utterance) to one utterance.

    Raises VoiceError if `parts` is empty or the sample rates differ.
    """
    if not parts:
        raise VoiceError("There is nothing to join.")
    if len({part.sound.rate for _, part in parts}) > 1:
        raise VoiceError("The voice changed its sample rate between two parts of a text.")
    events: list[tuple[int, float]] = []
    before = 0.0
    for offset, part in parts:
        events += [(offset + place, before + seconds) for place, seconds in part.events]
        before += part.duration
    samples = np.concatenate([part.sound.samples for _, part in parts])
    notes = dict.fromkeys(part.note for _, part in parts if part.note)
    return Utterance(Sound(samples, parts[0][1].sound.rate), tuple(events), " ".join(notes))


def _cut_in(text: str, start: int, end: int) -> int:
    """Where to end a part: at the best cut in its second half; at `end` if there is none."""
    for cut in _CUTS:
        places = [match.end() for match in cut.finditer(text, (start + end) // 2, end)]
        if places:
            return places[-1]
    return end

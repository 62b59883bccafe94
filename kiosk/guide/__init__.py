"""Content files -> Guide. Knows nothing of Flask, of sound or of the screen."""

from kiosk.guide.loader import load_guide
from kiosk.guide.model import Block, Guide, Page, Picture, Section, Source, Word
from kiosk.guide.sentences import Sentence, split_sentences

__all__ = [
    "Block",
    "Guide",
    "Page",
    "Picture",
    "Section",
    "Sentence",
    "Source",
    "Word",
    "load_guide",
    "split_sentences",
]

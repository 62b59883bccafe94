"""lexicon.yaml: a map `words:` of what is shown to what is said.

Where the voices differ, what is said is a map itself, of voice to text:

    Takeda: {clear: Ta-kayda, natural: Takayda}

A voice that isn't named there says what is shown.
"""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from kiosk.files.content_model import (
    ContentModel,
    Text,
    TextWithWord,
    has_word,
    must,
    read_content,
    refusal,
)
from kiosk.files.voices import VOICES

_Voice = Annotated[str, must(lambda name: name in VOICES, "is not a voice")]
_ByVoice = Annotated[
    dict[_Voice, TextWithWord], Field(json_schema_extra={"propertyNames": {"enum": [*VOICES]}})
]


def _for_each_voice(said: Any) -> Any:
    """What each voice says, also where one text is for all of them."""
    if isinstance(said, list):
        raise refusal("is not a text")
    if isinstance(said, dict) and said:
        return said
    if not has_word(said):
        raise refusal("has no word in it")
    return dict.fromkeys(VOICES, said)


_Said = Annotated[
    _ByVoice,
    BeforeValidator(_for_each_voice, json_schema_input_type=Text | float | bool | _ByVoice),
    Field(
        description="Write `MMN: M M N`: what is shown, and what is said. Where the voices"
        f" ({', '.join(VOICES)}) differ: `MMN: {{natural: M M N}}`."
    ),
]


class LexiconFile(ContentModel):
    """lexicon.yaml: what the voices say for what is shown."""

    words: Annotated[
        dict[Text, _Said],
        BeforeValidator(lambda words: words or {}, json_schema_input_type=dict[Text, _Said] | None),
        Field(description="Begin with `words:`, and write `MMN: M M N` under it, a line a word."),
    ]

    @model_validator(mode="before")
    @classmethod
    def _of_an_empty_file(cls, value: Any) -> Any:
        return {"words": {}} if value is None else value


def read_lexicon(file: Path, voice: str = "clear") -> dict[str, str]:
    """One voice's spoken forms by what is shown; empty for a missing file.

    Every scalar is a text, so that 911 and `on` need no quotation marks. Raises ContentError with
    every Problem found in it.
    """
    if not file.exists():
        return {}
    content, _ = read_content(file, LexiconFile, texts=True)
    return {shown: said[voice] for shown, said in content.words.items() if voice in said}

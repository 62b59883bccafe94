"""The block between --- lines at the head of a section file."""

from collections.abc import Callable, Sequence
from datetime import date

from markdown_it.token import Token
from pydantic import Field

from kiosk.files.content_model import ContentModel, Text, good_part
from kiosk.files.located_yaml import LocatedYaml, YamlFault, parse_yaml

Fault = Callable[[int, str, str], None]
WHOLE = "the front matter"
# The line with the first --- stands above it.
_ABOVE = 1
_NONE = LocatedYaml(None)
# What stands in the place of a key that is missing or wrong.
_INSTEAD = {
    "title": "Untitled",
    "tile": "Untitled",
    "order": 0,
    "checked": date.min,
    "check_again": date.max,
}


class FrontMatter(ContentModel):
    """The head of a section file: what the section says of itself."""

    title: Text = Field(description="Write `title: Symptoms`: the section's heading.")
    tile: Text = Field(description="Write `tile: Symptoms`: the words on its button.")
    order: int = Field(description="Write `order: 2`: its place on the home screen.")
    checked: date = Field(description="Write `checked: 2026-11-23`, the day of the last check.")
    check_again: date = Field(description="Write `check_again: 2027-11-23`, a year on at most.")
    icon: Text | None = Field(
        default=None,
        description="Write `icon: hand`, one of static/vendor/icons, for its tile.",
    )
    primary: bool | None = Field(default=False, description="Write `primary: true`: a bigger tile.")
    help: bool | None = Field(
        default=False, description="Write `help: true`: Help now shows its first screen."
    )
    reviewed_by: Text | None = Field(
        default=None, description="Write `reviewed_by: A. Bee, neurologist`, or `null` for nobody."
    )
    reviewed_on: date | None = Field(
        default=None, description="Write `reviewed_on: 2026-12-01`, the day of the review."
    )
    reviewed_text: Text | None = Field(
        default=None,
        description="Write `reviewed_text:` and the code that `kiosk check --review` prints.",
    )


def read_front_matter(tokens: Sequence[Token], fault: Fault) -> tuple[FrontMatter, LocatedYaml]:
    """The front matter of a parsed file, and where its keys stand.

    `fault(line, what, remedy)` is told what is wrong; a key that is missing or wrong has a value
    that stands for it.
    """
    instead = FrontMatter.model_validate(_INSTEAD)
    if not tokens or tokens[0].type != "front_matter":
        fault(1, "The file doesn't begin with front matter.", "Begin with a --- block.")
        return instead, _NONE
    try:
        yaml = parse_yaml(tokens[0].content, _ABOVE)
    except YamlFault as error:
        told = f"The front matter is not YAML: {error.what}."
        fault(error.line, told, "Write `key: value` lines.")
        return instead, _NONE
    front, faults = good_part(FrontMatter, yaml, WHOLE, instead=_INSTEAD)
    for one in faults:
        fault(one.line, one.fault, one.remedy)
    return front, yaml

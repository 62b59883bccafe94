"""A ```contact block -> the lines that are shown for it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from kiosk.files.content_model import ContentModel, Text, refusal, validate
from kiosk.files.located_yaml import YamlFault, parse_yaml
from kiosk.guide.markdown.front_matter import Fault
from kiosk.guide.model import Block, spoken_date
from kiosk.guide.sentences import split_sentences

_WHOLE = "the contact"


def _no_or_day(live: Any) -> Any:
    if live is False or (isinstance(live, date) and not isinstance(live, datetime)):
        return live
    raise refusal("is neither no nor a date")


# An editor that goes by YAML 1.2 takes `no` for a text.
_CheckedLive = Annotated[
    date | Literal[False],
    PlainValidator(_no_or_day, json_schema_input_type=date | Literal[False, "no"]),
]


def _example(line: str) -> str:
    return f"Write `{line}`, with what is true here."


# A contact that is wrong in any way would mislead.
class Contact(ContentModel, extra="forbid"):
    """A contact: whom to call, to write to or to look up."""

    name: Text = Field(description=_example("name: Name of the group"))
    # Unquoted, 0155 is the number 109 in YAML: a phone number must be a text.
    phone: Text = Field(default="", description=_example('phone: "866-224-3301"'))
    web: Text = Field(default="", description=_example("web: gbs-cidp.org"))
    address: Text = Field(default="", description=_example("address: 375 East Elm Street"))
    checked_live: _CheckedLive = Field(description=_example("checked_live: no"))
    facts: list[Text] = Field(description=_example("facts: [O-03]"))


def read_contact(
    content: str, line: int, interface: Mapping[str, str], fault: Fault, language: str
) -> list[Block]:
    """The blocks of a contact whose fence stands on `line`; `fault` is told what is wrong."""
    try:
        yaml = parse_yaml(content, above=line)
    except YamlFault as error:
        fault(error.line, f"The contact is not YAML: {error.what}.", "Mend that line.")
        return []
    contact, faults = validate(Contact, yaml, _WHOLE)
    for one in faults:
        fault(one.line, one.fault, one.remedy)
    if contact is None:
        return []
    facts = tuple(contact.facts)
    texts = _lines(contact, interface, language)
    return [Block("contact", split_sentences(text, language), facts, line) for text in texts]


def _lines(contact: Contact, interface: Mapping[str, str], language: str) -> Iterator[str]:
    for key in ("phone", "web", "address"):
        value = getattr(contact, key)
        if value:
            yield interface[f"contact.{key}"].format(value=value)
    if contact.checked_live:
        day = spoken_date(contact.checked_live, language)
        yield interface["contact.called"].format(day=day)
    else:
        yield interface["contact.not_called"]

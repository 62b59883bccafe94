"""A ```contact block -> the lines that are shown for it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from kiosk.files.yaml_text import YamlFault, parse_yaml
from kiosk.guide.markdown.front_matter import Fault
from kiosk.guide.model import Block, spoken_date
from kiosk.guide.sentences import split_sentences

_SHOWN = ("phone", "web", "address")
_NEEDED = ("name", "checked_live", "facts")
_EXAMPLES = {
    "name": "Name of the group",
    "phone": '"866-224-3301"',
    "web": "gbs-cidp.org",
    "address": "375 East Elm Street",
    "checked_live": "no",
    "facts": "[O-03]",
}


def read_contact(
    content: str, line: int, interface: Mapping[str, str], fault: Fault, language: str
) -> list[Block]:
    """The blocks of a contact whose fence stands on `line`; `fault` is told what is wrong."""
    try:
        contact = parse_yaml(content)
    except YamlFault as error:
        fault(line + error.line, f"The contact is not YAML: {error.what}.", "Mend that line.")
        return []
    if not isinstance(contact, dict):
        fault(line, "The contact has no keys.", "Write one `key: value` a line.")
        return []
    faults = list(_faults(contact))
    for what, key in faults:
        fault(line, f"The contact's `{key}` {what}.", _remedy(key))
    if faults:
        return []
    facts = tuple(contact["facts"])
    texts = _lines(contact, interface, language)
    return [Block("contact", split_sentences(text, language), facts, line) for text in texts]


def _faults(contact: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for key in contact:
        if key not in _EXAMPLES:
            yield "means nothing", str(key)
    for key in _NEEDED:
        if key not in contact:
            yield "is missing", key
    for key in ("name", *_SHOWN):
        # Unquoted, 0155 is the number 109 in YAML: a phone number must be a text.
        if key in contact and not (isinstance(contact[key], str) and contact[key].strip()):
            yield "is not a text", key
    live = contact.get("checked_live", False)
    if live is not False and (not isinstance(live, date) or isinstance(live, datetime)):
        yield "is neither no nor a date", "checked_live"
    facts = contact.get("facts", ["?"])
    if not isinstance(facts, list) or not all(isinstance(fact, str) for fact in facts):
        yield "is not a list of fact ids", "facts"


def _remedy(key: str) -> str:
    if key in _EXAMPLES:
        return f"Write `{key}: {_EXAMPLES[key]}`, with what is true here."
    return f"Use one of: {', '.join(_EXAMPLES)}."


def _lines(
    contact: Mapping[str, Any], interface: Mapping[str, str], language: str
) -> Iterator[str]:
    for key in _SHOWN:
        if key in contact:
            yield interface[f"contact.{key}"].format(value=contact[key])
    live = contact["checked_live"]
    if isinstance(live, date):
        yield interface["contact.called"].format(day=spoken_date(live, language))
    else:
        yield interface["contact.not_called"]

"""What a content file may hold, as pydantic models; and their faults, as an author is told them.

A model's JSON Schema is what an editor knows of the file (kiosk/check/schemas.py). A field's
description says what to write there: an editor shows it, and it is the remedy of a fault.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, LiteralString, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from kiosk.files.located_yaml import LocatedYaml, Location, read_yaml
from kiosk.files.problems import ContentError, Problem

M = TypeVar("M", bound=BaseModel)
Schema = Mapping[str, Any]

# A fault that a model of ours tells in its own words.
_OURS = "ours"
# With this pydantic ends the location of a key that is at fault itself.
_KEY = "[key]"
_FILE = "the file"
# What is wrong, by pydantic's kind of error.
_FAULTS = {
    "bool_type": "is not true or false",
    "date_type": "is not a date",
    "dict_type": "has no keys",
    "extra_forbidden": "means nothing",
    "int_type": "is not a whole number",
    "invalid_key": "is not a text",
    "list_type": "is not a list",
    "missing": "is missing",
    "model_type": "has no keys",
    "string_pattern_mismatch": "is empty",
    "string_type": "is not a text",
    "too_short": "is empty",
}


class ContentModel(BaseModel):
    """A map in a content file.

    YAML has told numbers, dates and texts apart, so none is made into another. A key that means
    nothing is no fault to the kiosk; editors and `kiosk check` tell it.
    """

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        regex_engine="python-re",
        json_schema_extra={"additionalProperties": False},
    )


class ModelFault(NamedTuple):
    """What is wrong with the part at a location; `line` counts from 1 in the file."""

    location: Location
    line: int
    fault: str
    remedy: str

    def problem(self, file: Path) -> Problem:
        return Problem(file, self.line, self.fault, self.remedy)


def refusal(fault: LiteralString) -> PydanticCustomError:
    """What a validator raises; `fault` goes on behind the part's name: "is not a phrase"."""
    return PydanticCustomError(_OURS, fault)


def must(holds: Callable[[Any], bool], otherwise: LiteralString) -> BeforeValidator:
    """Refuses each value for which `holds` is false; `otherwise` says so, as in refusal()."""

    def check(value: Any) -> Any:
        if not holds(value):
            raise refusal(otherwise)
        return value

    return BeforeValidator(check)


def has_word(text: Any) -> bool:
    """Whether there is something to show and to say."""
    return isinstance(text, str) and any(character.isalnum() for character in text)


Text = Annotated[str, Field(pattern=r"\S")]
TextWithWord = Annotated[
    str, must(lambda text: has_word(text) or not isinstance(text, str), "has no word in it")
]


def read_content(file: Path, model: type[M], texts: bool = False) -> tuple[M, LocatedYaml]:
    """A YAML file by its model, and where its parts stand; `texts` as in parse_yaml().

    Raises ContentError with every Problem found in it.
    """
    yaml = read_yaml(file, texts)
    content, faults = validate(model, yaml)
    if content is None:
        raise ContentError(*(fault.problem(file) for fault in faults))
    return content, yaml


def validate(
    model: type[M], yaml: LocatedYaml, whole: str = _FILE, schema: Schema | None = None
) -> tuple[M | None, list[ModelFault]]:
    """What a YAML text holds by its model, or every fault of it.

    `whole` is what an author calls it; `schema` says more than the model's own of what to write.
    """
    try:
        return model.model_validate(yaml.value), []
    except ValidationError as error:
        schema = schema or model.model_json_schema()
        return None, [_model_fault(one, yaml, whole, schema) for one in error.errors()]


def good_part(
    model: type[M],
    yaml: LocatedYaml,
    whole: str = _FILE,
    schema: Schema | None = None,
    instead: Mapping[str, Any] | None = None,
) -> tuple[M, list[ModelFault]]:
    """What a map holds besides the keys at fault, and every fault, as validate() tells them.

    `instead` has the keys that may not be missing.
    """
    content, faults = validate(model, yaml, whole, schema)
    at_fault = {part for fault in faults for part in fault.location[:1]}
    texts = {key: value for key, value in yaml.entries.items() if isinstance(key, str)}
    good = {key: value for key, value in texts.items() if key not in at_fault}
    return content or model.model_validate({**(instead or {}), **good}), faults


def unknown_keys(model: type[M], yaml: LocatedYaml, whole: str = _FILE) -> list[ModelFault]:
    """The keys that mean nothing, in a text that may have other faults too."""
    try:
        model.model_validate(yaml.value, extra="forbid")
    except ValidationError as error:
        schema = model.model_json_schema()
        unknown = (one for one in error.errors() if one["type"] == "extra_forbidden")
        return [_model_fault(one, yaml, whole, schema) for one in unknown]
    return []


def _model_fault(error: ErrorDetails, yaml: LocatedYaml, whole: str, schema: Schema) -> ModelFault:
    """The one place where pydantic's errors become words of ours."""
    location = error["loc"]
    is_key = error["type"] == "invalid_key"
    if location[-1:] == (_KEY,):
        location, is_key = location[:-1], True
    line, names = yaml.find(location)
    name = _name(names, whole, is_key)
    fault = f"{name[0].upper()}{name[1:]} {_what(error, is_key)}."
    return ModelFault(location, line, fault, _remedy(error, location, is_key, schema))


def _name(names: tuple[str, ...], whole: str, is_key: bool) -> str:
    """What an author calls a part: the contact's `phone`, `title` of `webmd`."""
    if not names:
        return whole
    *around, name = (f"`{name}`" if name else "" for name in names)
    name = f"key {name}" if is_key else name or "this"
    owner = "" if whole == _FILE else f"{whole}'s "
    if owner and not around:
        return f"{owner}{name}"
    name = f"the {name}" if is_key else name
    return f"{name} of {owner}{around[-1]}" if any(around[-1:]) else name


def _what(error: ErrorDetails, is_key: bool) -> str:
    kind = error["type"]
    if kind == _OURS:
        return error["msg"]
    if error["input"] is None and not is_key and kind != "extra_forbidden":
        return "is empty"
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "")
        return f"is not {expected}"
    return _FAULTS.get(kind, "is not as it must be")


def _remedy(error: ErrorDetails, location: Location, is_key: bool, schema: Schema) -> str:
    kind = error["type"]
    if is_key and kind in ("invalid_key", "string_type"):
        return "Put it between quotation marks."
    parts = [schema, *_on_the_way(schema, location)]
    if kind == "extra_forbidden":
        return f"Use one of: {_keys(parts[-2], schema)}."
    if is_key:
        parts = parts[:-1]
    # What the whole is described by says what it is, not what to write.
    described = [part["description"] for part in parts[1:] if "description" in part]
    if described:
        return str(described[-1])
    entries = _keys(parts[-1].get("items", {}), schema)
    if entries:
        return f"Begin each entry with `- `, and write: {entries}."
    keys = _keys(parts[-1], schema)
    return f"Write one `key: value` a line, of: {keys}." if keys else "Correct it, or take it out."


def _on_the_way(schema: Schema, location: Location) -> Iterator[Schema]:
    """What a schema says of each part on the way to a location, as far as it knows them."""
    part = schema
    for step in location:
        part = next(_inside(part, step, schema), {})
        yield part


def _inside(part: Schema, step: int | str, schema: Schema) -> Iterator[Schema]:
    for choice in (part, *part.get("anyOf", ())):
        one = _resolved(choice, schema)
        known = one.get("properties", {}).get(step)
        patterns = one.get("patternProperties", {}).values()
        others = (one.get("items"), one.get("additionalProperties"), *patterns)
        yield from (found for found in (known, *others) if isinstance(found, dict))


def _keys(part: Schema, schema: Schema) -> str:
    return ", ".join(_resolved(part, schema).get("properties", {}))


def _resolved(part: Schema, schema: Schema) -> Schema:
    """A part itself, or what it refers to ("#/$defs/SourceEntry")."""
    found: Schema = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    return found

"""As much of JSON Schema as the kiosk's schemas use: what an editor would tell of a file."""

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}
# They say what a part is, and refuse nothing.
_REMARKS = {"$defs", "default", "description", "title"}


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any] | None = None) -> list[str]:
    """What a schema refuses in a value of JSON. Raises KeyError for a keyword unknown here."""
    whole = whole or schema
    found: list[str] = []
    for keyword, said in schema.items():
        if keyword not in _REMARKS:
            found += _CHECKS[keyword](value, said, schema, whole)
    return found


def _refer(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    return faults(value, whole["$defs"][said.rpartition("/")[2]], whole)


def _type(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    is_one = isinstance(value, _TYPES[said]) and (said == "boolean" or not isinstance(value, bool))
    return [] if is_one else [f"{value!r} is no {said}"]


def _any_of(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    each = [faults(value, one, whole) for one in said]
    return [] if not all(each) else [fault for one in each for fault in one]


def _enum(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    return [] if any(value is one or value == one for one in said) else [f"{value!r} isn't known"]


def _pattern(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    good = not isinstance(value, str) or re.search(said, value)
    return [] if good else [f"{value!r} doesn't match {said}"]


def _date(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    assert said == "date"
    return _pattern(value, r"^\d{4}-\d\d-\d\d$", schema, whole)


def _properties(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    return [
        fault
        for key, one in said.items()
        if isinstance(value, dict) and key in value
        for fault in faults(value[key], one, whole)
    ]


def _required(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    return [f"{key} is missing" for key in said if isinstance(value, dict) and key not in value]


def _others(value: Any, schema: Any) -> Iterator[tuple[str, Any]]:
    patterns = schema.get("patternProperties", {})
    for key, one in value.items() if isinstance(value, dict) else ():
        if key not in schema.get("properties", {}) and not any(re.search(p, key) for p in patterns):
            yield key, one


def _additional(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    if said is False:
        return [f"{key} means nothing" for key, _ in _others(value, schema)]
    return [fault for _, one in _others(value, schema) for fault in faults(one, said, whole)]


def _patterns(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    return [
        fault
        for pattern, one in said.items()
        for key, inside in (value.items() if isinstance(value, dict) else ())
        if re.search(pattern, key)
        for fault in faults(inside, one, whole)
    ]


def _names(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    keys = value if isinstance(value, dict) else ()
    return [fault for key in keys for fault in faults(key, said, whole)]


def _items(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    items = value if isinstance(value, list) else ()
    return [fault for one in items for fault in faults(one, said, whole)]


def _least(value: Any, said: Any, schema: Any, whole: Any) -> list[str]:
    return [f"{value!r} is short"] if isinstance(value, list) and len(value) < said else []


_CHECKS = {
    "$ref": _refer,
    "additionalProperties": _additional,
    "anyOf": _any_of,
    "enum": _enum,
    "format": _date,
    "items": _items,
    "minItems": _least,
    "pattern": _pattern,
    "patternProperties": _patterns,
    "properties": _properties,
    "propertyNames": _names,
    "required": _required,
    "type": _type,
}

"""The JSON Schema of a scheme document, made from the records themselves and shipped beside this module.

It says what a field holds by itself: kinds of value, closed lists, ranges, what must be there. What fields
and records say of each other (two dates in order, a reference to somebody) only the reader can tell.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date, time
from enum import Enum
from importlib import resources
from typing import Any, Final, get_args, get_origin

import attrs

from sharedlives.domain.fields import is_filled, range_of
from sharedlives.domain.scheme import Scheme
from sharedlives.files.json_conversion import word_of
from sharedlives.files.json_documents import SCHEME_KIND, SCHEME_VERSION

SCHEME_SCHEMA: Final = "schemas/scheme.schema.json"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_FILLED: Final = r"^\S([\s\S]*\S)?$"
_PLAIN: Final[dict[type, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    time: {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$"},
}

Schema = dict[str, Any]


def scheme_schema() -> Schema:
    """The JSON Schema of a scheme document, as the records are now."""
    parts: dict[str, Schema] = {}
    root = _of_record(Scheme, parts)
    root["properties"] = {"format": {"const": f"{SCHEME_KIND}/{SCHEME_VERSION}"}, **root["properties"]}
    root["required"] = ["format", *root["required"]]
    return {
        "$schema": _DIALECT,
        "$id": f"urn:{SCHEME_KIND.replace('.', ':')}:{SCHEME_VERSION}",
        "title": f"{SCHEME_KIND}/{SCHEME_VERSION}",
        **root,
        "$defs": dict(sorted(parts.items())),
    }


def schema_text() -> str:
    """The same as the text of the shipped file."""
    return json.dumps(scheme_schema(), ensure_ascii=False, indent=1) + "\n"


def shipped_schema() -> Schema:
    """The JSON Schema as it is shipped."""
    shipped = resources.files("sharedlives.files").joinpath(SCHEME_SCHEMA)
    schema: Schema = json.loads(shipped.read_text(encoding="utf-8"))
    return schema


def _of_record(cls: type[Any], parts: dict[str, Schema]) -> Schema:
    hints = typing.get_type_hints(cls)
    fields = attrs.fields(cls) if attrs.has(cls) else dataclasses.fields(cls)
    return {
        "description": (cls.__doc__ or "").strip().split("\n\n")[0].replace("\n", " "),
        "type": "object",
        "properties": {each.name: _of_field(each, hints[each.name], parts) for each in fields},
        "required": [each.name for each in fields if each.default in (attrs.NOTHING, dataclasses.MISSING)],
        "additionalProperties": False,
    }


def _of_field(field: Any, hint: Any, parts: dict[str, Schema]) -> Schema:
    extra: Schema = {}
    if isinstance(field, attrs.Attribute):
        within = range_of(field)
        if within is not None:
            extra = {"minimum": within.least} | ({} if within.most is None else {"maximum": within.most})
        elif is_filled(field):
            extra = {"pattern": _FILLED}
    return _of_hint(hint, parts) | extra


def _of_hint(hint: Any, parts: dict[str, Schema]) -> Schema:
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _or_null(*(choice for choice in get_args(hint) if choice is not type(None)), parts=parts)
    if origin in (tuple, frozenset):
        unique = {"uniqueItems": True} if origin is frozenset else {}
        return {"type": "array", "items": _of_hint(get_args(hint)[0], parts), **unique}
    if issubclass(hint, Enum):
        return {"type": "string", "enum": [word_of(member) for member in hint]}
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if hint.__name__ not in parts:
        parts[hint.__name__] = {}  # a place held, should a record ever hold its own kind
        parts[hint.__name__] = _of_record(hint, parts)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _or_null(known: Any, *, parts: dict[str, Schema]) -> Schema:
    """What a field that may be not known holds: null says the same as leaving it out."""
    schema = _of_hint(known, parts)
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return schema

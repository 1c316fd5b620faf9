"""A short, stable fingerprint of records: the same content gives the same digest, whatever the order."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, Final

import attrs


def digest(content: Any) -> str:
    """SHA-256, in hexadecimal, of a record or of tuples and sets of records.

    A field left at a default of None or of nothing does not count, so a field added to a later version
    leaves the digest of older content as it was. An empty set or tuple where None is the default does count:
    "none" is not "not known". The order of a tuple counts, that of a set does not.
    """
    text = json.dumps(_canonical(content), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _canonical(content: Any) -> Any:
    if attrs.has(type(content)) or dataclasses.is_dataclass(content):
        defaults = _defaults(type(content))  # type: ignore[arg-type] # a class is hashable
        return [type(content).__name__, *_fields(content, defaults)]
    if isinstance(content, frozenset):
        return sorted((_canonical(item) for item in content), key=json.dumps)
    if isinstance(content, tuple):
        return [_canonical(item) for item in content]
    if isinstance(content, Enum):
        return content.value
    if isinstance(content, date | time):
        return content.isoformat()
    return content


def _fields(content: Any, defaults: dict[str, Any]) -> list[Any]:
    values = [(name, getattr(content, name), default) for name, default in defaults.items()]
    return [[name, _canonical(value)] for name, value, default in values if not _says_nothing(value, default)]


def _says_nothing(value: Any, default: Any) -> bool:
    return value is None or (value in (_EMPTY_TUPLE, _EMPTY_SET) and value == default)


@cache
def _defaults(cls: type[Any]) -> dict[str, Any]:
    fields = attrs.fields(cls) if attrs.has(cls) else dataclasses.fields(cls)
    return {each.name: each.default for each in fields}


_EMPTY_TUPLE: Final[tuple[Any, ...]] = ()
_EMPTY_SET: Final[frozenset[Any]] = frozenset()

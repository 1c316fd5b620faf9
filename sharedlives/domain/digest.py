"""A short, stable fingerprint of records: the same content gives the same digest, whatever the order."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date, time
from enum import Enum
from typing import Any

import attrs


def digest(content: Any) -> str:
    """SHA-256, in hexadecimal, of a record or of tuples and sets of records.

    Fields that are None or empty do not count, so a field added to a later version leaves the digest of
    older content as it was. The order of a tuple counts, that of a set does not.
    """
    text = json.dumps(_canonical(content), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _canonical(content: Any) -> Any:
    if attrs.has(type(content)):
        return _fields(content, [attribute.name for attribute in attrs.fields(type(content))])
    if dataclasses.is_dataclass(content):
        return _fields(content, [field.name for field in dataclasses.fields(content)])
    if isinstance(content, frozenset):
        return sorted((_canonical(item) for item in content), key=json.dumps)
    if isinstance(content, tuple):
        return [_canonical(item) for item in content]
    if isinstance(content, Enum):
        return content.value
    if isinstance(content, date | time):
        return content.isoformat()
    return content


def _fields(content: Any, names: list[str]) -> list[Any]:
    values = [(name, getattr(content, name)) for name in names]
    kept = [[name, _canonical(value)] for name, value in values if value is not None and value != ()]
    return [type(content).__name__, *kept]

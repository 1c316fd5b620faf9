"""What was read of a register, line by line, as the guide to mappings shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from enum import Enum
from typing import Any

import attrs

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.errors import Severity
from sharedlives.files.reading import Reading

SINGULAR = {"people": "person"}


def told(reading: Reading, *, with_notices: bool = True) -> str:
    """Every record of a reading on a line of its own, and then what was said about it."""
    lines = [] if reading.scheme is None else list(_records(reading.scheme))
    for problem in reading.problems:
        if with_notices or problem.severity is not Severity.NOTICE:
            lines.append(f"{problem.severity.value}: {problem.message(with_value=True)}")
    return "".join(f"{line}\n" for line in lines)


def _records(scheme: Any) -> Iterator[str]:
    for collection in COLLECTIONS:
        what = SINGULAR.get(collection, collection.removesuffix("s")).replace("_", " ")
        for record in getattr(scheme, collection):
            yield f"{what} {record.id}: {_fields(record)}".rstrip(": ")


def _fields(record: Any) -> str:
    return "; ".join(
        f"{field.name.removesuffix('_id').replace('_', ' ')} {_said(value)}"
        for field in attrs.fields(type(record))
        if field.name != "id" and (value := getattr(record, field.name)) != _default(field)
    )


def _default(field: Any) -> Any:
    return field.default.factory() if isinstance(field.default, attrs.Factory) else field.default


def _said(value: Any) -> str:
    """A value as a person would write it."""
    plain = _plain(value)
    if plain is not None:
        return plain
    if attrs.has(type(value)):
        own = str(getattr(value, "id", "") or "")
        fields = _fields(value)
        return f"({': '.join(part for part in (own, fields) if part)})"
    items = sorted(map(_said, value)) if isinstance(value, frozenset) else list(map(_said, value))
    return ", ".join(items) or "none"


def _plain(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Weekday):
        return value.name.title()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Stay):
        return _span(value.arrives, value.leaves)
    if isinstance(value, Period):
        return _span(value.first, value.last)
    if isinstance(value, Sessions):
        hours = "" if value.starts is None else f" {_plain(value.starts)}-{_plain(value.ends)}"
        days = "/".join(day.name.title()[:3] for day in sorted(value.weekdays))
        return f"{days}{hours} {_plain(value.period)}"
    return str(value) if isinstance(value, str | int) else None


def _span(first: date, last: date | None) -> str:
    return f"from {_plain(first)}" + ("" if last is None else f" to {_plain(last)}")

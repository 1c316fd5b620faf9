"""Where a fact comes from."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from sharedlives.domain.fields import Record, checked


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Source(Record):
    """Where one field of a record comes from, when it was seen and who confirmed it.

    `fact` is the name of the field; None stands for the whole record.
    """

    fact: str | None = None
    source: str
    seen_on: date | None = None
    confirmed_by: str | None = None

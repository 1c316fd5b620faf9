"""Days as a program counts them: dates or plain whole numbers, from one to another, both ends included."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from operator import index
from typing import Any, Protocol

from attrs import frozen

from sharedlives.dates import is_day

Day = date | int
"""A date, or a plain number where days, weeks or hours are simply counted."""


class Dated(Protocol):
    """Whatever holds from one day to another; since ever or for ever where an end is None."""

    @property
    def first(self) -> Day | None:
        """The first day."""

    @property
    def last(self) -> Day | None:
        """The last day, included."""


@frozen(order=True)
class Span:
    """Days as plain numbers, both ends included; an open end is without end."""

    first: float
    last: float

    def within(self, other: Span) -> Span | None:
        """What the two share; None where that is nothing."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None


@frozen(kw_only=True)
class Days:
    """The first and the last of some days, both included; None for an open end."""

    first: Day | None
    last: Day | None


def span_of(dated: Dated) -> Span:
    """The days of something as plain numbers."""
    return Span(
        -math.inf if dated.first is None else number_of(dated.first),
        math.inf if dated.last is None else number_of(dated.last),
    )


def days_of(span: Span, *, as_dates: bool) -> Days:
    """The same days as they were given."""

    def day(number: float) -> Day | None:
        if not math.isfinite(number):
            return None
        return date.fromordinal(int(number)) if as_dates else int(number)

    return Days(first=day(span.first), last=day(span.last))


def number_of(day: Day) -> int:
    """A day as a plain number; of a date its ordinal."""
    return day.toordinal() if isinstance(day, date) else day


def is_date(day: object) -> bool:
    """Whether a day is given as a date."""
    return is_day(day)


def is_number(day: object) -> bool:
    """Whether something is a plain whole number."""
    return type(day) is int


def whole(number: Any) -> Any:
    """A whole number of whatever sort as a plain one, such as one of an array; all else as it is."""
    if type(number) is int or isinstance(number, bool) or not hasattr(number, "__index__"):
        return number
    return index(number)


def say(days: Dated) -> str:
    """Days in words; nothing where they have no end on either side.

    Examples
    --------
    >>> say(Days(first=3, last=3)), say(Days(first=3, last=5)), say(Days(first=None, last=date(2026, 11, 25)))
    ('on day 3', 'from day 3 to day 5', 'until 2026-11-25')
    """
    first, last = (f"day {day}" if is_number(day) else str(day) for day in (days.first, days.last))
    if days.first is None:
        return "" if days.last is None else f"until {last}"
    if days.last is None:
        return f"from {first}"
    return f"on {first}" if days.first == days.last else f"from {first} to {last}"


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that follow each other or overlap as one, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.first <= found[-1].last + 1:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)

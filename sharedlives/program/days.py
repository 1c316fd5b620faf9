"""Days as a program counts them: dates or plain whole numbers, from one to another, both ends included."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Protocol

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


def span_of(dated: Dated) -> Span:
    """The days of something as plain numbers."""
    return Span(
        -math.inf if dated.first is None else number_of(dated.first),
        math.inf if dated.last is None else number_of(dated.last),
    )


def number_of(day: Day) -> int:
    """A day as a plain number; of a date its ordinal."""
    return day if isinstance(day, int) else day.toordinal()


def is_date(day: object) -> bool:
    """Whether a day is given as a date."""
    return is_day(day)


def is_number(day: object) -> bool:
    """Whether a day is given as a plain whole number."""
    return isinstance(day, int) and not isinstance(day, bool)


def say(span: Span, *, as_dates: bool) -> str:
    """Days in words: nothing where they have no end on either side.

    Examples
    --------
    >>> say(Span(3, 3), as_dates=False), say(Span(3, 5), as_dates=False)
    ('on 3', 'from 3 to 5')
    """
    named = [
        str(date.fromordinal(int(end)) if as_dates else int(end)) if math.isfinite(end) else ""
        for end in (span.first, span.last)
    ]
    first, last = named
    if first and first == last:
        return f"on {first}"
    return " ".join(
        word
        for word in (f"from {first}" if first else "", f"{'to' if first else 'until'} {last}" if last else "")
        if word
    )


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that follow each other or overlap as one, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.first <= found[-1].last + 1:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)

"""What dates mean here: days with both ends included, nights without the leaving day.

The clock is never read in this library, save in the command line: everything takes the day it is asked
about.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from itertools import zip_longest

from sharedlives.errors import InvalidRecordError

ONE_DAY = timedelta(days=1)
DAYS_IN_A_WEEK = 7


class Weekday(IntEnum):
    """A day of the week, numbered as `datetime.date.weekday` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def title(self) -> str:
        """The name of the day as people write it."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; open-ended where `last` is None.

    Examples
    --------
    >>> week = Period(date(2026, 11, 16), date(2026, 11, 22))
    >>> date(2026, 11, 22) in week, week.days
    (True, 7)
    """

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        _refuse_unless_days("a period", self.first, self.last)
        if self.last is not None and self.last < self.first:
            raise InvalidRecordError("a period ends before it begins: swap its two dates")

    def __contains__(self, day: date) -> bool:
        """Whether `day` is one of these days."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def days(self) -> int | None:
        """How many days, or None where the end is open."""
        return None if self.last is None else (self.last - self.first).days + 1

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


@dataclass(frozen=True, slots=True)
class Stay:
    """Nights from `arrives` up to, not including, the night of `leaves`; open-ended where that is None.

    The leaving day is not slept, so one guest may arrive on the day another leaves.

    Examples
    --------
    >>> stay = Stay(date(2026, 11, 22), date(2026, 11, 27))
    >>> stay.nights, stay.sleeps_on(date(2026, 11, 27))
    (5, False)
    """

    arrives: date
    leaves: date | None = None

    def __post_init__(self) -> None:
        """Refuse a stay without a night."""
        _refuse_unless_days("a stay", self.arrives, self.leaves)
        if self.leaves is not None and self.leaves <= self.arrives:
            raise InvalidRecordError("a stay has no night: its leaving day must come after its arrival")

    @property
    def nights(self) -> int | None:
        """How many nights, or None where the end is open."""
        return None if self.leaves is None else (self.leaves - self.arrives).days

    def sleeps_on(self, night: date) -> bool:
        """Whether the guest sleeps there on the night that follows this day."""
        return self.arrives <= night and (self.leaves is None or night < self.leaves)

    def overlaps(self, other: Stay) -> bool:
        """Whether the two share a night."""
        return (other.leaves is None or self.arrives < other.leaves) and (
            self.leaves is None or other.arrives < self.leaves
        )

    @property
    def as_period(self) -> Period:
        """The nights as days: the last one is the day before leaving."""
        return Period(self.arrives, None if self.leaves is None else self.leaves - ONE_DAY)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Day support: the weekdays within a period on which somebody comes, and from when to when.

    `starts` and `ends` are clock times of each session, None where the register does not say.
    """

    period: Period
    weekdays: frozenset[Weekday]
    starts: time | None = None
    ends: time | None = None

    def __post_init__(self) -> None:
        """Refuse sessions on no day, or that end before they start."""
        if not isinstance(self.period, Period) or not isinstance(self.weekdays, frozenset):
            raise InvalidRecordError("sessions are of a Period and a frozenset of Weekday")
        if not all(isinstance(day, Weekday) for day in self.weekdays):
            raise InvalidRecordError("the weekdays of sessions must each be a Weekday")
        if not all(at is None or isinstance(at, time) for at in (self.starts, self.ends)):
            raise InvalidRecordError("sessions start and end at a time of day, or at none that is known")
        if not self.weekdays:
            raise InvalidRecordError("sessions need at least one day of the week")
        if self.starts is not None and self.ends is not None and self.ends <= self.starts:
            raise InvalidRecordError("a session ends before it starts: swap its two times")

    def comes_on(self, day: date) -> bool:
        """Whether there is a session on this day."""
        return day in self.period and Weekday(day.weekday()) in self.weekdays

    def overlaps(self, other: Sessions) -> bool:
        """Whether the two share a day; times are not compared, for a day guest is counted by the day."""
        first = max(self.period.first, other.period.first)
        return any(
            self.comes_on(day) and other.comes_on(day)
            for day in days_between(first, first + timedelta(days=DAYS_IN_A_WEEK - 1))
        )


def _refuse_unless_days(what: str, first: object, last: object) -> None:
    """A moment of a day (`datetime`) is no day: it would never equal one."""
    if not is_day(first) or not (last is None or is_day(last)):
        raise InvalidRecordError(
            f"{what} is from one date to another, or open-ended: give dates without a time"
        )


def is_day(value: object) -> bool:
    """Whether this is a date and not a moment of one."""
    return isinstance(value, date) and not isinstance(value, datetime)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included; nothing where `last` comes first."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def begins_and_ends(first: date | None, last: date | None) -> Iterator[date]:
    """The first day of something and the day after its last: those on which it may change what is so.

    Examples
    --------
    >>> [day.day for day in begins_and_ends(date(2026, 11, 16), date(2026, 11, 22))]
    [16, 23]
    """
    if first is not None:
        yield first
    if last is not None and last < date.max:
        yield last + ONE_DAY


def stretches(first: date, changes: Iterable[date]) -> Iterator[Period]:
    """The days from a first one on, cut where something changes; the last stretch is open-ended.

    Examples
    --------
    >>> [period.days for period in stretches(date(2026, 11, 16), [date(2026, 11, 20), date(2026, 1, 1)])]
    [4, None]
    """
    begins = sorted({first, *(day for day in changes if day > first)})
    for begin, following in zip_longest(begins, begins[1:]):
        yield Period(begin, None if following is None else following - ONE_DAY)


def age_on(born: date, on: date) -> int:
    """Age in whole years on a day; somebody born on 29 February has a birthday on 1 March.

    Examples
    --------
    >>> age_on(date(2008, 2, 29), date(2026, 2, 28)), age_on(date(2008, 2, 29), date(2026, 3, 1))
    (17, 18)
    """
    before_birthday = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - before_birthday


def birthday(born: date, years: int) -> date:
    """The day on which somebody turns so many years old; born on 29 February, it may be 1 March.

    Examples
    --------
    >>> birthday(date(2008, 2, 29), 18)
    datetime.date(2026, 3, 1)
    """
    year = born.year + years
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day where it has no such day.

    Examples
    --------
    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

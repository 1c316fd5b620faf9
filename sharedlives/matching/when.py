"""When an option would happen: its nights or its sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from sharedlives.dates import ONE_DAY, Period, Sessions, Stay, Weekday, days_between
from sharedlives.domain.request import Request


@frozen(kw_only=True)
class When:
    """The nights or the sessions of one option; several stays where a break recurs."""

    stays: tuple[Stay, ...] = ()
    sessions: Sessions | None = None

    @property
    def first(self) -> date:
        """The first night or the first day."""
        return self.stays[0].arrives if self.sessions is None else self.sessions.period.first

    @property
    def is_time_limited(self) -> bool:
        """Whether its end is known."""
        if self.sessions is not None:
            return self.sessions.period.last is not None
        return self.stays[-1].leaves is not None

    def is_there(self, day: date) -> bool:
        """Whether the person sleeps there on the night of this day, or is there for the day."""
        if self.sessions is not None:
            return self.sessions.comes_on(day)
        return any(stay.sleeps_on(day) for stay in self.stays)

    def overlaps(self, stay: Stay | None, sessions: Sessions | None) -> bool:
        """Whether it shares a day or a night with a stay or with sessions."""
        other = When(stays=() if stay is None else (stay,), sessions=sessions)
        return shares_a_day(self, other)

    def touches(self, period: Period) -> bool:
        """Whether a night or a session falls into a period of days."""
        if self.sessions is not None:
            first = max(self.sessions.period.first, period.first)
            return any(
                self.sessions.comes_on(day) and day in period
                for day in days_between(first, first + timedelta(days=6))
            )
        return any(stay.as_period.overlaps(period) for stay in self.stays)

    @property
    def boundaries(self) -> Iterator[date]:
        """Every day on which it begins or stops to count."""
        for stay in self.stays:
            yield stay.arrives
            if stay.leaves is not None:
                yield stay.leaves
        if self.sessions is not None:
            yield self.sessions.period.first
            if self.sessions.period.last is not None:
                yield self.sessions.period.last + ONE_DAY


def shares_a_day(one: When, other: When) -> bool:
    """Whether two share a night, or a day on which both are in the home."""
    if one.sessions is not None and other.sessions is not None:
        return one.sessions.overlaps(other.sessions)
    if one.sessions is not None:
        return any(one.touches(stay.as_period) for stay in other.stays)
    if other.sessions is not None:
        return any(other.touches(stay.as_period) for stay in one.stays)
    return any(mine.overlaps(theirs) for mine in one.stays for theirs in other.stays)


def possible_times(request: Request, on: date) -> tuple[When, ...]:
    """Every way in which a request's dates can be met, first day first; empty where its days are past.

    A request without a date is for now: from `on`. No night or session before `on` is ever proposed.
    """
    earliest = request.earliest_start or on
    latest = request.latest_start or earliest
    if request.latest_start is None and request.earliest_start is not None and earliest < on:
        latest = on  # wanted since then, and still wanted
    starts = days_between(max(earliest, on), latest)
    times = (_time(request, start) for start in starts if _may_start(request, start))
    return tuple(time for time in times if time is not None)


def _may_start(request: Request, start: date) -> bool:
    return not request.start_weekdays or Weekday(start.weekday()) in request.start_weekdays


def _time(request: Request, start: date) -> When | None:
    if not request.kind.is_overnight:
        if request.until is not None and request.until < start:
            return None
        if not request.weekdays:
            return None
        period = Period(start, request.until)
        return When(sessions=Sessions(period, request.weekdays, request.session_starts, request.session_ends))
    if request.nights is None and request.until is not None and request.until <= start:
        return None
    return When(stays=tuple(_stays(request, start)))


def _stays(request: Request, start: date) -> Iterator[Stay]:
    times = request.repeat_times or 1
    every = request.repeat_every_days or 0
    for number in range(times if every else 1):
        arrives = start + timedelta(days=number * every)
        if request.nights is not None:
            yield Stay(arrives, arrives + timedelta(days=request.nights))
        elif request.until is not None:
            yield Stay(arrives, request.until + timedelta(days=number * every))
        else:
            yield Stay(arrives)

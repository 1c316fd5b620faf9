"""When an option would happen: its nights or its sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from attrs import frozen

from sharedlives.dates import DAYS_IN_A_WEEK, ONE_DAY, Period, Sessions, Stay, Weekday, days_between
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
            return any(self.sessions.comes_on(day) and day in period for day in _week_from(first))
        return any(_sleeps_in(stay, period) for stay in self.stays)

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


def _sleeps_in(stay: Stay, period: Period) -> bool:
    """Whether a night of a stay falls into a period of days."""
    begins = period.last is None or stay.arrives <= period.last
    return begins and (stay.leaves is None or period.first < stay.leaves)


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

    A request without a date is for now: from `on`. So is one from a day that is past, where nobody said by
    when it must begin: it is wanted since then, and still wanted. Where it may begin on some days of the week
    only, that is the first of them. Days of support begin with their first session. No night or session
    before `on` is ever proposed.
    """
    wanted_from = max(request.earliest_start or on, on)
    if request.latest_start is not None:
        starts = [day for day in days_between(wanted_from, request.latest_start) if _may_start(request, day)]
    else:
        starts = [day for day in _week_from(wanted_from) if _may_start(request, day)][:1]
    times = (_time(request, start) for start in starts)
    return tuple(dict.fromkeys(time for time in times if time is not None))


def _may_start(request: Request, start: date) -> bool:
    return not request.start_weekdays or Weekday(start.weekday()) in request.start_weekdays


def _time(request: Request, start: date) -> When | None:
    if request.kind.is_overnight:
        if request.nights is None and request.until is not None and request.until <= start:
            return None
        return When(stays=tuple(_stays(request, start)))
    first = next(filter(partial(_is_a_session, request), _week_from(start)), None)
    if first is None or (request.until is not None and request.until < first):
        return None
    period = Period(first, request.until)
    return When(sessions=Sessions(period, request.weekdays, request.session_starts, request.session_ends))


def _is_a_session(request: Request, day: date) -> bool:
    return Weekday(day.weekday()) in request.weekdays


def _week_from(day: date) -> Iterator[date]:
    return days_between(day, day + timedelta(days=DAYS_IN_A_WEEK - 1))


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

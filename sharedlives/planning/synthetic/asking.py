"""What is asked for: requests with their dates, by people supported and by people who are looking."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sharedlives.dates import Weekday
from sharedlives.domain.person import Person
from sharedlives.domain.request import Request
from sharedlives.domain.words import Kind, RequestStatus, Urgency
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.living import sessions_from
from sharedlives.planning.synthetic.making import HALF_A_YEAR, Making
from sharedlives.planning.synthetic.tables import of_living

_WINDOW: Final = timedelta(days=6)
_THREE_DAYS: Final = timedelta(days=3)
_FOUR_WEEKS: Final = 28
_SOON: Final = 14


def ask(
    making: Making,
    person: Person,
    kind: Kind,
    *,
    status: RequestStatus = RequestStatus.OPEN,
    not_before: date | None = None,
) -> Request:
    """A request of somebody's."""
    identity = making.next_id("requests", "R")
    draw = making.draw("request", identity)
    urgency = draw.by(of_living.URGENCY[kind])
    waited = draw.by(of_living.DAYS_WAITED)
    days = None if waited is None else draw.number(*waited)
    if days is not None and urgency in (Urgency.EMERGENCY, Urgency.URGENT):
        days = days % (8 if urgency is Urgency.EMERGENCY else 90)
    request = Request(
        id=identity,
        person_id=person.id,
        kind=kind,
        urgency=urgency,
        received_on=None if days is None else making.day(-days),
        status=status,
        neighbourhood=person.neighbourhood,
        **_when(making, draw, kind, urgency, not_before),
    )
    making.add("requests", request)
    return request


def _when(
    making: Making, draw: Draw, kind: Kind, urgency: Urgency | None, not_before: date | None
) -> dict[str, Any]:
    first, last = of_living.ASKED_FOR_IN[kind]
    if urgency in (Urgency.EMERGENCY, Urgency.URGENT):
        last = min(last, _SOON)
    if kind is Kind.SHORT_BREAK:
        return _break(draw, making.a_day_for_a_break(draw, first, last))
    earliest = not_before or making.day(draw.number(first, last))
    if kind is Kind.LIVE_IN:
        return {"earliest_start": earliest}
    if kind is Kind.PARENT_AND_CHILD:
        return {
            "earliest_start": earliest,
            "children": draw.by(of_living.CHILDREN),
            "children_share": draw.by(of_living.CHILDREN_SHARE),
        }
    if kind is Kind.INTERMEDIATE:
        nights = draw.by(of_living.NIGHTS_OF_INTERMEDIATE)
        return {"earliest_start": earliest, "latest_start": earliest + _THREE_DAYS, "nights": nights}
    hours = of_living.SESSION_HOURS if kind is Kind.DAY_SUPPORT else of_living.OUTREACH_HOURS
    sessions = sessions_from(draw, earliest, hours)
    ends = None if draw.chance(of_living.OPEN_ENDED_DAYS) else earliest + timedelta(days=HALF_A_YEAR)
    return {
        "earliest_start": earliest,
        "until": ends,
        "weekdays": sessions.weekdays,
        "session_starts": sessions.starts,
        "session_ends": sessions.ends,
    }


def _break(draw: Draw, first: date) -> dict[str, Any]:
    how = draw.by(of_living.WHEN_A_BREAK_MAY_BEGIN)
    if how == "on one day":
        return {"earliest_start": first, "nights": draw.by(of_living.NIGHTS_OF_A_BREAK)}
    window = {"earliest_start": first, "latest_start": first + _WINDOW}
    if how == "within seven days":
        return {**window, "nights": draw.by(of_living.NIGHTS_OF_A_BREAK)}
    weekend = {**window, "start_weekdays": frozenset({Weekday.FRIDAY}), "nights": 2}
    if how == "some weekend":
        return weekend
    return {**weekend, "repeat_every_days": _FOUR_WEEKS, "repeat_times": draw.by(of_living.WEEKENDS_ASKED)}

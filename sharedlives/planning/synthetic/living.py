"""Who lives, stays and comes where: arrangements, each with room under what the home is approved for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any, Final

from sharedlives.dates import Period, Sessions, Stay, Weekday, birthday
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.person import Person
from sharedlives.domain.words import EndReason, Kind
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.evidence import papers_of
from sharedlives.planning.synthetic.making import HALF_A_YEAR, YEAR, Home, Making
from sharedlives.planning.synthetic.people import youngest
from sharedlives.planning.synthetic.tables import of_living
from sharedlives.planning.synthetic.tables.shares import Shares, Span

WORKDAYS: Final = tuple(Weekday)[:5]
_TRIES: Final = 8
_HOMES_KNOWN: Final = 2
_LONGEST: Final = 20 * YEAR


def homes_to_live_in(making: Making, kind: Kind, number: int) -> list[Home]:
    """So many homes for people to live in, in a random order; one with room for two may be there twice."""
    slots = [home for home in making.homes_for(kind) for _ in range(home.places(kind))]
    return making.draw("homes to live in", kind).shuffled(slots)[:number]


def live(making: Making, person: Person, home: Home, kind: Kind) -> None:
    """Somebody lives in a home since some day after it was approved; until it stops, where that is said."""
    draw = making.draw("lives", person.id)
    earliest = max(home.since, making.day(-_LONGEST))
    if person.born is not None:
        earliest = max(earliest, birthday(person.born, youngest(making.nation)))
    yesterday = making.day(-1)
    starts = draw.day(min(earliest, yesterday), yesterday)
    more: dict[str, Any] = {"notice_given_on": making.day(-20)} if home.stops_on else {}
    if kind is Kind.PARENT_AND_CHILD:
        more |= {"children": 1, "children_share": True}
    _stay(making, draw, person, home, kind, Stay(starts, home.stops_on), **more)


def stay_for_a_time(making: Making, person: Person) -> None:
    """Somebody is on an intermediate stay now."""
    draw = making.draw("intermediate", person.id)
    nights = draw.by(of_living.NIGHTS_OF_INTERMEDIATE)
    arrives = making.day(-draw.number(1, nights - 1))
    stay = Stay(arrives, arrives + timedelta(days=nights))
    home = _a_home(making, draw, Kind.INTERMEDIATE, lambda home: home.has_room(stay, Kind.INTERMEDIATE))
    if home is not None:
        _stay(making, draw, person, home, Kind.INTERMEDIATE, stay)


def take_breaks(making: Making, person: Person, own: Home | None) -> None:
    """Breaks past, now and booked, with one or two households they know, never two at once; at least one."""
    draw = making.draw("breaks", person.id)
    homes = making.homes_for(Kind.SHORT_BREAK)
    known = [home for home in draw.some_of(homes, _HOMES_KNOWN) if home is not own]
    stays: list[Stay] = []
    for day in _days_of_breaks(making, draw):
        _take_a_break(making, draw, person, known, day, stays)
    for _ in range(_TRIES):
        if stays:
            return
        others = [home for home in draw.in_turn(homes) if home is not own]
        _take_a_break(making, draw, person, others, making.day(draw.number(1, HALF_A_YEAR)), stays)


def _days_of_breaks(making: Making, draw: Draw) -> Iterator[date]:
    for _ in range(draw.by(of_living.STAYS_PAST)):
        yield making.a_day_for_a_break(draw, -HALF_A_YEAR, -20)
    for _ in range(draw.by(of_living.STAYS_SOON)):
        yield making.a_day_for_a_break(draw, 1, HALF_A_YEAR)
    if draw.chance(of_living.STAY_NOW):
        yield making.day(-1)


def _take_a_break(
    making: Making, draw: Draw, person: Person, homes: Sequence[Home], day: date, stays: list[Stay]
) -> None:
    """A break from a day on with the first of some homes that has room, unless they are away then already."""
    stay = Stay(day, day + timedelta(days=draw.by(of_living.NIGHTS_OF_A_BREAK)))
    home = next((home for home in homes if home.has_room(stay, Kind.SHORT_BREAK)), None)
    if home is None or any(stay.overlaps(other) for other in stays):
        return
    stays.append(stay)
    over = stay.leaves is not None and stay.leaves <= making.on
    more = {"end_reason": EndReason.END_OF_STAY} if over else {}
    _stay(making, draw, person, home, Kind.SHORT_BREAK, stay, **more)


def come_for_the_day(making: Making, person: Person, kind: Kind, own: Home | None) -> None:
    """Day support or outreach each week, since some day and without an end."""
    draw = making.draw(kind, person.id)
    hours = of_living.SESSION_HOURS if kind is Kind.DAY_SUPPORT else of_living.OUTREACH_HOURS
    since = making.day(-draw.number(20, 4 * YEAR))
    for _ in range(_TRIES):
        sessions = sessions_from(draw, since, hours)
        home = _with_time(making, draw, sessions, kind, own)
        if home is not None:
            _come(making, draw, person, home, kind, sessions)
            return


def _come(making: Making, draw: Draw, person: Person, home: Home, kind: Kind, sessions: Sessions) -> None:
    home.give_time(sessions, kind)
    home.people.append(person)
    first = max(sessions.period.first, home.since)
    arrangement = Arrangement(
        id=making.next_id("arrangements", "A"),
        person_id=person.id,
        household_id=home.id,
        kind=kind,
        sessions=Sessions(Period(first), sessions.weekdays, sessions.starts, sessions.ends),
        **papers_of(making, draw, kind, first),
    )
    making.add("arrangements", arrangement)


def sessions_from(draw: Draw, first: date, hours: Shares[Span]) -> Sessions:
    """Days of the week and hours of day support or outreach."""
    days = draw.some_of(WORKDAYS, draw.by(of_living.DAYS_A_WEEK))
    starts, ends = draw.by(hours)
    return Sessions(Period(first), frozenset(days), time(starts), time(ends))


def _with_time(making: Making, draw: Draw, sessions: Sessions, kind: Kind, own: Home | None) -> Home | None:
    return _a_home(making, draw, kind, lambda home: home is not own and home.has_time(sessions, kind))


def _a_home(making: Making, draw: Draw, kind: Kind, fits: Callable[[Home], bool]) -> Home | None:
    return next((home for home in draw.in_turn(making.homes_for(kind)) if fits(home)), None)


def _stay(
    making: Making, draw: Draw, person: Person, home: Home, kind: Kind, stay: Stay, **more: Any
) -> None:
    room = home.take(stay, kind, say_room=not draw.chance(of_living.ROOM_NOT_STATED))
    if stay.leaves is None or stay.leaves > making.on:
        home.people.append(person)
    arrangement = Arrangement(
        id=making.next_id("arrangements", "A"),
        person_id=person.id,
        household_id=home.id,
        kind=kind,
        stay=stay,
        bedroom_id=room,
        **papers_of(making, draw, kind, stay.arrives),
        **more,
    )
    making.add("arrangements", arrangement)

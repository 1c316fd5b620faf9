"""Who lives, stays and comes where: arrangements, each with room under what the home is approved for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any, Final

from sharedlives.dates import ONE_DAY, Period, Sessions, Stay, Weekday, birthday
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.person import Person
from sharedlives.domain.words import EndReason, Kind
from sharedlives.planning.synthetic.agreements import papers_of
from sharedlives.planning.synthetic.drawing import Draw
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
    # The earlier of two days: people move in rather when a home is new, and stay.
    starts = min(draw.day(min(earliest, yesterday), yesterday) for _ in range(2))
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
    homes = list(draw.in_turn(making.homes_for(Kind.INTERMEDIATE)))
    home = next((home for home in homes if home.has_room(stay, Kind.INTERMEDIATE)), homes[0])
    _stay(making, draw, person, home, Kind.INTERMEDIATE, stay)


def take_breaks(making: Making, person: Person, own: Home | None) -> None:
    """Breaks past, now and booked, with one or two households they know, never two at once; at least one."""
    draw = making.draw("breaks", person.id)
    homes = making.homes_for(Kind.SHORT_BREAK)
    known = [home for home in draw.some_of(homes, _HOMES_KNOWN) if home is not own]
    stays: list[Stay] = []
    for day in _days_of_breaks(making, draw):
        _take_a_break(making, draw, person, known, day, stays)
    others = [home for home in draw.in_turn(homes) if home is not own]
    if not stays and others:
        _take_one_break(making, draw, person, others)


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
    if home is not None and not any(stay.overlaps(other) for other in stays):
        stays.append(stay)
        _stay(making, draw, person, home, Kind.SHORT_BREAK, stay)


def _take_one_break(making: Making, draw: Draw, person: Person, homes: Sequence[Home]) -> None:
    """The one break of somebody for whom no household they know had room: soon, or else it is over."""
    stays: list[Stay] = []
    for _ in range(_TRIES):
        _take_a_break(making, draw, person, homes, making.day(draw.number(1, HALF_A_YEAR)), stays)
        if stays:
            return
    day = making.day(-draw.number(15, 30))
    _stay(making, draw, person, homes[0], Kind.SHORT_BREAK, Stay(day, day + timedelta(days=2)))


def come_for_the_day(making: Making, person: Person, kind: Kind, own: Home | None) -> None:
    """Day support or outreach each week, since some day, and without an end unless the home stops."""
    draw = making.draw(kind, person.id)
    hours = of_living.SESSION_HOURS if kind is Kind.DAY_SUPPORT else of_living.OUTREACH_HOURS
    homes = [home for home in draw.in_turn(making.homes_for(kind)) if home is not own]
    since = making.day(-draw.number(20, 4 * YEAR))
    for _ in range(_TRIES):
        sessions = sessions_from(draw, since, hours)
        home = next((home for home in homes if home.has_time(sessions, kind)), None)
        if home is not None:
            _come(making, draw, person, home, kind, sessions)
            return
    for home in homes[:1]:  # where nobody has time, one household is approved for one more
        home.widen(kind)
        _come(making, draw, person, home, kind, sessions)


def _come(making: Making, draw: Draw, person: Person, home: Home, kind: Kind, sessions: Sessions) -> None:
    home.give_time(sessions, kind)
    home.people.append(person)
    first = max(sessions.period.first, home.since)
    last = None if home.stops_on is None else home.stops_on - ONE_DAY
    arrangement = Arrangement(
        id=making.next_id("arrangements", "A"),
        person_id=person.id,
        household_id=home.id,
        kind=kind,
        sessions=Sessions(Period(first, last), sessions.weekdays, sessions.starts, sessions.ends),
        **papers_of(making, draw, kind, first),
    )
    making.add("arrangements", arrangement)


def sessions_from(draw: Draw, first: date, hours: Shares[Span]) -> Sessions:
    """Days of the week and hours of day support or outreach."""
    days = draw.some_of(WORKDAYS, draw.by(of_living.DAYS_A_WEEK))
    starts, ends = draw.by(hours)
    return Sessions(Period(first), frozenset(days), time(starts), time(ends))


def _stay(
    making: Making, draw: Draw, person: Person, home: Home, kind: Kind, stay: Stay, **more: Any
) -> None:
    room = home.take(stay, kind, say_room=not draw.chance(of_living.ROOM_NOT_STATED))
    over = stay.leaves is not None and stay.leaves <= making.on
    if not over:
        home.people.append(person)
    arrangement = Arrangement(
        id=making.next_id("arrangements", "A"),
        person_id=person.id,
        household_id=home.id,
        kind=kind,
        stay=stay,
        bedroom_id=room,
        end_reason=EndReason.END_OF_STAY if over else None,
        **papers_of(making, draw, kind, stay.arrives),
        **more,
    )
    making.add("arrangements", arrangement)

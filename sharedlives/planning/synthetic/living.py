"""Who lives, stays and comes where: arrangements, each with room under what the home is approved for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, Final

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.person import Person
from sharedlives.domain.words import EndReason, Kind
from sharedlives.planning.synthetic.drawing import Draw, Shares
from sharedlives.planning.synthetic.evidence import papers_of
from sharedlives.planning.synthetic.making import HALF_A_YEAR, Home, Making
from sharedlives.planning.synthetic.tables import of_living

WORKDAYS: Final = tuple(Weekday)[:5]
_TRIES: Final = 8
_YOUNGEST: Final = 16
_LONGEST: Final = 20


def homes_to_live_in(making: Making, kind: Kind, number: int) -> list[Home]:
    """So many homes for people to live in, one with room for two may be there twice, in a random order."""
    slots = [home for home in making.homes_for(kind) for _ in range(_room_in(home, kind))]
    found = making.draw("homes to live in", kind).shuffled(slots)[:number]
    for home in making.homes:  # in a very small scheme there may be fewer
        while len(found) < number and home.overnight < home.total + 1:
            home.widen(kind)
            found.append(home)
            break
    return found


def _room_in(home: Home, kind: Kind) -> int:
    rooms = home.overnight if home.bedrooms is None else len(home.bedrooms)
    return min(home.numbers[kind], rooms, home.total)


def live(making: Making, person: Person, home: Home, kind: Kind) -> None:
    """Somebody lives in a home since some day after it was approved; until it stops, where that is said."""
    draw = making.draw("lives", person.id)
    grown_up = making.day(-_LONGEST * 365)
    if person.born is not None:
        grown_up = max(grown_up, person.born + timedelta(days=366 * _YOUNGEST))
    starts = draw.day(max(home.since, grown_up), making.day(-1))
    starts = min(starts, making.day(-1))
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
    """Breaks past, now and booked, with one or two households, never two at once."""
    draw = making.draw("breaks", person.id)
    known = [home for home in making.homes_for(Kind.SHORT_BREAK) if home is not own]
    known = draw.some_of(known, 2)
    stays: list[Stay] = []
    days = [-draw.number(10, HALF_A_YEAR) for _ in range(draw.by(of_living.STAYS_PAST))]
    days += [draw.number(1, HALF_A_YEAR) for _ in range(draw.by(of_living.STAYS_SOON))]
    if draw.chance(of_living.STAY_NOW):
        days.append(-1)
    for number in days:
        stay = Stay(making.day(number), making.day(number + draw.by(of_living.NIGHTS_OF_A_BREAK)))
        home = next((home for home in known if home.has_room(stay, Kind.SHORT_BREAK)), None)
        if home is None or any(stay.overlaps(other) for other in stays) or stay.arrives < home.since:
            continue
        stays.append(stay)
        over = stay.leaves is not None and stay.leaves <= making.on
        more = {"end_reason": EndReason.END_OF_STAY} if over else {}
        _stay(making, draw, person, home, Kind.SHORT_BREAK, stay, **more)


def come_for_the_day(making: Making, person: Person, kind: Kind, own: Home | None) -> None:
    """Day support or outreach each week, since some day and without an end."""
    draw = making.draw(kind, person.id)
    hours = of_living.SESSION_HOURS if kind is Kind.DAY_SUPPORT else of_living.OUTREACH_HOURS
    since = making.day(-draw.number(20, 1500))
    tries = (sessions_from(draw, since, hours) for _ in range(_TRIES))
    chosen = ((it, _with_time(making, draw, it, kind, own)) for it in tries)
    sessions, home = next((pair for pair in chosen if pair[1] is not None), (None, None))
    if sessions is None or home is None:
        return
    home.give_time(sessions, kind)
    home.people.append(person)
    arrangement = Arrangement(
        id=making.next_id("arrangements", "A"),
        person_id=person.id,
        household_id=home.id,
        kind=kind,
        sessions=Sessions(Period(max(since, home.since)), sessions.weekdays, sessions.starts, sessions.ends),
        **papers_of(making, draw, kind, max(since, home.since)),
    )
    making.add("arrangements", arrangement)


def sessions_from(
    draw: Draw, first: date, hours: Shares[tuple[int, int]], last: date | None = None
) -> Sessions:
    """Days of the week and hours of day support or outreach."""
    days = draw.some_of(WORKDAYS, draw.by(of_living.DAYS_A_WEEK))
    starts, ends = draw.by(hours)
    return Sessions(Period(first, last), frozenset(days), time(starts), time(ends))


def _with_time(making: Making, draw: Draw, sessions: Sessions, kind: Kind, own: Home | None) -> Home | None:
    return _a_home(making, draw, kind, lambda home: home is not own and home.has_time(sessions, kind))


def _a_home(making: Making, draw: Draw, kind: Kind, fits: Callable[[Home], bool]) -> Home | None:
    return next((home for home in draw.shuffled(making.homes_for(kind)) if fits(home)), None)


def _stay(
    making: Making, draw: Draw, person: Person, home: Home, kind: Kind, stay: Stay, **more: Any
) -> None:
    room = home.take(stay, kind, say_room=not draw.chance(of_living.ROOM_NOT_STATED))
    if not (stay.leaves is not None and stay.leaves <= making.on):
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

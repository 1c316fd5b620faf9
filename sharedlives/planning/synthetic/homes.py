"""Homes: what each is approved for, its bedrooms and what it is like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from sharedlives.dates import Period
from sharedlives.domain.household import Bedroom, Closure, Household, HouseholdMember, OtherUse, Pet
from sharedlives.domain.place import Place
from sharedlives.domain.words import Kind, Nation, Sex
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.making import HALF_A_YEAR, YEAR, Home, Making
from sharedlives.planning.synthetic.tables import of_homes, of_people
from sharedlives.planning.synthetic.tables.names import FIRST_NAMES
from sharedlives.planning.synthetic.wishes import wishes_by

_FOUR_WEEKS: Final = 28


def make_homes(making: Making, needed: Mapping[Kind, int]) -> None:
    """Homes with their numbers, of which there are at least as many of each kind as are needed."""
    shapes = making.draw("shapes").spread(of_homes.SHAPES, making.size.households)
    for index, shape in enumerate(shapes, 1):
        draw = making.draw("home", index)
        place, neighbourhood = making.area.place(draw)
        numbers = {kind: draw.by(shares) for kind, shares in of_homes.NUMBERS[shape].items()}
        years = draw.number(*draw.by(of_homes.YEARS_A_CARER))
        home = Home(
            id=f"H{index:05}",
            place=place,
            neighbourhood=neighbourhood,
            since=making.day(-years * YEAR - draw.number(30, YEAR)),
            numbers={kind: number for kind, number in numbers.items() if number},
            closed=tuple(_closed(making, draw, only_breaks=shape == "breaks")),
        )
        if draw.chance(of_homes.LEAVING_SOON):
            home.stops_on = making.day(draw.number(20, HALF_A_YEAR))
        home.bedrooms = _bedrooms(making, home)
        making.homes.append(home)
    _widen(making, needed)


def _widen(making: Making, needed: Mapping[Kind, int]) -> None:
    """Approve further homes for a kind of which too few were drawn, as happens in small schemes."""
    order = making.draw("widen").shuffled(making.homes)
    for kind, number in needed.items():
        while sum(home.places(kind) for home in order) < number:
            home = min(order, key=lambda home: (home.total, not home.offers(kind)))
            home.widen(kind)
            home.bedrooms = _bedrooms(making, home)


def _bedrooms(making: Making, home: Home) -> tuple[Bedroom, ...] | None:
    draw = making.draw("bedrooms", home.id)
    if draw.chance(of_homes.BEDROOMS_NOT_SAID):
        return None
    number = home.overnight + home.numbers.get(Kind.PARENT_AND_CHILD, 0)
    number += draw.chance(of_homes.ONE_BEDROOM_MORE)
    number -= number > 1 and draw.chance(of_homes.ONE_BEDROOM_FEWER)
    return tuple(_bedroom(making, draw, str(index)) for index in range(1, number + 1))


def _bedroom(making: Making, draw: Draw, identity: str) -> Bedroom:
    ground = draw.by(of_homes.GROUND_FLOOR)
    step_free = draw.by(of_homes.STEP_FREE) if ground else ground
    first = making.day(draw.number(10, 120))
    closed = Period(first, first + timedelta(days=draw.number(7, 40)))
    return Bedroom(
        id=identity,
        is_double=draw.by(of_homes.DOUBLE),
        is_ground_floor=ground,
        is_step_free=step_free,
        is_near_bathroom=draw.by(of_homes.NEAR_BATHROOM),
        takes_hoist=draw.by(of_homes.TAKES_HOIST) if step_free else step_free,
        closed=(closed,) if draw.chance(of_homes.BEDROOM_CLOSED) else (),
    )


def _closed(making: Making, draw: Draw, *, only_breaks: bool) -> Iterator[Period]:
    """The days on which a home welcomes nobody: for now, on holiday, or outside the weeks it offers."""
    if draw.chance(of_homes.CLOSED_FOR_NOW):
        yield Period(making.day(-draw.number(5, 60)))
    elif only_breaks and draw.chance(of_homes.OPEN_IN_SOME_WEEKS):
        days = draw.by(of_homes.DAYS_OPEN)
        for first in range(draw.number(0, _FOUR_WEEKS), HALF_A_YEAR, _FOUR_WEEKS):
            yield Period(making.day(first), making.day(first + _FOUR_WEEKS - days - 1))
    elif draw.chance(of_homes.CLOSED_FOR_SOME_DAYS):
        first_day = making.day(draw.number(5, HALF_A_YEAR))
        yield Period(first_day, first_day + timedelta(days=draw.by(of_homes.DAYS_OF_REST) - 1))


def household_of(making: Making, home: Home) -> Household:
    """The record of a home."""
    draw = making.draw("household", home.id)
    pets = draw.by(of_homes.PETS)
    uses = draw.by(of_homes.OTHER_USES)
    gas = draw.chance(of_homes.HAS_GAS)
    lender = draw.chance(of_homes.LANDLORD_OR_LENDER)
    languages = spoken(making, draw)
    return Household(
        id=home.id,
        place=Place() if draw.chance(of_homes.PLACE_NOT_SAID) else home.place,
        neighbourhood=home.neighbourhood,
        members=_members(making, home),
        bedrooms=home.bedrooms,
        pets=None if pets is None else tuple(Pet(kind=kind) for kind in pets),
        smokes=draw.by(of_homes.HOME_SMOKES),
        languages=None if draw.chance(of_homes.FACT_NOT_SAID) else languages,
        faith=draw.by(of_homes.FAITH),
        interests=None if draw.chance(of_homes.FACT_NOT_SAID) else interests(draw),
        pace=draw.by(of_homes.PACE),
        drives_people=draw.by(of_homes.HOME_DRIVES),
        takes_emergencies=draw.by(of_homes.TAKES_EMERGENCIES),
        somebody_home_at_night=draw.by(of_homes.SLEEPS_AT_HOME),
        other_uses=None if uses is None else tuple(OtherUse(kind=kind, number=n) for kind, n in uses),
        heating_fuel="gas" if gas else "electricity",
        has_gas=gas,
        storeys=draw.by(of_homes.STOREYS),
        has_landlord_or_lender=lender,
        consent_seen_on=home.since - timedelta(days=draw.number(5, 90)) if lender else None,
        closures=tuple(Closure(period=period) for period in home.closed),
        wishes=wishes_by(of_people.WISHES_OF_A_HOUSEHOLD, draw, stated_on=home.since, stated_by="household"),
    )


def _members(making: Making, home: Home) -> tuple[HouseholdMember, ...] | None:
    draw = making.draw("members", home.id)
    relations = draw.by(of_homes.MEMBERS)
    if relations is None:
        return None
    return tuple(
        HouseholdMember(
            id=f"{home.id}-M{number}",
            first_name=draw.one_of(FIRST_NAMES),
            born=draw.born(of_homes.AGES_OF_MEMBERS[relation], making.on),
            sex=draw.one_of(tuple(Sex)),
            relation=relation,
            usually_sleeps_here=True,
        )
        for number, relation in enumerate(relations, 1)
    )


def interests(draw: Draw) -> frozenset[str]:
    """What somebody likes to do."""
    return frozenset(draw.some_of(of_homes.INTERESTS, draw.by(of_homes.NUMBER_OF_INTERESTS)))


def spoken(making: Making, draw: Draw) -> frozenset[str]:
    """The languages that somebody speaks."""
    found = {"english"}
    if making.nation is Nation.WALES and draw.chance(of_homes.WELSH):
        found.add("welsh")
    if draw.chance(of_homes.SPEAKS_ANOTHER):
        found.add(draw.by(of_homes.LANGUAGES))
    return frozenset(found)

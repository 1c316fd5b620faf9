"""Tiny makers of records with sound defaults: a request and a home fit unless a test changes one thing.

Every fact a criterion reads is known. The day is ON, a Monday.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.arrangement import Arrangement, Decline, Introduction, KeepTogether, PartyAnswer
from sharedlives.domain.carer import ANY_NEED, Approval, ApprovalTerms, Carer, KindNumber
from sharedlives.domain.fields import Record
from sharedlives.domain.household import Bedroom, Closure, Household
from sharedlives.domain.person import Person
from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.domain.request import Request
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.wish import About, Wish
from sharedlives.domain.words import (
    CarerRole,
    DeclineScope,
    Kind,
    Medicines,
    MovingAndHandling,
    Nation,
    NightSupport,
    Party,
    RequestStatus,
    Sex,
    Strength,
    Urgency,
)

ON = date(2026, 11, 16)
LONG_AGO = date(2020, 1, 1)
TOWN = Place(grid_reference=GridReference(grid=Grid.BRITISH, easting=409000, northing=425000))


def day(number: int) -> date:
    """So many days after ON."""
    return ON + timedelta(days=number)


def a_scheme(*records: Record | tuple[Record, ...], **settings: Any) -> Scheme:
    """A scheme in England of these records; a tuple, as `a_home` gives it, counts as its parts."""
    flat = [part for record in records for part in (record if isinstance(record, tuple) else (record,))]
    empty = Scheme(**{"nation": Nation.ENGLAND, **settings})
    return empty.with_changes(put=flat)


def a_home(id: str = "H1", *, approval: Approval | None = None, **changes: Any) -> tuple[Record, ...]:  # noqa: A002
    """A household with one approved carer."""
    return (
        a_household(id, **changes),
        a_carer(f"C-{id}", household_id=id),
        approval if approval is not None else an_approval(household_id=id),
    )


def a_household(id: str = "H1", **changes: Any) -> Household:  # noqa: A002
    """An open home with two bedrooms, nobody else in it, and no wishes."""
    facts: dict[str, Any] = {
        "place": TOWN,
        "members": (),
        "bedrooms": (a_bedroom(f"{id}-1"), a_bedroom(f"{id}-2")),
        "pets": (),
        "smokes": False,
        "languages": frozenset({"english"}),
        "interests": frozenset(),
        "drives_people": True,
        "takes_emergencies": True,
        "somebody_home_at_night": True,
        "other_uses": (),
    }
    return Household(id=id, **facts | changes)


def a_bedroom(id: str = "B1", **changes: Any) -> Bedroom:  # noqa: A002
    """A single room upstairs with every feature known."""
    facts: dict[str, Any] = {
        "is_double": False,
        "is_step_free": False,
        "is_ground_floor": False,
        "is_near_bathroom": True,
        "takes_hoist": False,
    }
    return Bedroom(id=id, **facts | changes)


def a_carer(id: str = "C1", *, household_id: str = "H1", **changes: Any) -> Carer:  # noqa: A002
    """A main carer, a woman, with no particular skills."""
    facts: dict[str, Any] = {
        "role": CarerRole.MAIN,
        "sex": Sex.FEMALE,
        "languages": frozenset({"english"}),
        "skills": frozenset(),
        "experience": frozenset(),
        "drives_people": True,
    }
    return Carer(id=id, household_id=household_id, **facts | changes)


def an_approval(
    id: str | None = None,  # noqa: A002
    *,
    household_id: str = "H1",
    live_in: int = 2,
    short_break: int = 2,
    day_support: int = 2,
    intermediate: int = 0,
    total: int | None = None,
    terms: dict[str, Any] | None = None,
    **changes: Any,
) -> Approval:
    """An approval in force since long ago, for adults of either sex and any need.

    `total` is the sum of the numbers of overnight kinds where it is not given.
    """
    numbers = {
        Kind.LIVE_IN: live_in,
        Kind.SHORT_BREAK: short_break,
        Kind.DAY_SUPPORT: day_support,
        Kind.INTERMEDIATE: intermediate,
    }
    facts: dict[str, Any] = {
        "numbers": tuple(KindNumber(kind=kind, number=number) for kind, number in numbers.items()),
        "total": live_in + short_break + intermediate if total is None else total,
        "youngest": 18,
        "sexes": frozenset(Sex),
        "needs": frozenset({ANY_NEED}),
        "emergencies": True,
    }
    return Approval(
        id=id or f"AP-{household_id}",
        household_id=household_id,
        terms=ApprovalTerms(**facts | (terms or {})),
        **{"approved_from": LONG_AGO, **changes},
    )


def a_person(id: str = "P1", **changes: Any) -> Person:  # noqa: A002
    """A woman of 36 who asks for nothing in particular."""
    facts: dict[str, Any] = {
        "born": date(1990, 3, 1),
        "sex": Sex.FEMALE,
        "needs": frozenset(),
        "skills_needed": frozenset(),
        "medicines": Medicines.SELF,
        "moving_and_handling": MovingAndHandling.NONE,
        "night_support": NightSupport.SLEEPING,
        "personal_care": False,
        "access": frozenset(),
        "interests": frozenset(),
        "languages": frozenset({"english"}),
        "languages_needed": frozenset(),
        "smokes": False,
    }
    return Person(id=id, **facts | changes)


def a_request(id: str = "R1", *, person_id: str = "P1", kind: Kind = Kind.LIVE_IN, **changes: Any) -> Request:  # noqa: A002
    """An open request from ON: to live there, for a break of seven nights, or for a month of Tuesdays."""
    facts: dict[str, Any] = {
        "urgency": Urgency.ROUTINE,
        "received_on": day(-30),
        "earliest_start": ON,
        "status": RequestStatus.OPEN,
    }
    if kind is Kind.SHORT_BREAK:
        facts["nights"] = 7
    if not kind.is_overnight:
        facts |= {"weekdays": frozenset({Weekday.TUESDAY}), "until": day(27)}
    return Request(id=id, person_id=person_id, kind=kind, **facts | changes)


def an_arrangement(
    id: str = "A1",  # noqa: A002
    *,
    person_id: str = "P1",
    household_id: str = "H1",
    kind: Kind = Kind.LIVE_IN,
    **changes: Any,
) -> Arrangement:
    """Somebody lives there since long ago, stays seven nights from ON, or comes on Tuesdays."""
    facts: dict[str, Any] = {}
    if not kind.is_overnight:
        facts["sessions"] = Sessions(Period(LONG_AGO), frozenset({Weekday.TUESDAY}))
    elif kind is Kind.SHORT_BREAK:
        facts["stay"] = Stay(ON, day(7))
    else:
        facts["stay"] = Stay(LONG_AGO)
    return Arrangement(id=id, person_id=person_id, household_id=household_id, kind=kind, **facts | changes)


def an_introduction(
    id: str = "I1",  # noqa: A002
    *,
    request_id: str = "R1",
    household_id: str = "H1",
    **changes: Any,
) -> Introduction:
    """The person and the carer said yes ten days ago to a stay from ON."""
    facts: dict[str, Any] = {
        "begun_on": day(-20),
        "answers": (an_answer(Party.PERSON), an_answer(Party.CARER, party_id=f"C-{household_id}")),
        "stay": Stay(ON),
    }
    return Introduction(id=id, request_id=request_id, household_id=household_id, **facts | changes)


def an_answer(party: Party, **changes: Any) -> PartyAnswer:
    """A yes to a stay."""
    return PartyAnswer(party=party, **{"yes": True, "to_a_stay": True, "on": day(-10), **changes})


def a_decline(id: str = "N1", *, scope: DeclineScope = DeclineScope.ALWAYS, **changes: Any) -> Decline:  # noqa: A002
    """A no of P1 to H1."""
    facts: dict[str, Any] = {"side": Party.PERSON, "person_id": "P1", "household_id": "H1"}
    return Decline(id=id, scope=scope, **facts | changes)


def a_group(*people: str, **changes: Any) -> KeepTogether:
    """People who wish to stay together."""
    return KeepTogether(**{"id": "T1", "people": frozenset(people), **changes})


def a_wish(
    about: About, value: str | None = None, strength: Strength = Strength.MUST, **changes: Any
) -> Wish:
    """A must."""
    return Wish(about=about, value=value, strength=strength, **changes)


def a_closure(first: date, last: date | None = None) -> Closure:
    """A home that welcomes nobody new from one day to another, both included."""
    return Closure(period=Period(first, last))

"""Carers, what a panel approved them for, and those who are on the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType
from typing import Final

from attrs import evolve

from sharedlives.dates import ONE_DAY, Period
from sharedlives.domain.arrangement import Break
from sharedlives.domain.carer import (
    ANY_NEED,
    Applicant,
    Approval,
    ApprovalTerms,
    Carer,
    KindNumber,
    StageReached,
)
from sharedlives.domain.person import Person
from sharedlives.domain.words import ApplicantStage, ApprovalStatus, CarerRole, Kind, Sex
from sharedlives.planning.synthetic.drawing import HUNDRED, Draw
from sharedlives.planning.synthetic.evidence import check_carer
from sharedlives.planning.synthetic.homes import spoken
from sharedlives.planning.synthetic.making import HALF_A_YEAR, YEAR, Home, Making
from sharedlives.planning.synthetic.tables import of_homes, of_papers
from sharedlives.planning.synthetic.tables.names import FIRST_NAMES, LAST_NAMES

_STAGES: Final = tuple(ApplicantStage)[: list(ApplicantStage).index(ApplicantStage.PANEL) + 1]
_STATUS: Final = MappingProxyType(
    {
        "probation": ApprovalStatus.PROBATION,
        "suspended": ApprovalStatus.SUSPENDED,
        "interim": ApprovalStatus.INTERIM,
    }
)
_MOST_FURTHER: Final = 2


def carers_by_home(making: Making) -> Iterator[tuple[Home, Sequence[CarerRole]]]:
    """Who is there in each home: a main carer and the further ones, spread over the homes.

    None where a home is still being assessed.
    """
    empty = making.draw("in assessment")
    lonely = [home.id for home in making.homes if not home.people and empty.chance(of_homes.IN_ASSESSMENT)]
    # As many homes are approved as it takes for all the carers there are to be.
    assessed = frozenset(lonely[: len(making.homes) - -(-making.size.carers // (1 + _MOST_FURTHER))])
    approved = [home.id for home in making.homes if home.id not in assessed]
    draw = making.draw("further carers")
    order = chain.from_iterable(draw.shuffled(approved) for _ in range(_MOST_FURTHER))
    roles = {home_id: [CarerRole.MAIN] for home_id in approved}
    further = draw.spread(of_homes.FURTHER_ROLE, making.size.carers - len(approved))
    for home_id, role in zip(order, further, strict=False):
        roles[home_id].append(role)
    for home in making.homes:
        yield home, roles.get(home.id, ())


def add_carers(making: Making, home: Home, roles: Sequence[CarerRole]) -> None:
    """The carers of a home with their papers, its approval and a break; of some, one who has left."""
    draw = making.draw("carers", home.id)
    terms = _terms(making, home)
    for role in roles:
        carer = _carer(making, draw, home, role, terms.needs)
        making.add("carers", carer)
        check_carer(making, carer, home)
    if len(roles) == 1 and draw.chance(of_homes.CARER_LEFT):
        left = making.day(-draw.number(1, HALF_A_YEAR))
        carer = _carer(making, draw, home, CarerRole.SECOND, terms.needs)
        began = min(home.since, left - timedelta(days=30))
        making.add("carers", evolve(carer, carer_since=began, left_on=left))
    _approve(making, draw, home, terms)
    if draw.chance(of_homes.REST) and home.stops_on is None:
        _rest(making, draw, home)


def _carer(making: Making, draw: Draw, home: Home, role: CarerRole, needs: frozenset[str] | None) -> Carer:
    not_said = draw.chance(of_homes.FACT_NOT_SAID)
    named = sorted((needs or frozenset()) - {ANY_NEED})
    known = [need for need in named if draw.chance(of_homes.EXPERIENCED_IN)]
    skills = [skill for skill, share in of_homes.SKILLS.items() if draw.chance(share)]
    ages = of_homes.CARER_AGES if home.stops_on is None else of_homes.AGES_WHEN_LEAVING
    return Carer(
        id=making.next_id("carers", "C"),
        household_id=home.id,
        role=role,
        first_name=draw.one_of(FIRST_NAMES),
        last_name=draw.one_of(LAST_NAMES),
        born=draw.born(ages, making.on),
        sex=draw.by(of_homes.MAIN_CARER_SEX if role is CarerRole.MAIN else of_homes.OTHER_CARER_SEX),
        languages=None if draw.chance(of_homes.FACT_NOT_SAID) else spoken(making, draw),
        faith=draw.by(of_homes.FAITH),
        skills=None if not_said else frozenset(skills),
        experience=None if draw.chance(of_homes.FACT_NOT_SAID) else frozenset(known),
        drives_people=draw.by(of_homes.HOME_DRIVES),
        update_service=draw.by(of_papers.UPDATE_SERVICE),
        carer_since=home.since,
        left_on=home.stops_on,
        agreement_signed_on=home.since + timedelta(days=draw.number(0, 20)),
    )


def _terms(making: Making, home: Home) -> ApprovalTerms:
    """What a panel approved: drawn, and then as wide as those it has already, but for a few outside it."""
    draw = making.draw("terms", home.id)
    inside = [person for person in home.people if not draw.chance(of_homes.OUTSIDE_THE_APPROVAL)]
    ages = [age for age in (person.age(making.on) for person in inside) if age is not None]
    most = draw.by(of_homes.MOST_AGE)
    sexes = draw.by(of_homes.SEXES_APPROVED)
    theirs = frozenset(person.id for person in home.people)
    lives_in = home.offers(Kind.LIVE_IN) and bool(theirs)
    only_for = theirs if lives_in and draw.chance(of_homes.APPROVED_FOR_ONE) else None
    return ApprovalTerms(
        numbers=tuple(KindNumber(kind=kind, number=number) for kind, number in home.numbers.items()),
        total=home.total,
        youngest=min([draw.by(of_homes.LEAST_AGE), *ages]),
        oldest=None if most is None else max([most, *ages]),
        sexes=None if sexes is None else sexes | {person.sex for person in inside if person.sex},
        needs=_needs(draw, inside),
        only_for=only_for,
        emergencies=draw.by(of_homes.APPROVED_FOR_EMERGENCIES),
    )


def _needs(draw: Draw, inside: list[Person]) -> frozenset[str] | None:
    limit = draw.by(of_homes.ANY_NEED_APPROVED)
    if limit is None:
        return None
    if limit == ANY_NEED:
        return frozenset({ANY_NEED})
    drawn = frozenset(need for need, share in of_homes.NEEDS_APPROVED.items() if draw.chance(share))
    return drawn.union(*(person.needs or frozenset() for person in inside))


def _approve(making: Making, draw: Draw, home: Home, terms: ApprovalTerms) -> None:
    """The approval in force, and for some the earlier one that it varies."""
    standing = draw.by(of_homes.STANDING)
    if (home.people or home.stops_on) and standing in ("at panel", "suspended"):
        standing = "in force"
    starts = making.day(draw.number(20, 70)) if standing == "at panel" else home.since
    varied = None
    if standing == "in force" and draw.chance(of_homes.VARIED):
        starts = draw.day(home.since + timedelta(days=20), making.day(-5))
        earlier = evolve(terms, needs=frozenset({"learning disability"}))
        before = starts - ONE_DAY
        varied = _approval(making, draw, home, earlier, home.since, before, status=None)
    last = None if home.stops_on is None else home.stops_on - ONE_DAY
    status = _STATUS.get(standing, ApprovalStatus.IN_FORCE)
    _approval(making, draw, home, terms, starts, last, status=status, varies=varied)


def _approval(
    making: Making,
    draw: Draw,
    home: Home,
    terms: ApprovalTerms,
    starts: date,
    last: date | None,
    *,
    status: ApprovalStatus | None,
    varies: str | None = None,
) -> str:
    panel = starts - timedelta(days=draw.number(7, 30))
    review = making.day(-draw.number(5, 60) if draw.chance(of_papers.LAPSED) else draw.number(1, YEAR))
    approval = Approval(
        id=making.next_id("approvals", "AP"),
        household_id=home.id,
        status=status,
        terms=terms,
        approved_from=starts,
        approved_until=last,
        panel_on=panel,
        decided_on=min(panel + timedelta(days=3), starts),
        decision_maker=None if draw.chance(of_papers.MISSING) else "head of service",
        review_due_on=review,
        varies=varies,
    )
    making.add("approvals", approval)
    return approval.id


def _rest(making: Making, draw: Draw, home: Home) -> None:
    first = making.a_day_for_a_break(draw, 10, HALF_A_YEAR)
    last = first + timedelta(days=draw.by(of_homes.DAYS_OF_REST) - 1)
    rest = Break(
        id=making.next_id("breaks", "B"),
        household_id=home.id,
        period=Period(first, last),
        agreed_on=making.day(-draw.number(1, 90)),
    )
    making.add("breaks", rest)


def assess(making: Making, home: Home) -> None:
    """Somebody applies with a home of their own; it may be at panel already."""
    draw = making.draw("assessed", home.id)
    _applicant(making, draw, home, draw.number(len(_STAGES) - 3, len(_STAGES)))


def add_applicants(making: Making) -> None:
    """People who enquire or apply and have no home in the register yet."""
    number = round(making.size.households * of_homes.APPLICANTS.of_a_hundred / HUNDRED)
    for index in range(number):
        draw = making.draw("applicant", index)
        _applicant(making, draw, None, draw.by(of_homes.STAGES))


def _applicant(making: Making, draw: Draw, home: Home | None, reached: int) -> None:
    """Somebody on the way to approval, as far as they are; of a home in assessment, or of none yet."""
    begun = making.day(-draw.number(60, YEAR))
    stages = tuple(
        StageReached(stage=stage, reached_on=min(begun + timedelta(days=40 * place), making.on))
        for place, stage in enumerate(_STAGES[:reached])
    )
    applicant = Applicant(
        id=making.next_id("applicants", "N"),
        household_id=None if home is None else home.id,
        first_name=draw.one_of(FIRST_NAMES),
        last_name=draw.one_of(LAST_NAMES),
        born=draw.born(of_homes.CARER_AGES, making.on),
        sex=draw.one_of(tuple(Sex)),
        stages=stages,
        may_be_talked_about=home is not None and draw.chance(of_homes.MAY_BE_TALKED_ABOUT),
    )
    making.add("applicants", applicant)

"""Carers, what a panel approved them for, and those who are on the way to it."""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve

from sharedlives.dates import Period, add_months
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
from sharedlives.domain.words import ApplicantStage, ApprovalStatus, CarerRole, Sex
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.evidence import check_carer
from sharedlives.planning.synthetic.homes import YEAR, spoken
from sharedlives.planning.synthetic.making import HALF_A_YEAR, Home, Making
from sharedlives.planning.synthetic.tables import of_homes
from sharedlives.planning.synthetic.tables.names import FIRST_NAMES, LAST_NAMES


def roles_by_home(making: Making) -> list[list[CarerRole]]:
    """Who there is in each home: a main carer, and the further ones spread over the homes."""
    roles = [[CarerRole.MAIN] for _ in making.homes]
    draw = making.draw("further carers")
    further = making.size.carers - len(roles)
    order = [home for _ in range(2) for home in draw.shuffled(range(len(roles)))]
    for index, role in zip(order, draw.spread(of_homes.FURTHER_ROLE, further), strict=False):
        roles[index].append(role)
    return roles


def add_carers(making: Making, home: Home, roles: list[CarerRole]) -> None:
    """The carers of a home with their papers; of some, a second carer who has left beside them."""
    draw = making.draw("carers", home.id)
    terms = _terms(making, home)
    for role in roles:
        carer = _carer(making, draw, home, role, terms.needs)
        making.add("carers", carer)
        check_carer(making, carer, home)
    if len(roles) == 1 and draw.chance(of_homes.CARER_LEFT):
        left = making.day(-draw.number(1, HALF_A_YEAR))
        carer = _carer(making, draw, home, CarerRole.SECOND, terms.needs)
        making.add(
            "carers", evolve(carer, carer_since=min(home.since, left - timedelta(days=30)), left_on=left)
        )
    making.add("approvals", _approval(making, draw, home, terms))
    if draw.chance(of_homes.REST) and home.stops_on is None:
        _rest(making, draw, home)


def _carer(making: Making, draw: Draw, home: Home, role: CarerRole, needs: frozenset[str] | None) -> Carer:
    not_said = draw.chance(of_homes.FACT_NOT_SAID)
    named = sorted((needs or frozenset()) - {ANY_NEED})
    known = [need for need in named if draw.chance(of_homes.EXPERIENCED_IN)]
    skills = [skill for skill, share in of_homes.SKILLS.items() if draw.chance(share)]
    return Carer(
        id=making.next_id("carers", "C"),
        household_id=home.id,
        role=role,
        first_name=draw.one_of(FIRST_NAMES),
        last_name=draw.one_of(LAST_NAMES),
        born=draw.born(of_homes.CARER_AGES, making.on),
        sex=draw.by(of_homes.MAIN_CARER_SEX if role is CarerRole.MAIN else of_homes.OTHER_CARER_SEX),
        languages=None if draw.chance(of_homes.FACT_NOT_SAID) else spoken(making, draw),
        faith=draw.by(of_homes.FAITH),
        skills=None if not_said else frozenset(skills),
        experience=None if draw.chance(of_homes.FACT_NOT_SAID) else frozenset(known),
        drives_people=draw.by(of_homes.HOME_DRIVES),
        update_service=draw.by(of_homes.UPDATE_SERVICE),
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
    return ApprovalTerms(
        numbers=tuple(KindNumber(kind=kind, number=number) for kind, number in home.numbers.items()),
        total=home.total,
        youngest=min([draw.by(of_homes.LEAST_AGE), *ages]),
        oldest=None if most is None else max([most, *ages]),
        sexes=None if sexes is None else sexes | {person.sex for person in inside if person.sex},
        needs=_needs(draw, inside),
        only_for=None if home.only_for is None else frozenset({home.only_for}),
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


def _approval(making: Making, draw: Draw, home: Home, terms: ApprovalTerms) -> Approval:
    standing = draw.by(of_homes.STANDING)
    at_panel = standing == "at panel" and not home.people
    starts = making.day(draw.number(20, 70)) if at_panel else home.since
    panel = starts - timedelta(days=draw.number(7, 30))
    review = add_months(making.on, draw.number(1, 12)) - timedelta(days=draw.number(0, 30))
    stopped = standing == "suspended" and not home.people
    return Approval(
        id=making.next_id("approvals", "AP"),
        household_id=home.id,
        status=_STATUS.get(standing, ApprovalStatus.IN_FORCE) if stopped or standing != "suspended" else None,
        terms=terms,
        approved_from=starts,
        approved_until=None if home.stops_on is None else home.stops_on - timedelta(days=1),
        panel_on=panel,
        decided_on=panel + timedelta(days=3),
        review_due_on=making.day(-draw.number(5, 60)) if draw.chance(of_homes.LAPSED) else review,
    )


_STATUS = {
    "probation": ApprovalStatus.PROBATION,
    "suspended": ApprovalStatus.SUSPENDED,
    "interim": ApprovalStatus.INTERIM,
}


def _rest(making: Making, draw: Draw, home: Home) -> None:
    first = making.day(draw.number(10, HALF_A_YEAR))
    last = first + timedelta(days=draw.by(of_homes.DAYS_OF_REST) - 1)
    rest = Break(
        id=making.next_id("breaks", "B"),
        household_id=home.id,
        period=Period(first, last),
        agreed_on=making.day(-draw.number(1, 90)),
    )
    making.add("breaks", rest)


_STAGES = tuple(ApplicantStage)[: list(ApplicantStage).index(ApplicantStage.PANEL) + 1]


def add_applicants(making: Making) -> None:
    """People on the way to approval, each as far as they are."""
    for number in range(round(making.size.households * of_homes.APPLICANTS)):
        draw = making.draw("applicant", number)
        begun = making.day(-draw.number(60, YEAR))
        reached = draw.by(of_homes.STAGES)
        stages = tuple(
            StageReached(stage=stage, reached_on=min(begun + timedelta(days=40 * place), making.on))
            for place, stage in enumerate(_STAGES[:reached])
        )
        applicant = Applicant(
            id=making.next_id("applicants", "N"),
            first_name=draw.one_of(FIRST_NAMES),
            last_name=draw.one_of(LAST_NAMES),
            born=draw.born(of_homes.CARER_AGES, making.on),
            sex=draw.one_of(tuple(Sex)),
            stages=stages,
            may_be_talked_about=False,
        )
        making.add("applicants", applicant)

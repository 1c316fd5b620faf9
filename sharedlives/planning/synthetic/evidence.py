"""Evidence: checks, visits, events and the papers of arrangements, dated around the day of the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from sharedlives.dates import ONE_DAY, add_months, age_on
from sharedlives.domain.arrangement import Event, Review, Visit
from sharedlives.domain.carer import Carer, Check
from sharedlives.domain.household import Household
from sharedlives.domain.words import CheckKind, EventKind, Kind, SubjectKind
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.making import HALF_A_YEAR, YEAR, Home, Making
from sharedlives.planning.synthetic.tables import of_homes

ADULT: Final = 18
Paper = tuple[CheckKind, str | None, int]


def check_home(making: Making, home: Home, household: Household) -> None:
    """Papers of a home and of the adults who live there beside the carers, a visit and perhaps an event."""
    draw = making.draw("papers", home.id)
    papers = of_homes.HOME_PAPERS + (of_homes.GAS_PAPERS if household.has_gas else ())
    _check(making, draw, papers, SubjectKind.HOUSEHOLD, home.id, home.since)
    for member in household.members or ():
        if member.born is not None and age_on(member.born, making.on) >= ADULT:
            _check(making, draw, of_homes.MEMBER_PAPERS, SubjectKind.MEMBER, member.id, home.since)
    days = draw.number(*draw.by(of_homes.DAYS_BETWEEN_VISITS))
    visited = Visit(
        id=making.next_id("visits", "V"),
        subject_kind=SubjectKind.HOUSEHOLD,
        subject_id=home.id,
        on=making.day(-days),
        person_seen_alone=draw.by(of_homes.SEEN_ALONE) if home.people else None,
        announced=draw.number(1, 4) > 1,
    )
    making.add("visits", visited)
    if draw.chance(of_homes.AN_EVENT):
        _event(making, draw, home)


def check_carer(making: Making, carer: Carer, home: Home) -> None:
    """Papers of a carer: two references from before the approval, and what is renewed."""
    draw = making.draw("papers", carer.id)
    since = carer.carer_since or home.since
    papers = of_homes.CARER_PAPERS + (of_homes.DRIVER_PAPERS if carer.drives_people else ())
    _check(making, draw, papers, SubjectKind.CARER, carer.id, since, update_service=carer.update_service)
    for number in (1, 2):
        if not draw.chance(of_homes.MISSING):
            issued = since - timedelta(days=draw.number(20, 150))
            reference = Check(
                id=making.next_id("checks", "K"),
                kind=CheckKind.REFERENCE,
                subject_kind=SubjectKind.CARER,
                subject_id=carer.id,
                number=number,
                issued_on=issued,
                seen_on=issued + timedelta(days=draw.by(of_homes.DAYS_UNTIL_SEEN)),
            )
            making.add("checks", reference)


def _check(
    making: Making,
    draw: Draw,
    papers: Iterable[Paper],
    kind: SubjectKind,
    subject: str,
    since: date,
    *,
    update_service: bool | None = None,
) -> None:
    """Each paper that is renewed: in time, but for a few; some are not on file at all."""
    for what, topic, months in papers:
        if draw.chance(of_homes.MISSING):
            continue
        issued = _issued(making, draw, months, since)
        is_certificate = what is CheckKind.CERTIFICATE
        checked = is_certificate and update_service and draw.chance(of_homes.STATUS_CHECKED)
        seen = min(issued + timedelta(days=draw.by(of_homes.DAYS_UNTIL_SEEN)), making.on)
        check = Check(
            id=making.next_id("checks", "K"),
            kind=what,
            topic=topic,
            subject_kind=kind,
            subject_id=subject,
            issued_on=issued,
            seen_on=seen,
            valid_until=_until(issued, months) if what in of_homes.SAYS_UNTIL else None,
            update_service=update_service if is_certificate else None,
            status_checked_on=draw.day(max(seen, making.day(-YEAR)), making.on) if checked else None,
            outcome="clear" if is_certificate else None,
        )
        making.add("checks", check)


def _issued(making: Making, draw: Draw, months: int, since: date) -> date:
    """When a paper was last renewed; for a home that is new, before it was approved."""
    renewed = add_months(making.on, -months)
    if draw.chance(of_homes.LAPSED):
        issued = renewed - timedelta(days=draw.number(1, HALF_A_YEAR))
    else:
        issued = draw.day(renewed + ONE_DAY, making.on)
    return issued if issued >= since else since - timedelta(days=draw.number(1, 60))


def _until(issued: date, months: int) -> date:
    return add_months(issued, months) - ONE_DAY


def _event(making: Making, draw: Draw, home: Home) -> None:
    kind = draw.by(of_homes.EVENTS)
    of_a_person = kind in (EventKind.HOSPITAL, EventKind.INCIDENT, EventKind.HEALTH_CHANGED)
    if of_a_person and not home.people:
        return
    happened = making.day(-draw.number(1, HALF_A_YEAR))
    looked_at = min(happened + timedelta(days=draw.number(1, 30)), making.on)
    event = Event(
        id=making.next_id("events", "E"),
        kind=kind,
        subject_kind=SubjectKind.PERSON if of_a_person else SubjectKind.HOUSEHOLD,
        subject_id=home.people[0].id if of_a_person else home.id,
        on=happened,
        looked_at_on=looked_at if draw.chance(of_homes.LOOKED_AT) else None,
    )
    making.add("events", event)


def papers_of(making: Making, draw: Draw, kind: Kind, starts: date) -> dict[str, Any]:
    """The papers of an arrangement: signed, planned, reviewed within the year unless that has lapsed."""
    signed = draw.by(of_homes.SIGNED)
    agreed = starts - timedelta(days=draw.number(1, 20))
    papers: dict[str, Any] = {"agreement_signed": signed, "agreement_signed_on": agreed if signed else None}
    if kind.is_home:
        papers |= {"licence_signed": signed, "licence_signed_on": agreed if signed else None}
    year_ago = add_months(making.on, -12)
    if starts < year_ago and not draw.chance(of_homes.MISSING):
        last = draw.day(year_ago + ONE_DAY, making.on)
        if draw.chance(of_homes.LAPSED):
            last = year_ago - timedelta(days=draw.number(40, 200))
        held = max(last, starts)
        papers["last_review_on"] = held
        alone = draw.by(of_homes.SEEN_ALONE)
        papers["reviews"] = (Review(held_on=held, person_took_part=True, seen_alone=alone),)
    planned = max(draw.day(year_ago + ONE_DAY, making.on), starts)
    if starts <= making.on:
        papers |= {"plan_on": planned, "risk_review_on": planned}
    papers["medicines_by_carer"] = draw.chance(of_homes.MEDICINES_BY_CARER)
    return papers

"""Evidence: checks, visits and events, dated around the day of the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from sharedlives.dates import ONE_DAY, add_months, age_on
from sharedlives.domain.arrangement import Event, Visit
from sharedlives.domain.carer import Carer, Check
from sharedlives.domain.household import Household
from sharedlives.domain.words import CheckKind, EventKind, SubjectKind
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.making import HALF_A_YEAR, YEAR, Home, Making
from sharedlives.planning.synthetic.tables import of_papers

ADULT: Final = 18


def check_home(making: Making, home: Home, household: Household) -> None:
    """Papers of a home and of the adults who live there beside the carers, a visit and perhaps an event."""
    draw = making.draw("papers", home.id)
    papers = of_papers.HOME_PAPERS
    papers += of_papers.GAS_PAPERS if household.has_gas else ()
    papers += of_papers.PET_PAPERS if household.pets else ()
    _check(making, draw, papers, SubjectKind.HOUSEHOLD, home.id, home.since)
    for member in household.members or ():
        if member.born is not None and age_on(member.born, making.on) >= ADULT:
            _check(making, draw, of_papers.MEMBER_PAPERS, SubjectKind.MEMBER, member.id, home.since)
    visited = Visit(
        id=making.next_id("visits", "V"),
        subject_kind=SubjectKind.HOUSEHOLD,
        subject_id=home.id,
        on=making.day(-draw.number(*draw.by(of_papers.DAYS_SINCE_A_VISIT))),
        person_seen_alone=draw.by(of_papers.SEEN_ALONE) if home.people else None,
        announced=draw.number(1, 4) > 1,
    )
    making.add("visits", visited)
    if draw.chance(of_papers.AN_EVENT):
        _event(making, draw, home)


def check_carer(making: Making, carer: Carer, home: Home) -> None:
    """Papers of a carer: two references from before the approval, and all else."""
    draw = making.draw("papers", carer.id)
    since = carer.carer_since or home.since
    papers = of_papers.CARER_PAPERS
    papers += of_papers.DRIVER_PAPERS if carer.drives_people else ()
    _check(making, draw, papers, SubjectKind.CARER, carer.id, since, update_service=carer.update_service)
    for number in (1, 2):
        if not draw.chance(of_papers.MISSING):
            issued = since - timedelta(days=draw.number(20, 150))
            reference = Check(
                id=making.next_id("checks", "K"),
                kind=CheckKind.REFERENCE,
                subject_kind=SubjectKind.CARER,
                subject_id=carer.id,
                number=number,
                issued_on=issued,
                seen_on=issued + timedelta(days=draw.by(of_papers.DAYS_UNTIL_SEEN)),
            )
            making.add("checks", reference)


def _check(
    making: Making,
    draw: Draw,
    papers: Iterable[of_papers.Paper],
    kind: SubjectKind,
    subject: str,
    since: date,
    *,
    update_service: bool | None = None,
) -> None:
    """Each paper that is renewed: in time, but for a few; some are not on file at all."""
    for paper in papers:
        if draw.chance(of_papers.MISSING):
            continue
        issued = _issued(making, draw, paper.months, since)
        is_certificate = paper.kind is CheckKind.CERTIFICATE
        checked = is_certificate and update_service and draw.chance(of_papers.STATUS_CHECKED)
        seen = min(issued + timedelta(days=draw.by(of_papers.DAYS_UNTIL_SEEN)), making.on)
        check = Check(
            id=making.next_id("checks", "K"),
            kind=paper.kind,
            topic=paper.topic,
            subject_kind=kind,
            subject_id=subject,
            issued_on=issued,
            seen_on=seen,
            valid_until=_until(issued, paper.months or 0) if paper.kind in of_papers.SAYS_UNTIL else None,
            update_service=update_service if is_certificate else None,
            status_checked_on=draw.day(max(seen, making.day(-YEAR)), making.on) if checked else None,
            outcome="clear" if is_certificate else None,
        )
        making.add("checks", check)


def _issued(making: Making, draw: Draw, months: int | None, since: date) -> date:
    """When a paper was last renewed; before the approval where it is new, or is never renewed."""
    before = since - timedelta(days=draw.number(1, 60))
    if months is None:
        return before
    renewed = add_months(making.on, -months)
    if draw.chance(of_papers.LAPSED):
        issued = renewed - timedelta(days=draw.number(1, HALF_A_YEAR))
    else:
        issued = draw.day(renewed + ONE_DAY, making.on)
    return issued if issued >= since else before


def _until(issued: date, months: int) -> date:
    return add_months(issued, months) - ONE_DAY


def _event(making: Making, draw: Draw, home: Home) -> None:
    kind = draw.by(of_papers.EVENTS)
    of_a_person = kind in (EventKind.HOSPITAL, EventKind.INCIDENT, EventKind.HEALTH_CHANGED)
    if of_a_person and not home.people:
        return
    happened = making.day(-draw.number(1, HALF_A_YEAR))
    looked_at = min(happened + timedelta(days=draw.number(1, 30)), making.on)
    is_notified = kind in of_papers.TO_NOTIFY and draw.chance(of_papers.NOTIFIED)
    event = Event(
        id=making.next_id("events", "E"),
        kind=kind,
        subject_kind=SubjectKind.PERSON if of_a_person else SubjectKind.HOUSEHOLD,
        subject_id=home.people[0].id if of_a_person else home.id,
        on=happened,
        notified_on=min(happened + ONE_DAY, making.on) if is_notified else None,
        looked_at_on=looked_at if draw.chance(of_papers.LOOKED_AT) else None,
    )
    making.add("events", event)

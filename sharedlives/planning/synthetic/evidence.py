"""Evidence: checks, visits, events and the papers of arrangements, dated around the day of the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sharedlives.dates import add_months, age_on
from sharedlives.domain.arrangement import Event, Review, Visit
from sharedlives.domain.carer import Carer, Check
from sharedlives.domain.household import Household
from sharedlives.domain.words import CheckKind, EventKind, Kind, SubjectKind
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.making import HALF_A_YEAR, Home, Making
from sharedlives.planning.synthetic.tables import of_homes

ADULT = 18
_AFTER_A_LAPSE = 180
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
    papers = of_homes.CARER_PAPERS + (of_homes.DRIVER_PAPERS if carer.drives_people else ())
    _check(making, draw, papers, SubjectKind.CARER, carer.id, carer.carer_since or home.since)
    for number in (1, 2):
        if not draw.chance(of_homes.MISSING):
            issued = (carer.carer_since or home.since) - timedelta(days=draw.number(20, 150))
            _add(making, CheckKind.REFERENCE, None, SubjectKind.CARER, carer.id, issued, number=number)


def _check(
    making: Making, draw: Draw, papers: Iterable[Paper], kind: SubjectKind, subject: str, since: date
) -> None:
    for what, topic, months in papers:
        if draw.chance(of_homes.MISSING):
            continue
        renewed = add_months(making.on, -months)
        if draw.chance(of_homes.LAPSED):
            issued = renewed - timedelta(days=draw.number(1, _AFTER_A_LAPSE))
        else:
            issued = draw.day(renewed + timedelta(days=1), making.on)
        # What was done for the approval was done before it.
        issued = issued if issued >= since else since - timedelta(days=draw.number(1, 60))
        _add(making, what, topic, kind, subject, issued, months=months, draw=draw)


def _add(
    making: Making,
    what: CheckKind,
    topic: str | None,
    kind: SubjectKind,
    subject: str,
    issued: date,
    *,
    number: int | None = None,
    months: int = 12,
    draw: Draw | None = None,
) -> None:
    seen = issued + timedelta(days=0 if draw is None else draw.by(of_homes.SEEN_LATE))
    until = add_months(issued, months) - timedelta(days=1) if what in of_homes.SAYS_UNTIL else None
    check = Check(
        id=making.next_id("checks", "K"),
        kind=what,
        topic=topic,
        subject_kind=kind,
        subject_id=subject,
        number=number,
        issued_on=issued,
        seen_on=min(seen, making.on),
        valid_until=until,
        outcome="clear" if what is CheckKind.CERTIFICATE else None,
    )
    making.add("checks", check)


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
        last = draw.day(year_ago + timedelta(days=1), making.on)
        if draw.chance(of_homes.LAPSED):
            last = year_ago - timedelta(days=draw.number(40, 200))
        held = max(last, starts)
        papers["last_review_on"] = held
        alone = draw.by(of_homes.SEEN_ALONE)
        papers["reviews"] = (Review(held_on=held, person_took_part=True, seen_alone=alone),)
    planned = max(draw.day(year_ago, making.on), starts)
    papers["plan_on"] = min(planned, making.on) if starts <= making.on else None
    papers["medicines_by_carer"] = draw.chance(of_homes.MEDICINES_BY_CARER)
    return papers

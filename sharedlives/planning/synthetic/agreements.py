"""The papers of an arrangement: what is signed, planned, named and looked at again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sharedlives.dates import ONE_DAY, add_months
from sharedlives.domain.arrangement import Review
from sharedlives.domain.words import Kind
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.making import HALF_A_YEAR, Making
from sharedlives.planning.synthetic.tables import of_papers


def papers_of(making: Making, draw: Draw, kind: Kind, starts: date) -> dict[str, Any]:
    """What stands in an arrangement beside who, where and when; what is still to come is not there yet."""
    signed = draw.by(of_papers.SIGNED)
    agreed = starts - timedelta(days=draw.number(1, 20))
    papers: dict[str, Any] = {
        "agreement_signed": signed,
        "agreement_signed_on": agreed if signed else None,
        "fees_agreed": draw.by(of_papers.FEES_AGREED),
        "regulated_activity": draw.by(of_papers.REGULATED),
        "medicines_by_carer": draw.chance(of_papers.MEDICINES_BY_CARER),
    }
    if kind.is_home:
        papers |= {
            "licence_signed": signed,
            "licence_signed_on": agreed if signed else None,
            "independent_person": draw.by(of_papers.INDEPENDENT),
        }
    if kind is Kind.INTERMEDIATE and draw.chance(of_papers.BEGUN_IN_AN_EMERGENCY):
        in_order = starts + timedelta(days=draw.number(2, 25))
        papers |= {"emergency_start": True, "regularised_on": in_order if in_order <= making.on else None}
    return papers if starts > making.on else papers | _looked_at(making, draw, kind, starts)


def _looked_at(making: Making, draw: Draw, kind: Kind, starts: date) -> dict[str, Any]:
    """What is written when it begins, and looked at again within a year."""
    dates: dict[str, Any] = {
        "plan_on": _since(making, draw, starts),
        "risk_review_on": _since(making, draw, starts),
    }
    if kind.is_overnight:
        dates["evacuation_plan_on"] = _since(making, draw, starts)
        dates["residents_views_on"] = starts - timedelta(days=draw.number(1, 30))
    if kind.is_home:
        dates["contingency_plan_on"] = _since(making, draw, starts)
        dates["finance_checked_on"] = _since(making, draw, starts)
    reviewed = None if starts > add_months(making.on, -12) else _since(making, draw, starts)
    if reviewed is not None:
        alone = draw.by(of_papers.SEEN_ALONE)
        dates["last_review_on"] = reviewed
        dates["reviews"] = (Review(held_on=reviewed, person_took_part=True, seen_alone=alone),)
    return {fact: day for fact, day in dates.items() if not draw.chance(of_papers.MISSING)}


def _since(making: Making, draw: Draw, starts: date) -> date:
    """A day within the year, of some a little more, and never before it all began."""
    year_ago = add_months(making.on, -12)
    if draw.chance(of_papers.LAPSED):
        return max(year_ago - timedelta(days=draw.number(1, HALF_A_YEAR)), starts)
    return max(draw.day(year_ago + ONE_DAY, making.on), starts)

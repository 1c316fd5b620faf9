"""Rules about each arrangement's papers: what is signed, planned and named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sharedlives.compliance.deadlines import by, defect, out_of_time, with_whom
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Basis,
    Seriousness,
    Subject,
    due,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import rule
from sharedlives.compliance.today import Today, months_after
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.policy import Step

NO_HOME: Final = not_applicable("nobody lives there under it")


def _signed(
    today: Today, arrangement: Arrangement, what: str, *, signed: bool | None, on: date | None = None
) -> Answer:
    """Signed, not signed, or not recorded; before the first day it is still to come."""
    if signed or (signed is None and on is not None):
        if on is None or on <= today.on:
            return MET
        return _before_the_start(today, arrangement, f"{what}: to be signed on {on:%d/%m/%Y}")
    if signed is False:
        return defect(today, arrangement, f"{what}: not signed")
    return _before_the_start(today, arrangement, f"{what}: whether it is signed is not recorded")


def _before_the_start(today: Today, arrangement: Arrangement, sentence: str) -> Answer:
    starts = today.index.spans[arrangement.id].starts
    if starts > today.on:
        return due(f"{sentence}: in order before the first day", starts, related=with_whom(arrangement))
    return no_evidence(sentence, related=with_whom(arrangement))


@rule(
    code="arrangement-agreement",
    family="agreement",
    title="Every arrangement has a signed agreement before it begins",
    subject=Subject.ARRANGEMENT,
    law="arrangement-agreement",
    policy="every scheme asks for one",
    keeps=(("arrangement.agreement_signed", "arrangement.agreement_signed_on"),),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Go through the agreement with the person, the carers and the placing authority, and sign it.",
    does_not_check="who signed, nor what it says",
)
def agreement(arrangement: Arrangement, today: Today) -> Answer:
    """Signed by its first day."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    signed, on = arrangement.agreement_signed, arrangement.agreement_signed_on
    return _signed(today, arrangement, "agreement", signed=signed, on=on)


@rule(
    code="arrangement-licence",
    family="licence",
    title="Whoever lives with carers has a signed licence for their room",
    subject=Subject.ARRANGEMENT,
    policy="rent and housing benefit rest on it; a short break needs none",
    keeps=(("arrangement.licence_signed", "arrangement.licence_signed_on"),),
    step=Step.MEET,
    remedy="Go through the licence with the person and the carers, and sign it.",
    does_not_check="whether fees were set again within the year",
)
def licence(arrangement: Arrangement, today: Today) -> Answer:
    """Signed by its first day, for kinds under which somebody lives there."""
    if not arrangement.kind.is_home:
        return not_applicable("a kind that needs no licence")
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    signed, on = arrangement.licence_signed, arrangement.licence_signed_on
    return _signed(today, arrangement, "licence", signed=signed, on=on)


@rule(
    code="arrangement-plan",
    family="plan",
    title="Every person has a plan, written in time and reviewed",
    subject=Subject.ARRANGEMENT,
    law="plan-review-months",
    policy="yearly, common in inspections: a plan older than a year",
    keeps=(("arrangement.plan_on",),),
    settings=("plan_within", "plan_review"),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy="Write or review the plan with the person, and date it.",
    does_not_check="what the plan says, nor whether the person had a hand in it",
)
def plan(arrangement: Arrangement, today: Today) -> Answer:
    """A plan dated within the interval; the first within so many days of the start."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    starts = today.index.spans[arrangement.id].starts
    if arrangement.plan_on is None or arrangement.plan_on > today.on:
        within = today.at_most("plan_within", "plan-within-days") or 0
        deadline = starts + timedelta(days=within)
        if today.on > deadline:
            return no_evidence("plan: nothing is recorded", related=with_whom(arrangement))
        return by(today, deadline, "first plan", related=with_whom(arrangement))
    months = today.at_most("plan_review", "plan-review-months")
    basis = None if months == today.law("plan-review-months") else Basis.POLICY
    return _again(today, arrangement, arrangement.plan_on, months, "plan", basis=basis)


def _again(
    today: Today,
    arrangement: Arrangement,
    last: date,
    months: int | None,
    what: str,
    *,
    basis: Basis | None = Basis.POLICY,
) -> Answer:
    if months is None:
        return MET
    return by(today, months_after(last, months), what, basis=basis, related=with_whom(arrangement))


def _looked_at(today: Today, arrangement: Arrangement, last: date | None, of: str, what: str) -> Answer:
    """Something that is looked at again within an interval, first by one interval from the start."""
    months = today.setting(of)
    if last is not None and last <= today.on:
        return _again(today, arrangement, last, months, what)
    if months is None:
        return no_evidence(f"{what}: nothing is recorded", related=with_whom(arrangement))
    first = months_after(today.index.spans[arrangement.id].starts, months)
    if today.on <= first:
        return not_applicable("the first is not due yet")
    return no_evidence(f"{what}: nothing is recorded", related=with_whom(arrangement))


@rule(
    code="risk-review",
    family="risk review",
    title="What may go wrong is looked at again at least as often as the scheme says",
    subject=Subject.ARRANGEMENT,
    policy="yearly, common in inspections",
    keeps=(("arrangement.risk_review_on",),),
    settings=("risk_review",),
    step=Step.STAY,
    remedy="Go through what may go wrong with the person and the carers, and date it.",
    does_not_check="what was found; nothing is worked out about it here",
)
def what_may_go_wrong(arrangement: Arrangement, today: Today) -> Answer:
    """A day within the interval on which somebody looked."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    return _looked_at(today, arrangement, arrangement.risk_review_on, "risk_review", "what may go wrong")


@rule(
    code="independent-person",
    family="independent person",
    title="Somebody independent is named in the agreement",
    subject=Subject.ARRANGEMENT,
    law="independent-person",
    policy="good practice everywhere",
    keeps=(("arrangement.independent_person",),),
    step=Step.STAY,
    remedy="Ask the person whom they would like to be named, outside the scheme and the household.",
    does_not_check="whether it was practicable, nor whether the person agreed",
)
def independent_person(arrangement: Arrangement, today: Today) -> Answer:
    """A name is recorded, for arrangements under which somebody lives there."""
    named = arrangement.independent_person is not None
    return _recorded(arrangement, today, "somebody independent", said=named)


@rule(
    code="fees-agreed",
    family="fees",
    title="The fees are agreed, and who pays them",
    subject=Subject.ARRANGEMENT,
    law="arrangement-agreement",
    policy="good practice everywhere",
    keeps=(("arrangement.fees_agreed",),),
    step=Step.MEET,
    remedy="Agree the fees and who pays them, and write it into the agreement.",
    does_not_check="the amounts",
)
def fees(arrangement: Arrangement, today: Today) -> Answer:
    """It is recorded that they are agreed."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    return _signed(today, arrangement, "fees", signed=arrangement.fees_agreed)


@rule(
    code="room-named",
    family="room",
    title="It is recorded which room is the person's",
    subject=Subject.ARRANGEMENT,
    law="arrangement-agreement",
    policy="good practice everywhere",
    keeps=(("rooms of arrangements",),),
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Write down which room is theirs.",
    does_not_check="whether it has a lock and key",
)
def room_named(arrangement: Arrangement, today: Today) -> Answer:
    """A bedroom is named, for arrangements under which somebody lives there."""
    named = arrangement.bedroom_id is not None
    return _recorded(arrangement, today, "which room is theirs", said=named)


def _recorded(arrangement: Arrangement, today: Today, what: str, *, said: bool) -> Answer:
    if not arrangement.kind.is_home:
        return NO_HOME
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    return MET if said else _before_the_start(today, arrangement, f"{what}: nothing is recorded")


@rule(
    code="finances-checked",
    family="finances",
    title="The record of somebody's money is checked",
    subject=Subject.ARRANGEMENT,
    policy="common in inspections: receipts missing",
    keeps=(("arrangement.finance_checked_on",),),
    settings=("finances",),
    step=Step.STAY,
    remedy="Look through the record of money with the person and date it.",
    does_not_check="the amounts, nor who helps with money",
)
def finances(arrangement: Arrangement, today: Today) -> Answer:
    """A day within the interval, for arrangements under which somebody lives there."""
    if not arrangement.kind.is_home:
        return NO_HOME
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    return _looked_at(today, arrangement, arrangement.finance_checked_on, "finances", "money")


@rule(
    code="evacuation-plan",
    family="evacuation plan",
    title="Everybody who sleeps there has a plan for getting out in a fire",
    subject=Subject.ARRANGEMENT,
    policy="common in inspections, from memory",
    keeps=(("arrangement.evacuation_plan_on",),),
    step=Step.STAY,
    remedy="Write the plan with the person and the carers, try it, and date it.",
    does_not_check="whether it was tried",
)
def evacuation_plan(arrangement: Arrangement, today: Today) -> Answer:
    """A plan is dated, for kinds under which somebody sleeps there."""
    if not arrangement.kind.is_overnight:
        return not_applicable("nobody sleeps there under it")
    return _dated(arrangement, today, arrangement.evacuation_plan_on, "plan for a fire")


@rule(
    code="contingency-plan",
    family="contingency plan",
    title="It is planned what happens if the carers cannot go on for a time",
    subject=Subject.ARRANGEMENT,
    policy="common in inspections: no plan for a carer's illness",
    keeps=(("arrangement.contingency_plan_on",),),
    step=Step.STAY,
    remedy="Plan with the person and the carers who would step in at home, and date it.",
    does_not_check="who would step in",
)
def contingency_plan(arrangement: Arrangement, today: Today) -> Answer:
    """A plan is dated, for arrangements under which somebody lives there."""
    if not arrangement.kind.is_home:
        return NO_HOME
    return _dated(arrangement, today, arrangement.contingency_plan_on, "plan for when the carers cannot")


def _dated(arrangement: Arrangement, today: Today, on: date | None, what: str) -> Answer:
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    if on is not None and on <= today.on:
        return MET
    return _before_the_start(today, arrangement, f"{what}: nothing is recorded")


@rule(
    code="regulated-flag",
    family="regulated activity",
    title="It is recorded whether the support is a regulated activity",
    subject=Subject.ARRANGEMENT,
    expected="CQC, Personal care (January 2025): only those who receive personal care fall under it",
    keeps=(("arrangement.regulated_activity",),),
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Decide whether it is a regulated activity and write it down.",
    does_not_check="whether the decision is right: it is never worked out here",
)
def regulated_flag(arrangement: Arrangement, today: Today) -> Answer:
    """Yes or no is recorded."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    said = arrangement.regulated_activity is not None
    return MET if said else _before_the_start(today, arrangement, "regulated activity: nothing is recorded")


@rule(
    code="residents-views",
    family="residents' views",
    title="Those who lived there already were asked before somebody came",
    subject=Subject.ARRANGEMENT,
    policy="common in inspections: the views of those who live there not recorded",
    keeps=(("arrangement.residents_views_on",),),
    step=Step.MEET,
    remedy="Ask those who live there and write down when; they need give no reasons.",
    does_not_check="what they said",
)
def residents_views(arrangement: Arrangement, today: Today) -> Answer:
    """A day is recorded, where somebody supported lived there on the first day."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    starts = today.index.spans[arrangement.id].starts
    others = [
        other
        for other in today.scheme.arrangements_in(arrangement.household_id)
        if other.person_id != arrangement.person_id
        and other.kind.is_home
        and _lived_there(today, other, starts)
    ]
    if not others:
        return not_applicable("nobody supported lived there already")
    if arrangement.residents_views_on is not None and arrangement.residents_views_on <= today.on:
        return MET
    return _before_the_start(today, arrangement, "views of those who live there: nothing is recorded")


def _lived_there(today: Today, other: Arrangement, day: date) -> bool:
    span = today.index.spans[other.id]
    return span.starts < day and (span.over_from is None or span.over_from > day)


@rule(
    code="emergency-regularised",
    family="emergency start",
    title="An emergency start is looked at by the panel or the manager in time",
    subject=Subject.ARRANGEMENT,
    policy="papers in five working days, panel or a manager's note within twenty-eight days",
    keeps=(("arrangement.emergency_start",), ("arrangement.regularised_on",)),
    settings=("emergency_regularised",),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Take it to panel or have the manager note why it is right, and date it.",
    does_not_check="what the panel said",
)
def emergency_regularised(arrangement: Arrangement, today: Today) -> Answer:
    """A day is recorded within the days after the start that the scheme sets."""
    if not arrangement.emergency_start:
        return not_applicable("no emergency start")
    starts = today.index.spans[arrangement.id].starts
    if starts > today.on or today.is_over(arrangement):
        return not_applicable("not going on on this day")
    if arrangement.regularised_on is not None and arrangement.regularised_on <= today.on:
        return MET
    deadline = starts + timedelta(days=today.setting("emergency_regularised") or 0)
    return by(today, deadline, "emergency start", related=with_whom(arrangement))


RULES = (
    agreement,
    licence,
    plan,
    what_may_go_wrong,
    independent_person,
    fees,
    room_named,
    finances,
    evacuation_plan,
    contingency_plan,
    regulated_flag,
    residents_views,
    emergency_regularised,
)

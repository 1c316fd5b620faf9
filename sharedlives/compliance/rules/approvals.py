"""Rules about approvals: in force, reviewed, recorded, and their terms against every arrangement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Final

from sharedlives.compliance.deadlines import by, defect, out_of_time, with_whom
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Ref,
    Seriousness,
    Subject,
    broken,
    due,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import rule
from sharedlives.compliance.today import Today, lead_begins, months_after
from sharedlives.dates import ONE_DAY, birthday
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.carer import ANY_NEED, Approval, ApprovalTerms
from sharedlives.domain.household import Household
from sharedlives.domain.policy import Step
from sharedlives.domain.words import ApprovalStatus

VARY: Final = "Ask the panel to consider varying the approval; whoever lives there stays."
NO_APPROVAL: Final = not_applicable("no approval is recorded: see approval-in-force")
NOT_SAID: Final = not_applicable("the approval sets no such term")
OUTSIDE: Final = "common in inspections: an arrangement outside what the panel approved"


@rule(
    code="approval-in-force",
    family="approval",
    title="Nobody is supported where no approval is in force",
    subject=Subject.HOUSEHOLD,
    policy="every scheme approves before anybody comes; in Northern Ireland a panel is set by law",
    keeps=(("approval.approved_from", "approval.approved_until", "approval.status"),),
    seriousness=Seriousness.HIGH,
    step=Step.NONE,
    remedy="Take the household to panel at once; a manager decides in the meantime what support they need.",
    does_not_check="the panel's reasons",
)
def approval_in_force(household: Household, today: Today) -> Answer:
    """An approval is in force while somebody lives, stays or comes there, and will be when somebody does."""
    ahead = today.ahead_in(household.id)
    current = [a for a in ahead if today.is_current(a)]
    soon = [a for a in ahead if today.starts_soon(a)]
    if not current and not soon:
        return not_applicable("nobody is supported there on this day")
    about = tuple(Ref(Subject.PERSON, a.person_id) for a in current or soon)
    approval = today.approval(household.id)
    if approval is None:
        return no_evidence("somebody is supported there, and no approval is recorded", related=about)
    in_force = approval.is_in_force(today.on)
    if in_force is None:
        return no_evidence("from when the approval is in force is not recorded", related=about)
    if current and not in_force:
        return broken("somebody is supported there, and no approval is in force", related=about)
    return _as_long_as_needed(today, household, (*current, *soon), about)


def _as_long_as_needed(
    today: Today, household: Household, needed: tuple[Arrangement, ...], about: tuple[Ref, ...]
) -> Answer:
    """Whether the approval also holds when those to come begin, and does not run out meanwhile."""
    for arrangement in needed:
        starts = today.index.spans[arrangement.id].starts
        if starts > today.on:
            then = today.scheme.approval_of(household.id, starts)
            if then is None or then.is_in_force(starts) is False:
                return due("no approval is in force when somebody is to come", starts, related=about)
    ends = _runs_out(today, household)
    if ends is not None and any(_goes_beyond(today, arrangement, ends) for arrangement in needed):
        return due(f"the approval runs out on {ends:%d/%m/%Y}", ends, related=about)
    return MET


def _runs_out(today: Today, household: Household) -> date | None:
    """The last day of the approval, where it falls within the lead time and no other follows."""
    approval = today.approval(household.id)
    ends = None if approval is None else approval.approved_until
    if ends is None or today.on < lead_begins(ends, today.lead) or today.on > ends:
        return None
    after = today.scheme.approval_of(household.id, ends + ONE_DAY)
    return None if after is not None and after.is_in_force(ends + ONE_DAY) else ends


def _goes_beyond(today: Today, arrangement: Arrangement, day: date) -> bool:
    over_from = today.index.spans[arrangement.id].over_from
    return over_from is None or over_from > day + ONE_DAY


@rule(
    code="approval-review",
    family="approval review",
    title="An approval is reviewed by the day set for it",
    subject=Subject.APPROVAL,
    policy="the day that the panel set",
    keeps=(("approval.review_due_on",),),
    step=Step.STAY,
    remedy="Take the approval back to panel, or write down when it was reviewed.",
    does_not_check="how often approvals should be reviewed",
)
def approval_review(approval: Approval, today: Today) -> Answer:
    """The day set for the review is not past, for the approval that counts."""
    if not _counts(approval, today):
        return _DOES_NOT_COUNT
    if approval.review_due_on is None:
        return not_applicable("no day is set for a review")
    return by(today, approval.review_due_on, "review of the approval")


_DOES_NOT_COUNT: Final = not_applicable("not the approval that counts on this day")


def _counts(approval: Approval, today: Today) -> bool:
    counting = today.approval(approval.household_id)
    return counting is approval and approval.is_in_force(today.on) is not False


@rule(
    code="approval-probation",
    family="probation",
    title="A first approval on probation comes back to panel in time",
    subject=Subject.APPROVAL,
    policy="a year in Greenwich",
    keeps=(("approval.status",), ("approval.approved_from",)),
    settings=("probation",),
    step=Step.STAY,
    remedy="Take the approval back to panel with a report on the first year.",
    does_not_check="whether essential training was finished in it",
)
def approval_probation(approval: Approval, today: Today) -> Answer:
    """An approval on probation is no older than the scheme's time for it."""
    if approval.status is not ApprovalStatus.PROBATION:
        return not_applicable("not on probation")
    if not _counts(approval, today):
        return _DOES_NOT_COUNT
    months = today.setting("probation")
    if approval.approved_from is None:
        return no_evidence("from when the probation runs is not recorded")
    if months is None:
        return not_applicable("the scheme sets no time for this")
    return by(today, months_after(approval.approved_from, months), "probation")


@rule(
    code="approval-decision",
    family="approval record",
    title="It is recorded who decided on an approval, and when",
    subject=Subject.APPROVAL,
    policy="common in inspections: minutes of the panel missing",
    keeps=(("approval.decided_on", "approval.panel_on"), ("approval.decision_maker", "approval.minutes")),
    step=Step.STAY,
    remedy="Find the minutes of the panel and write down the day and who decided.",
    does_not_check="what the minutes say",
)
def approval_decision(approval: Approval, today: Today) -> Answer:
    """A day of the panel or the decision, and the minutes or who decided."""
    if not _counts(approval, today):
        return _DOES_NOT_COUNT
    if approval.decided_on is None and approval.panel_on is None:
        return no_evidence("when the approval was decided is not recorded")
    if approval.decision_maker is None and approval.minutes is None:
        return no_evidence("who decided on the approval is not recorded")
    return MET


def _terms(arrangement: Arrangement, today: Today) -> ApprovalTerms | None:
    """The terms of the approval that counts, on this day or when the arrangement begins."""
    starts = today.index.spans[arrangement.id].starts
    if starts > today.on:
        approval = today.scheme.approval_of(arrangement.household_id, starts)
    else:
        approval = today.approval(arrangement.household_id)
    return None if approval is None else approval.terms


def _by_the_terms(
    judge: Callable[[Arrangement, Today, ApprovalTerms], Answer],
) -> Callable[[Arrangement, Today], Answer]:
    """A rule about what goes on or soon begins, by the terms of the approval that counts."""

    @wraps(judge)
    def judged(arrangement: Arrangement, today: Today) -> Answer:
        if (answer := out_of_time(today, arrangement)) is not None:
            return answer
        terms = _terms(arrangement, today)
        return NO_APPROVAL if terms is None else judge(arrangement, today, terms)

    return judged


@rule(
    code="approval-kind",
    family="approval kind",
    title="Every arrangement is of a kind that is approved",
    subject=Subject.ARRANGEMENT,
    policy=OUTSIDE,
    keeps=(("approval.numbers",),),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy=VARY,
    does_not_check="conditions that the panel wrote in words",
)
@_by_the_terms
def approval_kind(arrangement: Arrangement, today: Today, terms: ApprovalTerms) -> Answer:
    """The approval names this kind with a number above none."""
    number = terms.number(arrangement.kind)
    if number is None:
        return no_evidence(
            "for which kinds the home is approved is not recorded", related=with_whom(arrangement)
        )
    return MET if number else defect(today, arrangement, f"not approved for {arrangement.kind}")


@rule(
    code="approval-needs",
    family="approval needs",
    title="Every person's needs are among those approved",
    subject=Subject.ARRANGEMENT,
    policy=OUTSIDE,
    keeps=(("approval.needs",), ("person.needs",)),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy=VARY,
    does_not_check="how much support somebody has",
)
@_by_the_terms
def approval_needs(arrangement: Arrangement, today: Today, terms: ApprovalTerms) -> Answer:
    """The approval names every need of the person, or any need."""
    needs = today.scheme.person(arrangement.person_id).needs
    if not needs:
        return not_applicable("no needs are recorded")
    if terms.needs is None:
        return no_evidence(
            "for which needs the home is approved is not recorded", related=with_whom(arrangement)
        )
    if needs <= terms.needs or ANY_NEED in terms.needs:
        return MET
    return defect(today, arrangement, "the approval does not name everything the person needs support with")


@rule(
    code="approval-age",
    family="approval age",
    title="Every person is of an age that is approved",
    subject=Subject.ARRANGEMENT,
    policy=OUTSIDE,
    keeps=(("approval.youngest", "approval.oldest"), ("person.born",)),
    step=Step.MEET,
    remedy=VARY,
    does_not_check="anything but the birth date",
)
@_by_the_terms
def approval_age(arrangement: Arrangement, today: Today, terms: ApprovalTerms) -> Answer:
    """Old enough on the first day, and no older than the approval says; a birthday is said in time."""
    if terms.youngest is None and terms.oldest is None:
        return NOT_SAID
    born = today.scheme.person(arrangement.person_id).born
    if born is None:
        return no_evidence("when the person was born is not recorded", related=with_whom(arrangement))
    return _of_approved_age(arrangement, today, terms, born)


def _of_approved_age(arrangement: Arrangement, today: Today, terms: ApprovalTerms, born: date) -> Answer:
    starts = today.index.spans[arrangement.id].starts
    if terms.youngest is not None:
        old_enough = birthday(born, terms.youngest)
        if old_enough > starts and today.on < old_enough:
            return defect(today, arrangement, "younger than the approval says")
    if terms.oldest is None:
        return MET
    too_old = birthday(born, terms.oldest + 1)
    if today.on >= too_old or starts >= too_old:
        return defect(today, arrangement, "older than the approval says")
    if today.on >= lead_begins(too_old, today.lead) and _goes_beyond(today, arrangement, too_old):
        return due("will be older than the approval says", too_old - ONE_DAY, related=with_whom(arrangement))
    return MET


@rule(
    code="approval-sex",
    family="approval sex",
    title="Every person is of a sex that is approved",
    subject=Subject.ARRANGEMENT,
    policy=OUTSIDE,
    keeps=(("approval.sexes",), ("person.sex",)),
    step=Step.MEET,
    remedy=VARY,
    does_not_check="gender, which an approval does not speak of",
)
@_by_the_terms
def approval_sex(arrangement: Arrangement, today: Today, terms: ApprovalTerms) -> Answer:
    """The approval is for people of this sex."""
    if not terms.sexes:
        return NOT_SAID
    if len(terms.sexes) > 1:
        return MET
    sex = today.scheme.person(arrangement.person_id).sex
    if sex is None:
        return no_evidence("the approval is for one sex, and the person's is not recorded")
    return MET if sex in terms.sexes else defect(today, arrangement, "the approval is for the other sex")


@rule(
    code="approval-person",
    family="approval person",
    title="An approval for somebody alone is used for nobody else",
    subject=Subject.ARRANGEMENT,
    policy="Sunbeam approves for one named adult alone",
    keeps=(("approval.only_for",),),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy=VARY,
    does_not_check="why the panel approved for one person alone",
)
@_by_the_terms
def approval_person(arrangement: Arrangement, today: Today, terms: ApprovalTerms) -> Answer:
    """Where an approval names people, the person is one of them."""
    if terms.only_for is None:
        return NOT_SAID
    if arrangement.person_id in terms.only_for:
        return MET
    return defect(today, arrangement, "the approval is for somebody else by name")


@rule(
    code="approval-emergency",
    family="approval emergency",
    title="An emergency start is with a household approved for emergencies",
    subject=Subject.ARRANGEMENT,
    policy=OUTSIDE,
    keeps=(("approval.emergencies",), ("arrangement.emergency_start",)),
    step=Step.MEET,
    remedy=VARY,
    does_not_check="what the household itself said about emergencies",
)
def approval_emergency(arrangement: Arrangement, today: Today) -> Answer:
    """The approval does not rule emergencies out."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    if not arrangement.emergency_start:
        return not_applicable("no emergency start")
    terms = _terms(arrangement, today)
    if terms is None:
        return NO_APPROVAL
    if terms.emergencies is None:
        return no_evidence("whether the home is approved for emergencies is not recorded")
    return MET if terms.emergencies else defect(today, arrangement, "not approved for emergencies")


RULES = (
    approval_in_force,
    approval_review,
    approval_probation,
    approval_decision,
    approval_kind,
    approval_needs,
    approval_age,
    approval_sex,
    approval_person,
    approval_emergency,
)

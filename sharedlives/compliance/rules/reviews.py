"""Rules about each arrangement as it goes on: reviewed, with the person, introduced, counted once."""

from __future__ import annotations

from typing import Final

from sharedlives.compliance.deadlines import NO_INTERVAL, by, out_of_time, with_whom
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Basis,
    Outcome,
    Ref,
    Seriousness,
    Subject,
    broken,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import rule
from sharedlives.compliance.today import Today, months_after
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.policy import Step
from sharedlives.domain.words import Kind, SubjectKind
from sharedlives.errors import SchemeProblem

_ONCE: Final = frozenset({Kind.SHORT_BREAK})


@rule(
    code="arrangement-review",
    family="arrangement review",
    title="Every arrangement is reviewed at least once a year",
    subject=Subject.ARRANGEMENT,
    law="agreement-review-months",
    policy="yearly practice of schemes",
    keeps=(("arrangement.last_review_on", "arrangement.reviews"),),
    settings=("arrangement_review", "review_slack"),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy="Hold the review with the person and the carers, and write down when.",
    does_not_check="reviews that a change of plan or somebody's request calls for",
)
def arrangement_review(arrangement: Arrangement, today: Today) -> Answer:
    """A review within the interval; the first is due one interval after the start."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    months = today.at_most("arrangement_review", "agreement-review-months")
    if months is None:
        return NO_INTERVAL
    days = [review.held_on for review in arrangement.reviews]
    days += [] if arrangement.last_review_on is None else [arrangement.last_review_on]
    held = [day for day in days if day <= today.on]
    slack = today.setting("review_slack") or 0
    basis = None if months == today.law("agreement-review-months") else Basis.POLICY
    about = with_whom(arrangement)
    if held:
        deadline = months_after(max(held), months)
        return by(today, deadline, "review", slack=slack, basis=basis, related=about)
    first = months_after(today.index.spans[arrangement.id].starts, months)
    answer = by(today, first, "first review", slack=slack, basis=basis, related=about)
    return not_applicable("the first review is not due yet") if answer.outcome is Outcome.MET else answer


@rule(
    code="review-with-person",
    family="review with the person",
    title="The person took part in the last review",
    subject=Subject.ARRANGEMENT,
    policy="false calm: a review held without the person",
    keeps=(("arrangement.reviews",),),
    step=Step.STAY,
    remedy="Hold a review with the person, in the way that suits them.",
    does_not_check="in what way they took part",
)
def review_with_person(arrangement: Arrangement, today: Today) -> Answer:
    """The latest review says that the person took part."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    held = [review for review in arrangement.reviews if review.held_on <= today.on]
    if not held:
        return not_applicable("no review with its particulars is recorded")
    last = max(held, key=lambda review: review.held_on)
    about = with_whom(arrangement)
    if last.person_took_part is None:
        return no_evidence("whether the person took part in the last review is not recorded", related=about)
    return (
        MET if last.person_took_part else broken("the last review was held without the person", related=about)
    )


@rule(
    code="seen-alone",
    family="seen alone",
    title="Somebody sees the person without their carers",
    subject=Subject.ARRANGEMENT,
    policy="common in inspections: a person not seen alone",
    keeps=(("seen alone",),),
    settings=("seen_alone",),
    step=Step.STAY,
    remedy="See the person alone at the next visit, if they wish it, and write it down.",
    does_not_check="what they said",
)
def seen_alone(arrangement: Arrangement, today: Today) -> Answer:
    """A visit or review within the interval at which the person was seen alone."""
    if arrangement.kind in _ONCE:
        return not_applicable("a short break")
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    months = today.setting("seen_alone")
    if months is None:
        return NO_INTERVAL
    subjects = (
        (SubjectKind.PERSON, arrangement.person_id),
        (SubjectKind.HOUSEHOLD, arrangement.household_id),
    )
    days = [
        visit.on
        for subject in subjects
        for visit in today.index.visits_to.get(subject, ())
        if visit.person_seen_alone and visit.on <= today.on
    ]
    days += [r.held_on for r in arrangement.reviews if r.seen_alone and r.held_on <= today.on]
    about = with_whom(arrangement)
    if days:
        return by(today, months_after(max(days), months), "seen alone", related=about)
    if today.on <= months_after(today.index.spans[arrangement.id].starts, months):
        return not_applicable("the first is not due yet")
    return no_evidence("seen alone: nothing is recorded", related=about)


@rule(
    code="introduction-recorded",
    family="introduction",
    title="How the person and the household got to know each other is recorded",
    subject=Subject.ARRANGEMENT,
    policy="common in inspections: introductions and matching not recorded",
    keeps=(("introductions",),),
    settings=("introduction_recorded",),
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Write down when they met, and what each side said.",
    does_not_check="arrangements that grew out of fostering or of a friendship: waive them with that reason",
)
def introduction_recorded(arrangement: Arrangement, today: Today) -> Answer:
    """An introduction of this person to this household, for arrangements that began lately."""
    if not arrangement.kind.is_home or arrangement.emergency_start:
        return not_applicable("a kind or a start that needs no introduction")
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    months = today.setting("introduction_recorded")
    starts = today.index.spans[arrangement.id].starts
    if months is not None and today.on > months_after(starts, months):
        return not_applicable("began long ago")
    for introduction in today.scheme.introductions_with(arrangement.household_id):
        if today.scheme.request(introduction.request_id).person_id == arrangement.person_id:
            return MET
    return no_evidence("introduction: nothing is recorded", related=with_whom(arrangement))


@rule(
    code="register-agrees",
    family="register",
    title="The register does not contradict itself about where somebody is",
    subject=Subject.ARRANGEMENT,
    policy="an inspection of 2018 could not establish how many people were supported",
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Ask who was where, and correct the dates or the room in the register.",
    does_not_check="whether the register agrees with life",
)
def register_agrees(arrangement: Arrangement, today: Today) -> Answer:
    """Nobody lives in two homes or stays in two at once, and no room is given to two people."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    problem = _problems(today).get(arrangement.id)
    if problem is None:
        return MET
    other = Ref(Subject.ARRANGEMENT, str(problem.other))
    return broken(problem.message, related=(*with_whom(arrangement), other))


def _problems(today: Today) -> dict[str, SchemeProblem]:
    """The first contradiction about each arrangement that is named first in one."""
    memory = today.index.memory
    if "problems" not in memory:
        found: dict[str, SchemeProblem] = {}
        for problem in today.scheme.problems:
            found.setdefault(problem.record, problem)
        memory["problems"] = found
    known: dict[str, SchemeProblem] = memory["problems"]
    return known


@rule(
    code="expected-end",
    family="expected end",
    title="A stay for a time is looked at again by its expected end",
    subject=Subject.ARRANGEMENT,
    policy="intermediate stays are for a time, usually up to six weeks, from memory",
    keeps=(("arrangement.expected_end",),),
    step=Step.STAY,
    remedy="Sit down with the person and plan what they want next.",
    does_not_check="what comes next",
)
def expected_end(arrangement: Arrangement, today: Today) -> Answer:
    """The expected end is not past while the stay goes on."""
    if (answer := out_of_time(today, arrangement)) is not None:
        return answer
    if arrangement.expected_end is None:
        return not_applicable("no such day is set")
    return by(today, arrangement.expected_end, "what comes next", related=with_whom(arrangement))


RULES = (
    arrangement_review,
    review_with_person,
    seen_alone,
    introduction_recorded,
    register_agrees,
    expected_end,
)

"""Rules about each person: of age, what others decided for them, what they were told, and what is kept."""

from __future__ import annotations

from datetime import date
from typing import Final

from sharedlives import law
from sharedlives.compliance.deadlines import NO_INTERVAL, by
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Outcome,
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
from sharedlives.dates import birthday
from sharedlives.domain.person import Person, RecordedDecision
from sharedlives.domain.policy import Step

NOT_SUPPORTED: Final = not_applicable("not supported on this day")
_WORST_FIRST: Final = (Outcome.BROKEN, Outcome.NO_EVIDENCE, Outcome.DUE)


def worst(answers: list[Answer]) -> Answer:
    """The gravest of several answers about one record; met where all are."""
    for outcome in _WORST_FIRST:
        found = [answer for answer in answers if answer.outcome is outcome]
        if found:
            return min(found, key=lambda answer: answer.since or answer.due_on or date.max)
    return MET


@rule(
    code="minimum-age",
    family="age",
    title="Nobody is supported who is younger than the nation's law or guidance says",
    subject=Subject.PERSON,
    law="minimum-age",
    keeps=(("person.born",),),
    seriousness=Seriousness.HIGH,
    step=Step.TALK,
    remedy="Plan the start for after the birthday with children's services.",
    does_not_check="whether children's services pay until then",
)
def minimum_age(person: Person, today: Today) -> Answer:
    """Old enough while an arrangement goes on, and when one is to begin."""
    least = today.law("minimum-age")
    if least is None:
        return not_applicable("no age was found in the law of this nation")
    arrangements = [a for a in today.scheme.arrangements_of(person.id) if not today.is_over(a)]
    current = [a for a in arrangements if today.is_current(a)]
    soon = [a for a in arrangements if today.starts_soon(a)]
    if not current and not soon:
        return NOT_SUPPORTED
    about = tuple(Ref(Subject.HOUSEHOLD, a.household_id) for a in current or soon)
    if person.born is None:
        return no_evidence("when the person was born is not recorded", related=about)
    of_age = birthday(person.born, least)
    if current and today.on < of_age:
        return broken(f"younger than {least}", related=about)
    early = [a.starts for a in soon if a.starts < of_age]
    if early:
        return due(f"younger than {least} on the first day", min(early), related=about)
    return MET


@rule(
    code="recorded-decision",
    family="recorded decision",
    title="What others decided for somebody says who, when and under which test, and still stands",
    subject=Subject.PERSON,
    policy="common in inspections: decisions not recorded; restrictions without the court",
    keeps=(("person.recorded_decisions",),),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy="Ask whoever decided to look again, and write down who, when, under which test and until when.",
    does_not_check="whether a decision is right, or whether one is needed: that is never worked out here",
)
def recorded_decision(person: Person, today: Today) -> Answer:
    """Each recorded decision is complete and has not ended."""
    if not person.recorded_decisions:
        return not_applicable("no decision is recorded")
    return worst([_complete(today, decision) for decision in person.recorded_decisions])


def _complete(today: Today, decision: RecordedDecision) -> Answer:
    if decision.decided_by is None or decision.decided_on is None:
        return no_evidence("by whom or when something was decided is not recorded")
    if decision.test is None:
        return no_evidence("under which test something was decided is not recorded")
    if decision.valid_until is None:
        return MET
    return by(today, decision.valid_until, "a recorded decision")


@rule(
    code="liberty-test",
    family="restriction review",
    title="A restriction was looked at under the test that is in force",
    subject=Subject.PERSON,
    law="liberty-test",
    keeps=(("person.recorded_decisions",),),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy="It used the earlier test: ask whoever looked to look again. This never says that it is no longer "
    "needed.",
    does_not_check="what the review should find",
)
def restriction_review(person: Person, today: Today) -> Answer:
    """No decision about a restriction is dated before the day of the present test."""
    about_it = [decision for decision in person.recorded_decisions if _is_about_liberty(decision)]
    if not about_it:
        return not_applicable("no review of a restriction is recorded")
    test = law.entry("liberty-test", today.nation, today.on)
    if test.first_day is None:
        return MET
    if any(d.decided_on is not None and d.decided_on < test.first_day for d in about_it):
        return broken("a review of a restriction used the earlier test: look again", since=test.first_day)
    return MET


def _is_about_liberty(decision: RecordedDecision) -> bool:
    words = f"{decision.what} {decision.test or ''}".lower()
    return "libert" in words or "restrict" in words


@rule(
    code="decision-supporter",
    family="decision supporter",
    title="The papers of whoever helps with decisions were seen and still stand",
    subject=Subject.PERSON,
    policy="common in inspections: evidence of an attorney or deputy not seen",
    keeps=(("person.decision_support",),),
    step=Step.STAY,
    remedy="See the paper and write down when, and until when it stands.",
    does_not_check="what the paper allows",
)
def decision_supporter(person: Person, today: Today) -> Answer:
    """Evidence was seen, and has not ended, for everybody recorded; an advocate needs none."""
    wanted = [s for s in person.decision_support if "advocate" not in s.role.lower()]
    if not wanted:
        return not_applicable("nobody is recorded whose papers would be seen")
    answers = []
    for supporter in wanted:
        if supporter.evidence_seen_on is None or supporter.evidence_seen_on > today.on:
            answers.append(no_evidence("the paper of somebody who helps with decisions was not seen"))
        elif supporter.valid_until is not None:
            answers.append(by(today, supporter.valid_until, "the paper of somebody who helps with decisions"))
    return worst(answers)


@rule(
    code="own-format",
    family="information",
    title="It is recorded in which form somebody takes in information best",
    subject=Subject.PERSON,
    policy="Essex gives people information in a form they understand",
    keeps=(("person.reads_best",),),
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Ask how the person takes in information best, and give them theirs that way.",
    does_not_check="whether information was given in that form: no record holds it",
)
def own_format(person: Person, today: Today) -> Answer:
    """Recorded for everybody who is supported or asks for something."""
    if not _is_known_to_the_scheme(person, today):
        return NOT_SUPPORTED
    if person.reads_best is None:
        return no_evidence("in which form the person takes in information best is not recorded")
    return MET


def _is_known_to_the_scheme(person: Person, today: Today) -> bool:
    return bool(today.current_of(person.id)) or bool(today.scheme.requests_of(person.id))


@rule(
    code="consents",
    family="consent of the person",
    title="What somebody consented to for a time is asked again",
    subject=Subject.PERSON,
    policy="common practice, from memory",
    keeps=(("person.consents",),),
    step=Step.STAY,
    remedy="Ask the person again, and write down what they say and until when.",
    does_not_check="whether consent was theirs to give",
)
def consents(person: Person, today: Today) -> Answer:
    """No consent has ended."""
    lasting = [consent.until for consent in person.consents if consent.given and consent.until is not None]
    if not lasting:
        return not_applicable("no consent for a time is recorded")
    return worst([by(today, until, "consent") for until in lasting])


@rule(
    code="things-to-plan-for",
    family="things to plan for",
    title="Plans for something in particular are looked at again",
    subject=Subject.PERSON,
    policy="yearly, from memory",
    keeps=(("person.to_plan_for",), ("days of plans",)),
    settings=("things_to_plan_for",),
    step=Step.STAY,
    remedy="Look at the plan with the person, and date it.",
    does_not_check="what the plan says",
)
def things_to_plan_for(person: Person, today: Today) -> Answer:
    """Each plan was looked at within the interval."""
    if not person.to_plan_for or not today.current_of(person.id):
        return not_applicable("nothing to plan for is recorded, or nobody supports the person on this day")
    months = today.setting("things_to_plan_for")
    if months is None:
        return NO_INTERVAL
    answers = []
    for thing in person.to_plan_for:
        on = thing.reviewed_on
        if on is None or on > today.on:
            answers.append(no_evidence("a plan for something in particular bears no date"))
        else:
            answers.append(by(today, months_after(on, months), "a plan for something in particular"))
    return worst(answers)


@rule(
    code="records-deletion",
    family="deletion",
    title="Records are deleted when their time has come",
    subject=Subject.PERSON,
    policy="the day that the scheme's retention policy gives",
    keeps=(("person.records_due_for_deletion_on",),),
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Delete the records, or write down why they are kept and a new day.",
    does_not_check="how long records should be kept",
)
def records_deletion(person: Person, today: Today) -> Answer:
    """The day set for the deletion is not past."""
    on = person.records_due_for_deletion_on
    if on is None:
        return not_applicable("no day is set")
    if today.on >= on:
        return broken("the records are due for deletion", since=on)
    if today.on >= lead_begins(on, today.lead):
        return due(f"the records are due for deletion on {on:%d/%m/%Y}", on)
    return MET


RULES = (
    minimum_age,
    recorded_decision,
    restriction_review,
    decision_supporter,
    own_format,
    consents,
    things_to_plan_for,
    records_deletion,
)

"""Rules about those who live in a home and are neither carers nor supported."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sharedlives.compliance.deadlines import lasting
from sharedlives.compliance.outcomes import (
    Answer,
    Seriousness,
    Subject,
    broken,
    due,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import rule
from sharedlives.compliance.today import Living, Today, lead_begins
from sharedlives.dates import birthday
from sharedlives.domain.household import HouseholdMember
from sharedlives.domain.policy import Step
from sharedlives.domain.words import CheckKind, SubjectKind

YOUNGER: Final = not_applicable("younger than those who need a certificate")


@rule(
    code="member-certificate",
    family="household member certificate",
    title="Everybody of age who usually sleeps in a carer's home has a certificate",
    subject=Subject.MEMBER,
    policy="practice of schemes; only in Northern Ireland is it certain that law allows the check",
    keeps=(("household.members",), ("check.criminal record certificate",), ("member.certificate",)),
    settings=("household_member_age", "household_member_grace", "certificate"),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Ask the member of the household to apply for a certificate; say what it is for.",
    does_not_check="whether the law of the nation allows the check, nor visitors and students away",
)
def member_certificate(living: Living, today: Today) -> Answer:
    """A certificate within the grace after the birthday or the day they moved in, and repeated in time."""
    member, household = living
    if not today.is_approved(household.id):
        return not_applicable("the home is not approved on this day")
    if not member.lives_here(today.on) or member.usually_sleeps_here is False:
        return not_applicable("does not usually sleep there")
    held = today.held(
        ((SubjectKind.MEMBER, member.id),), CheckKind.CERTIFICATE, months=today.setting("certificate")
    )
    if held.until is not None:
        return lasting(today, held, "certificate of a household member")
    if held.undated:
        return no_evidence("certificate of a household member: no date is recorded")
    return _still_without(member, today)


def _still_without(member: HouseholdMember, today: Today) -> Answer:
    of_age = today.setting("household_member_age") or 0
    grace = timedelta(days=today.setting("household_member_grace") or 0)
    if member.born is None:
        return _age_unsure(member, today, of_age)
    turns = birthday(member.born, of_age)
    if today.on < turns:
        soon = today.on >= lead_begins(turns, today.lead)
        return due(f"turns {of_age} on {turns:%d/%m/%Y}", turns + grace) if soon else YOUNGER
    begins = turns if member.lives_since is None else max(turns, member.lives_since)
    deadline = begins + grace
    if today.on <= deadline:
        return due(f"no certificate yet: due by {deadline:%d/%m/%Y}", deadline)
    return broken(
        f"no certificate is recorded since turning {of_age} or moving in", since=deadline + timedelta(days=1)
    )


def _age_unsure(member: HouseholdMember, today: Today, of_age: int) -> Answer:
    """Of somebody whose birth date is not recorded only an age on some day is known, or nothing."""
    younger = member.is_under(of_age, today.on)
    if younger:
        return YOUNGER
    if younger is None:
        if member.relation == "child" and member.age is None:
            return not_applicable("a child, of no recorded age")
        return no_evidence(f"it is not recorded whether this member of the household is {of_age} yet")
    return no_evidence("certificate of a household member: nothing is recorded")


RULES = (member_certificate,)

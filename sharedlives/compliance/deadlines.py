"""What several rules have in common: evidence that lapses, and defects of what has begun or will begin."""

from __future__ import annotations

from datetime import date, timedelta

from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Basis,
    Ref,
    Subject,
    broken,
    due,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.today import NO_END, Held, Today, lead_begins
from sharedlives.dates import ONE_DAY
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.policy import Step

OVER = not_applicable("over by this day")
NOT_YET = not_applicable("begins later")
NOT_APPROVED = not_applicable("not approved on this day")
NO_INTERVAL = not_applicable("the scheme sets no interval for this")


def by(
    today: Today,
    deadline: date,
    what: str,
    *,
    slack: int = 0,
    basis: Basis | None = None,
    step: Step | None = None,
    related: tuple[Ref, ...] = (),
) -> Answer:
    """Met before a deadline, due within the lead time and on the day itself, broken from the next day.

    `slack` are days after the deadline during which it is overdue and not yet broken.
    """
    if deadline == NO_END:
        return MET
    last = deadline + timedelta(days=slack)
    if today.on > last:
        sentence = f"{what}: was due by {deadline:%d/%m/%Y}"
        return broken(sentence, since=last + ONE_DAY, related=related, basis=basis, step=step)
    if today.on >= lead_begins(deadline, today.lead):
        return due(f"{what}: due by {deadline:%d/%m/%Y}", deadline, related=related, basis=basis)
    return MET


def lasting(
    today: Today,
    held: Held,
    what: str,
    *,
    lapse: Basis | None = Basis.POLICY,
    step: Step | None = None,
) -> Answer:
    """What is said of evidence that is missing, undated or counts until a day.

    `lapse` is what its end rests on, where that is not what the rule itself does.
    """
    if held.until is not None:
        return by(today, held.until, what, basis=lapse, step=step)
    return no_evidence(f"{what}: no date is recorded" if held.undated else f"{what}: nothing is recorded")


def defect(today: Today, arrangement: Arrangement, sentence: str, related: tuple[Ref, ...] = ()) -> Answer:
    """Something wrong with an arrangement: broken once it has begun, due by its start before that."""
    span = today.index.spans[arrangement.id]
    about = (*with_whom(arrangement), *related)
    if span.starts <= today.on:
        return broken(sentence, since=span.starts, related=about)
    return due(f"{sentence}: in order before the first day", span.starts, related=about)


def with_whom(arrangement: Arrangement) -> tuple[Ref, ...]:
    """The person and the household of an arrangement."""
    return Ref(Subject.PERSON, arrangement.person_id), Ref(Subject.HOUSEHOLD, arrangement.household_id)


def out_of_time(today: Today, arrangement: Arrangement) -> Answer | None:
    """That an arrangement is over, or begins beyond the lead time; None where rules apply to it."""
    if today.is_over(arrangement):
        return OVER
    if today.is_current(arrangement) or today.starts_soon(arrangement):
        return None
    return NOT_YET

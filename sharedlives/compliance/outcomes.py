"""What a rule answers about one record, and about which records there are rules."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from sharedlives.domain.policy import Step


class Outcome(StrEnum):
    """The seven answers of a rule about a record."""

    BROKEN = "broken"
    NO_EVIDENCE = "no evidence"
    """The register keeps this, and here it is blank; or a count it rests on is not known."""
    DUE = "due"
    """In order, and to be renewed within the lead time."""
    WAIVED = "waived"
    NOT_KEPT = "not kept"
    """The register does not keep this at all: said once for each rule."""
    MET = "met"
    NOT_APPLICABLE = "not applicable"


class Basis(StrEnum):
    """What a rule rests on; the first word of its sentence."""

    LAW = "law"
    REGULATOR = "regulator expects"
    POLICY = "scheme policy"


class Seriousness(StrEnum):
    """How much hangs on it."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class Subject(StrEnum):
    """What a rule is about, one answer for each."""

    CARER = "carer"
    HOUSEHOLD = "household"
    MEMBER = "member"
    APPROVAL = "approval"
    PERSON = "person"
    ARRANGEMENT = "arrangement"
    REQUEST = "request"
    SCHEME = "scheme"


class Ref(NamedTuple):
    """One record, by its kind and its id."""

    kind: Subject
    id: str


class Answer(NamedTuple):
    """What one rule says about one record on a day.

    `since` is the first day it was broken, `due_on` the last day by which it must be put in order. `step`
    and `basis` are given where they differ from the rule's own.
    """

    outcome: Outcome
    sentence: str = ""
    since: date | None = None
    due_on: date | None = None
    related: tuple[Ref, ...] = ()
    step: Step | None = None
    basis: Basis | None = None


MET = Answer(Outcome.MET)
NOT_KEPT = Answer(Outcome.NOT_KEPT, "the register does not keep this")


@cache
def not_applicable(reason: str) -> Answer:
    """That a rule does not apply to a record, and why not."""
    return Answer(Outcome.NOT_APPLICABLE, reason)


def broken(
    sentence: str,
    *,
    since: date | None = None,
    related: tuple[Ref, ...] = (),
    step: Step | None = None,
    basis: Basis | None = None,
) -> Answer:
    """That something is not in order."""
    return Answer(Outcome.BROKEN, sentence, since=since, related=related, step=step, basis=basis)


def due(sentence: str, due_on: date, *, related: tuple[Ref, ...] = (), basis: Basis | None = None) -> Answer:
    """That something must be put in order by a day."""
    return Answer(Outcome.DUE, sentence, due_on=due_on, related=related, basis=basis)


def no_evidence(sentence: str, *, related: tuple[Ref, ...] = (), basis: Basis | None = None) -> Answer:
    """That the register should say something here, and does not."""
    return Answer(Outcome.NO_EVIDENCE, sentence, related=related, basis=basis)

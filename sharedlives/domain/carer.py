"""Carers, those on the way to approval, what a panel decided, and the evidence about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from sharedlives.dates import Period
from sharedlives.domain.fields import Record, at_least, checked, filled, in_order
from sharedlives.domain.source import Source
from sharedlives.domain.words import (
    ApplicantStage,
    ApprovalStatus,
    CarerRole,
    CheckKind,
    Kind,
    Sex,
    SubjectKind,
)

ANY_NEED = "any"
"""In `ApprovalTerms.needs`: the panel set no limit on needs."""


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Carer(Record):
    """Somebody who shares their home and family life, or stands in for somebody who does.

    `skills` and `experience` are lower-case words of the scheme's own; None where the register does not say.
    """

    id: str = field(validator=filled)
    household_id: str = field(validator=filled)
    role: CarerRole | None = None
    first_name: str | None = None
    last_name: str | None = None
    born: date | None = None
    sex: Sex | None = None
    telephone: str | None = None
    email: str | None = None
    languages: frozenset[str] | None = None
    faith: str | None = None
    brings: str | None = None
    skills: frozenset[str] | None = None
    experience: frozenset[str] | None = None
    drives_people: bool | None = None
    update_service: bool | None = None
    carer_since: date | None = None
    left_on: date | None = None
    agreement_signed_on: date | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def is_active(self, on: date) -> bool:
        """Whether they are a carer on this day; an undated start is taken to be past."""
        return (self.carer_since is None or self.carer_since <= on) and (
            self.left_on is None or on < self.left_on
        )


@frozen(kw_only=True, repr=False, field_transformer=checked)
class StageReached(Record):
    """A stage on the way to approval and the day it was reached."""

    stage: ApplicantStage
    reached_on: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Applicant(Record):
    """Somebody in assessment; a household in assessment may be talked about if both sides agree."""

    id: str = field(validator=filled)
    household_id: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    born: date | None = None
    sex: Sex | None = None
    stages: tuple[StageReached, ...] = ()
    panel_on: date | None = None
    may_be_talked_about: bool | None = None
    assessor: str | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=checked)
class KindNumber(Record):
    """How many people at once an approval allows of one kind."""

    kind: Kind
    number: int = field(validator=at_least(0))


def _each_kind_once(numbers: Any) -> Any:
    """The kinds approved in the order of `Kind`, each once, so that terms that mean the same are equal.

    Anything that is no tuple of kinds with numbers is handed on as it is: the field's own check says what is
    wrong.
    """
    if not isinstance(numbers, tuple) or not all(isinstance(entry, KindNumber) for entry in numbers):
        return numbers
    totals = {kind: sum(entry.number for entry in numbers if entry.kind is kind) for kind in Kind}
    return tuple(KindNumber(kind=kind, number=number) for kind, number in totals.items() if number)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class ApprovalTerms(Record):
    """What a panel approved. None means the register does not say.

    `numbers` lists the kinds approved with how many at once, in the order of `Kind`; a kind not listed is
    not approved, and one given with 0 is not listed. `total` is how many at once in all. Ages include both
    ends; `oldest` None with `youngest` given means no upper end. `needs` may hold `ANY_NEED`. `only_for`
    names the people an approval is for, where it is for them alone.
    """

    numbers: tuple[KindNumber, ...] | None = field(default=None, converter=_each_kind_once)
    total: int | None = field(default=None, validator=at_least(0))
    youngest: int | None = field(default=None, validator=at_least(0))
    oldest: int | None = field(default=None, validator=at_least(0))
    sexes: frozenset[Sex] | None = None
    needs: frozenset[str] | None = None
    only_for: frozenset[str] | None = None
    emergencies: bool | None = None

    def __attrs_post_init__(self) -> None:
        in_order(self, "youngest", "oldest")

    def number(self, kind: Kind) -> int | None:
        """How many at once of a kind: 0 where the kind is not approved, None where nothing is said."""
        if self.numbers is None:
            return None
        return sum(entry.number for entry in self.numbers if entry.kind is kind)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Approval(Record):
    """A panel's decision about a household, with its terms and its dates, both ends included.

    `carer_ids` empty means every carer of the household. `varies` is the id of the approval that this one
    varies. `status` None means the register gives dates only.
    """

    id: str = field(validator=filled)
    household_id: str = field(validator=filled)
    carer_ids: frozenset[str] = frozenset()
    status: ApprovalStatus | None = None
    terms: ApprovalTerms = field(factory=ApprovalTerms)
    conditions: str | None = None
    approved_from: date | None = None
    approved_until: date | None = None
    panel_on: date | None = None
    decided_on: date | None = None
    decision_maker: str | None = None
    minutes: str | None = None
    review_due_on: date | None = None
    suspended: tuple[Period, ...] = ()
    varies: str | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        in_order(self, "approved_from", "approved_until")

    def is_in_force(self, on: date) -> bool | None:
        """Whether it allows somebody to live or stay there on a day; None where that is not known."""
        if self.status in (ApprovalStatus.SUSPENDED, ApprovalStatus.ENDED):
            return False
        if any(on in period for period in self.suspended):
            return False
        if self.approved_until is not None and on > self.approved_until:
            return False
        return None if self.approved_from is None else self.approved_from <= on


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Check(Record):
    """A dated piece of evidence about a carer, a household member or a home.

    `issued_on` is the day on the paper, `seen_on` the day somebody of the scheme saw it. `valid_until` only
    where the paper itself says so: how often a certificate is repeated is a policy, not a fact of it.
    `topic` says in what for training, a competency or another kind. `outcome` is a word such as ``clear``,
    never what a certificate discloses. `number` tells several of one kind apart (reference 1, reference 2).
    """

    id: str = field(validator=filled)
    kind: CheckKind
    topic: str | None = None
    subject_kind: SubjectKind
    subject_id: str = field(validator=filled)
    number: int | None = field(default=None, validator=at_least(1))
    issued_on: date | None = None
    seen_on: date | None = None
    valid_until: date | None = None
    update_service: bool | None = None
    status_checked_on: date | None = None
    outcome: str | None = None
    risk_assessed_on: date | None = None
    observed_by: str | None = None
    reference_number: str | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

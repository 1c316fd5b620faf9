"""What exists, what is beginning, and what somebody said no to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from sharedlives.dates import Period, Sessions, Stay
from sharedlives.domain.fields import Record, at_least, checked, filled
from sharedlives.domain.source import Source
from sharedlives.domain.words import (
    DeclineScope,
    EndReason,
    EventKind,
    IntroductionStage,
    Kind,
    Party,
    SubjectKind,
    TogetherRelation,
)
from sharedlives.errors import InvalidRecordError


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Review(Record):
    """A review held: of what, when, whether the person was there and was seen alone."""

    what: str | None = None
    held_on: date
    person_took_part: bool | None = None
    seen_alone: bool | None = None
    by: str | None = None
    next_due_on: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Arrangement(Record):
    """Somebody lives, stays or spends days with a household.

    A stay holds for the kinds somebody sleeps at; sessions for day support and outreach. `carer_id` names
    one carer only where the agreement does. `moved_from` is the id of the live-in arrangement that this one
    follows, where a move is recorded. `children` live there with a parent; `children_share` says whether they
    share the parent's room. The days on which papers were signed are separate from whether they
    are: a register often keeps only the yes.
    """

    id: str = field(validator=filled)
    person_id: str = field(validator=filled)
    household_id: str = field(validator=filled)
    kind: Kind
    purpose: str | None = None
    stay: Stay | None = None
    sessions: Sessions | None = None
    bedroom_id: str | None = None
    carer_id: str | None = None
    agreement_signed: bool | None = None
    agreement_signed_on: date | None = None
    licence_signed: bool | None = None
    licence_signed_on: date | None = None
    plan_on: date | None = None
    risk_review_on: date | None = None
    last_review_on: date | None = None
    reviews: tuple[Review, ...] = ()
    children: int | None = field(default=None, validator=at_least(0))
    children_share: bool | None = None
    regulated_activity: bool | None = None
    medicines_by_carer: bool | None = None
    independent_person: str | None = None
    fees_agreed: bool | None = None
    finance_checked_on: date | None = None
    evacuation_plan_on: date | None = None
    contingency_plan_on: date | None = None
    residents_views_on: date | None = None
    emergency_start: bool | None = None
    regularised_on: date | None = None
    commissioner: str | None = None
    placing_authority: str | None = None
    notice_given_on: date | None = None
    expected_end: date | None = None
    end_reason: EndReason | None = None
    moved_from: str | None = None
    coordinator: str | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.kind.is_overnight and (self.stay is None or self.sessions is not None):
            raise InvalidRecordError(f"Arrangement {self.id}: a {self.kind} needs a stay and no sessions")
        if not self.kind.is_overnight and (self.sessions is None or self.stay is not None):
            raise InvalidRecordError(f"Arrangement {self.id}: {self.kind} needs sessions and no stay")

    @property
    def starts(self) -> date:
        """The first night or the first day."""
        return self.stay.arrives if self.stay is not None else self._sessions.period.first

    @property
    def is_open_ended(self) -> bool:
        """Whether no end is recorded."""
        if self.stay is not None:
            return self.stay.leaves is None
        return self._sessions.period.last is None

    @property
    def _sessions(self) -> Sessions:
        if self.sessions is None:  # pragma: no cover - the check above keeps this from happening
            raise AssertionError
        return self.sessions

    def has_begun(self, on: date) -> bool:
        """Whether its first night or day is not in the future."""
        return self.starts <= on

    def is_over(self, on: date) -> bool:
        """Whether nobody sleeps or comes under it from this day on."""
        if self.stay is not None:
            return self.stay.leaves is not None and self.stay.leaves <= on
        last = self._sessions.period.last
        return last is not None and last < on

    def is_there(self, on: date) -> bool:
        """Whether it puts somebody in the home on a day: sleeping there that night, or there for the day."""
        if self.stay is not None:
            return self.stay.sleeps_on(on)
        return self._sessions.comes_on(on)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class IntroductionStep(Record):
    """A stage of an introduction and the day it was reached."""

    stage: IntroductionStage
    on: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class PartyAnswer(Record):
    """What one party said, when, and to what; `yes` None means they were asked and have not answered.

    `party_id` is the carer's or the resident's id where there are several. `to_a_stay` is True for a yes or
    no to a stay, and False for one to getting to know each other.
    """

    party: Party
    party_id: str | None = None
    yes: bool | None = None
    to_a_stay: bool = False
    on: date | None = None


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Introduction(Record):
    """Two sides getting to know each other about one request.

    It holds a place only once the person and every carer who was asked have said yes to a stay; then `stay`
    or `sessions` say when, never both.
    """

    id: str = field(validator=filled)
    request_id: str = field(validator=filled)
    household_id: str = field(validator=filled)
    begun_on: date | None = None
    ended_on: date | None = None
    steps: tuple[IntroductionStep, ...] = ()
    answers: tuple[PartyAnswer, ...] = ()
    stay: Stay | None = None
    sessions: Sessions | None = None
    bedroom_id: str | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.stay is not None and self.sessions is not None:
            raise InvalidRecordError(f"Introduction {self.id}: give a stay or sessions, not both")

    @property
    def both_said_yes_to_a_stay(self) -> bool:
        """Whether the person and every carer who was asked said yes to a stay, and nobody else said no.

        Of what one party said at different times the latest counts; an answer without a day counts as said
        before those with one.
        """
        in_time = sorted(self.answers, key=lambda answer: answer.on or date.min)
        latest = {(each.party, each.party_id): each.yes for each in in_time if each.to_a_stay}
        said = {side: {yes for (party, _), yes in latest.items() if party is side} for side in Party}
        return said[Party.PERSON] == said[Party.CARER] == {True} and False not in latest.values()


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Decline(Record):
    """A recorded "no". It needs no reason and costs nothing.

    It reaches this request, this kind or always, as `scope` says, until it is reopened by the side that said
    it; with `not_until` it reads "not now, until". `side` is the person, a carer or a resident.
    """

    id: str = field(validator=filled)
    side: Party
    person_id: str = field(validator=filled)
    household_id: str = field(validator=filled)
    scope: DeclineScope
    request_id: str | None = None
    kind: Kind | None = None
    said_on: date | None = None
    not_until: date | None = None
    reopened_on: date | None = None
    reopened_by: Party | None = None
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.scope is DeclineScope.REQUEST and self.request_id is None:
            raise InvalidRecordError(f"Decline {self.id}: say which request, or widen its scope")
        if self.scope is DeclineScope.KIND and self.kind is None:
            raise InvalidRecordError(f"Decline {self.id}: say which kind, or widen its scope")
        if self.reopened_on is not None and self.reopened_by is not self.side:
            raise InvalidRecordError(f"Decline {self.id}: only the side that said no can reopen it")

    def stands(self, on: date) -> bool:
        """Whether it still holds on a day."""
        if self.reopened_on is not None and self.reopened_on <= on:
            return False
        return self.not_until is None or on < self.not_until

    def reaches(self, request_id: str, kind: Kind) -> bool:
        """Whether it is about this request."""
        if self.scope is DeclineScope.REQUEST:
            return self.request_id == request_id
        return self.scope is DeclineScope.ALWAYS or self.kind is kind


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Visit(Record):
    """A visit of the scheme's to a home, a carer or a person."""

    id: str = field(validator=filled)
    subject_kind: SubjectKind
    subject_id: str = field(validator=filled)
    on: date
    by: str | None = None
    person_seen_alone: bool | None = None
    announced: bool | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Event(Record):
    """Something that happened after which things must be looked at again."""

    id: str = field(validator=filled)
    kind: EventKind
    subject_kind: SubjectKind
    subject_id: str = field(validator=filled)
    on: date
    looked_at_on: date | None = None
    notified_on: date | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Break(Record):
    """Days on which the carers of a household rest or are away."""

    id: str = field(validator=filled)
    household_id: str = field(validator=filled)
    carer_id: str | None = None
    period: Period
    agreed_on: date | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=checked)
class KeepTogether(Record):
    """People who wish to stay together: all or none, in one home unless `one_home` is False.

    `share_bedroom` is True only where all of them wish it.
    """

    id: str = field(validator=filled)
    people: frozenset[str]
    relation: TogetherRelation | None = None
    one_home: bool = True
    share_bedroom: bool | None = None
    stated_by: str | None = None
    stated_on: date | None = None
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        if len(self.people) < 2:  # noqa: PLR2004 - nobody is together alone
            raise InvalidRecordError(f"KeepTogether {self.id}: name at least two people")


def circles(groups: Iterable[KeepTogether]) -> tuple[frozenset[str], ...]:
    """People who go together, directly or through somebody they both go with."""
    circles: list[frozenset[str]] = []
    for group in groups:
        meeting = [circle for circle in circles if circle & group.people]
        circles = [circle for circle in circles if circle not in meeting]
        circles.append(group.people.union(*meeting))
    return tuple(sorted(circles, key=sorted))


@frozen(kw_only=True, repr=False, field_transformer=checked)
class KeepApart(Record):
    """A person who is not to live or stay with another person, a carer or a household member.

    `other_id` is the id of a person, a carer, a member or a household. It works both ways between two people.
    """

    id: str = field(validator=filled)
    person_id: str = field(validator=filled)
    other_id: str = field(validator=filled)
    until: date | None = None
    stated_by: str | None = None
    stated_on: date | None = None
    sources: tuple[Source, ...] = ()

    def stands(self, on: date) -> bool:
        """Whether it still holds on a day."""
        return self.until is None or on <= self.until

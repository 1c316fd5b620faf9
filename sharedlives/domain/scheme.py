"""The one consistent whole: a scheme with all its records, on which everything else is asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import attrs
from attrs import field, frozen

from sharedlives.domain.arrangement import (
    Arrangement,
    Break,
    Decline,
    Event,
    Introduction,
    KeepApart,
    KeepTogether,
    Visit,
    circles,
)
from sharedlives.domain.carer import Applicant, Approval, Carer, Check
from sharedlives.domain.digest import digest
from sharedlives.domain.fields import Record, at_least, checked
from sharedlives.domain.household import Household, HouseholdMember
from sharedlives.domain.integrity import factual_problems, structural_problems
from sharedlives.domain.person import Person
from sharedlives.domain.request import Request
from sharedlives.domain.words import Nation, TogetherRelation
from sharedlives.errors import InvalidRecordError, SchemeError, SchemeProblem, UnknownIdError

R = TypeVar("R", bound=Record)

COLLECTIONS: dict[str, type[Record]] = {
    "households": Household,
    "carers": Carer,
    "applicants": Applicant,
    "approvals": Approval,
    "checks": Check,
    "people": Person,
    "requests": Request,
    "arrangements": Arrangement,
    "introductions": Introduction,
    "declines": Decline,
    "visits": Visit,
    "events": Event,
    "breaks": Break,
    "keep_together": KeepTogether,
    "keep_apart": KeepApart,
}
"""The collections of a scheme by name, in the order in which a reader meets them."""


def _by_id(records: Iterable[Any]) -> Any:
    """Records in the order of their ids, so that the order of rows in a file never matters.

    Anything that is no tuple of records is handed on as it is: the field's own check says what is wrong.
    """
    if not isinstance(records, tuple) or not all(hasattr(record, "id") for record in records):
        return records
    return tuple(sorted(records, key=lambda record: record.id))


def _collection() -> Any:
    return field(default=(), converter=_by_id)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Scheme(Record):
    """A Shared Lives scheme: its settings and its records, which fit together.

    `not_kept` names the facts that the register does not keep at all, as ``record.field`` (``carer.sex``):
    they are then not known for everybody, which is said once, not once per record. `local_limit` is the
    scheme's own number of people at once in one home. `as_at` is the day the register speaks of, where it
    says so.

    Raises
    ------
    SchemeError
        With every reason at once, where the records do not fit together: an id twice, a reference to nobody.
    """

    name: str | None = None
    nation: Nation
    as_at: date | None = None
    neighbourhoods: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    local_limit: int | None = field(default=None, validator=at_least(1))
    not_kept: frozenset[str] = frozenset()
    households: tuple[Household, ...] = _collection()
    carers: tuple[Carer, ...] = _collection()
    applicants: tuple[Applicant, ...] = _collection()
    approvals: tuple[Approval, ...] = _collection()
    checks: tuple[Check, ...] = _collection()
    people: tuple[Person, ...] = _collection()
    requests: tuple[Request, ...] = _collection()
    arrangements: tuple[Arrangement, ...] = _collection()
    introductions: tuple[Introduction, ...] = _collection()
    declines: tuple[Decline, ...] = _collection()
    visits: tuple[Visit, ...] = _collection()
    events: tuple[Event, ...] = _collection()
    breaks: tuple[Break, ...] = _collection()
    keep_together: tuple[KeepTogether, ...] = _collection()
    keep_apart: tuple[KeepApart, ...] = _collection()

    def __attrs_post_init__(self) -> None:
        problems = structural_problems({name: getattr(self, name) for name in COLLECTIONS})
        if problems:
            raise SchemeError(problems)

    def __repr__(self) -> str:
        sizes = ", ".join(
            f"{len(getattr(self, name))} {name}" for name in ("households", "people", "requests")
        )
        return f"<Scheme {self.nation.value}: {sizes}>"

    @cached_property
    def digest(self) -> str:
        """A fingerprint of the whole content; equal for equal schemes, whatever the order of their rows."""
        return digest(self)

    @cached_property
    def problems(self) -> tuple[SchemeProblem, ...]:
        """What cannot all be true, though each record is sound: a bedroom let twice, two homes at once."""
        return factual_problems(self.arrangements, self.keep_together)

    @cached_property
    def _indexes(self) -> dict[str, dict[str, Any]]:
        return {name: {record.id: record for record in getattr(self, name)} for name in COLLECTIONS}

    @cached_property
    def _groups(self) -> dict[tuple[str, str], dict[str, tuple[Any, ...]]]:
        groups: dict[tuple[str, str], dict[str, list[Any]]] = {}
        for name, key in _GROUPED:
            found = groups.setdefault((name, key), {})
            for record in getattr(self, name):
                found.setdefault(getattr(record, key), []).append(record)
        return {of: {key: tuple(some) for key, some in found.items()} for of, found in groups.items()}

    def _one(self, collection: str, identity: str) -> Any:
        try:
            return self._indexes[collection][identity]
        except KeyError:
            raise UnknownIdError(f"there is no record {identity!r} among the {collection}") from None

    def _some(self, collection: str, key: str, identity: str) -> tuple[Any, ...]:
        return self._groups[collection, key].get(identity, ())

    def household(self, identity: str) -> Household:
        """The household with this id; raises `UnknownIdError` where there is none."""
        found: Household = self._one("households", identity)
        return found

    def person(self, identity: str) -> Person:
        """The person with this id; raises `UnknownIdError` where there is none."""
        found: Person = self._one("people", identity)
        return found

    def request(self, identity: str) -> Request:
        """The request with this id; raises `UnknownIdError` where there is none."""
        found: Request = self._one("requests", identity)
        return found

    def arrangement(self, identity: str) -> Arrangement:
        """The arrangement with this id; raises `UnknownIdError` where there is none."""
        found: Arrangement = self._one("arrangements", identity)
        return found

    def carers_of(self, household_id: str, on: date) -> tuple[Carer, ...]:
        """The carers of a household on a day, support carers included."""
        return tuple(c for c in self._some("carers", "household_id", household_id) if c.is_active(on))

    def carers_in(self, household_id: str) -> tuple[Carer, ...]:
        """Every carer of a household, past and to come."""
        return self._some("carers", "household_id", household_id)

    def members_of(self, household_id: str, on: date) -> tuple[HouseholdMember, ...] | None:
        """Who else lives there on a day; None where the register does not say."""
        members = self.household(household_id).members
        return None if members is None else tuple(m for m in members if m.lives_here(on))

    def approvals_of(self, household_id: str) -> tuple[Approval, ...]:
        """Every approval of a household, past and future."""
        return self._some("approvals", "household_id", household_id)

    def approval_of(self, household_id: str, on: date) -> Approval | None:
        """The approval that counts on a day: one in force, else one that may be, else any; the newest first.

        Of two from the same day the one that varies the other counts.

        None where the household has none at all.
        """
        approvals = self.approvals_of(household_id)
        varied = {approval.varies for approval in approvals}

        def rank(approval: Approval) -> tuple[int, date, bool, str]:
            standing = {True: 2, None: 1, False: 0}[approval.is_in_force(on)]
            return standing, approval.approved_from or date.min, approval.id not in varied, approval.id

        return max(approvals, key=rank, default=None)

    def requests_of(self, person_id: str) -> tuple[Request, ...]:
        """Every request of a person."""
        return self._some("requests", "person_id", person_id)

    def arrangements_of(self, person_id: str) -> tuple[Arrangement, ...]:
        """Every arrangement of a person, past and future."""
        return self._some("arrangements", "person_id", person_id)

    def arrangements_in(self, household_id: str) -> tuple[Arrangement, ...]:
        """Every arrangement in a household, past and future."""
        return self._some("arrangements", "household_id", household_id)

    def breaks_of(self, household_id: str) -> tuple[Break, ...]:
        """Every break of a household's carers."""
        return self._some("breaks", "household_id", household_id)

    def introductions_for(self, request_id: str) -> tuple[Introduction, ...]:
        """Every introduction about a request."""
        return self._some("introductions", "request_id", request_id)

    def introductions_with(self, household_id: str) -> tuple[Introduction, ...]:
        """Every introduction to a household."""
        return self._some("introductions", "household_id", household_id)

    def applicants_in(self, household_id: str) -> tuple[Applicant, ...]:
        """Everybody of a household who is or was in assessment."""
        return self._some("applicants", "household_id", household_id)

    def declines_of(self, person_id: str) -> tuple[Decline, ...]:
        """Every recorded no between a person and a household, whoever said it."""
        return self._some("declines", "person_id", person_id)

    @cached_property
    def _together_with(self) -> dict[str, tuple[KeepTogether, ...]]:
        groups: dict[str, list[KeepTogether]] = {}
        for group in self.keep_together:
            for person_id in group.people:
                groups.setdefault(person_id, []).append(group)
        return {person_id: tuple(some) for person_id, some in groups.items()}

    def together_with(self, person_id: str) -> tuple[KeepTogether, ...]:
        """Every group of people who stay together that somebody belongs to."""
        return self._together_with.get(person_id, ())

    def shares_a_bedroom_with(self, person_id: str) -> frozenset[str]:
        """The others with whom somebody wishes to share a bedroom."""
        groups = [group.people for group in self.together_with(person_id) if group.share_bedroom]
        return frozenset().union(*groups) - {person_id}

    @cached_property
    def siblings(self) -> dict[str, str]:
        """For each person with a brother or sister among those who stay together, one id for them all."""
        groups = [group for group in self.keep_together if group.relation is TogetherRelation.SIBLINGS]
        return {person: min(circle) for circle in circles(groups) for person in circle}

    def with_changes(
        self, *, put: Iterable[Record] = (), drop: Iterable[Record] = (), **settings: Any
    ) -> Scheme:
        """A scheme with some records added or replaced (by id), some dropped, and settings changed.

        Parameters
        ----------
        put
            Records of any collection; one whose id is there already takes its place.
        drop
            Records to leave out.
        **settings
            Fields of the scheme itself, such as ``local_limit=2``.

        Raises
        ------
        SchemeError
            Where the changed records do not fit together.
        InvalidRecordError
            Where one of them is part of another record, such as a bedroom.
        """
        changed = {name: dict(index) for name, index in self._indexes.items()}
        for record in drop:
            changed[_collection_of(record)].pop(record.id, None)  # type: ignore[attr-defined]
        for record in put:
            changed[_collection_of(record)][record.id] = record  # type: ignore[attr-defined]
        collections = {name: tuple(records.values()) for name, records in changed.items()}
        return attrs.evolve(self, **{**collections, **settings})


_GROUPED = (
    ("carers", "household_id"),
    ("approvals", "household_id"),
    ("requests", "person_id"),
    ("arrangements", "person_id"),
    ("arrangements", "household_id"),
    ("breaks", "household_id"),
    ("introductions", "request_id"),
    ("introductions", "household_id"),
    ("applicants", "household_id"),
    ("declines", "person_id"),
)


def _collection_of(record: Record) -> str:
    for name, cls in COLLECTIONS.items():
        if type(record) is cls:
            return name
    raise InvalidRecordError(f"a {type(record).__name__} is part of another record: put that one instead")

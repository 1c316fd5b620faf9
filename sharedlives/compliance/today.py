"""A scheme on one day, as rules ask about it: indexed once, counted once, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from sharedlives import law
from sharedlives.compliance.settings import setting
from sharedlives.compliance.watching import WatchedDay
from sharedlives.dates import ONE_DAY, add_months
from sharedlives.domain.arrangement import Arrangement, Event, Visit
from sharedlives.domain.carer import Approval, Carer, Check
from sharedlives.domain.household import Household, HouseholdMember
from sharedlives.domain.integrity import effective_stay
from sharedlives.domain.rule_policy import RulePolicy
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import CheckKind, SubjectKind

T = TypeVar("T")
NO_END = date.max

months_after = lru_cache(maxsize=65_536)(add_months)
"""`add_months`, remembered: the same day is asked about for many records."""


class Span(NamedTuple):
    """From the first day of an arrangement until the day on which nobody is there any more."""

    starts: date
    over_from: date | None


class Living(NamedTuple):
    """Somebody of the household who is neither a carer nor supported, with their home."""

    member: HouseholdMember
    household: Household

    @property
    def id(self) -> str:
        """The member's id."""
        return self.member.id


Checks = dict[tuple[CheckKind, str | None], list[Check]]
_NO_CHECKS: Checks = {}


_ONCE_FOUND: Final[Mapping[str, Callable[[Scheme], bool]]] = MappingProxyType(
    {
        "outcomes of certificates": lambda scheme: any(
            check.kind is CheckKind.CERTIFICATE and check.outcome is not None for check in scheme.checks
        ),
        "rooms of arrangements": lambda scheme: any(
            each.bedroom_id is not None for each in scheme.arrangements
        ),
        "days of plans": lambda scheme: any(
            thing.reviewed_on is not None for person in scheme.people for thing in person.to_plan_for
        ),
        "days of telling": lambda scheme: any(event.notified_on is not None for event in scheme.events),
        "seen alone": lambda scheme: (
            any(visit.person_seen_alone is not None for visit in scheme.visits)
            or any(r.seen_alone is not None for each in scheme.arrangements for r in each.reviews)
        ),
    }
)
"""Facts that no register says it does not keep: kept where they are found once."""


class Index:
    """Everything of a scheme that does not depend on the day, looked up in one step."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.memory: dict[Any, Any] = {}
        """What is worked out once for all days: a key of its own for each thing."""

    @cached_property
    def checks(self) -> dict[tuple[SubjectKind, str], Checks]:
        """The checks about each carer, member and home, by kind and topic."""
        found: dict[tuple[SubjectKind, str], Checks] = {}
        for check in self.scheme.checks:
            of = found.setdefault((check.subject_kind, check.subject_id), {})
            of.setdefault((check.kind, check.topic), []).append(check)
        return found

    @cached_property
    def living(self) -> tuple[Living, ...]:
        """Every member of every household."""
        return tuple(
            Living(member, household)
            for household in self.scheme.households
            for member in household.members or ()
        )

    @cached_property
    def spans(self) -> dict[str, Span]:
        """From when until when each arrangement puts somebody in a home; a recorded move ends it."""
        return {arrangement.id: self._span(arrangement) for arrangement in self.scheme.arrangements}

    def _span(self, arrangement: Arrangement) -> Span:
        if arrangement.sessions is not None:
            last = arrangement.sessions.period.last
            return Span(arrangement.starts, None if last is None else last + ONE_DAY)
        stay = effective_stay(arrangement, self.scheme.arrangements_of(arrangement.person_id))
        return Span(arrangement.starts, None if stay is None else stay.leaves)

    @cached_property
    def visits_to(self) -> dict[tuple[SubjectKind, str], list[Visit]]:
        """The visits to each home, carer, member and person."""
        return _grouped(self.scheme.visits, lambda visit: (visit.subject_kind, visit.subject_id))

    @cached_property
    def events_of(self) -> dict[tuple[SubjectKind, str], list[Event]]:
        """What happened to each home, carer, member and person."""
        return _grouped(self.scheme.events, lambda event: (event.subject_kind, event.subject_id))

    def keeps(self, fact: str) -> bool:
        """Whether the register keeps a fact: ``carer.sex`` unless it says that it does not.

        A whole collection (``visits``) is kept where the register holds any of it.
        """
        if "." in fact:
            return fact not in self.scheme.not_kept
        return _ONCE_FOUND[fact](self.scheme) if fact in _ONCE_FOUND else bool(getattr(self.scheme, fact))


def _grouped(records: Iterable[T], key: Callable[[T], Any]) -> dict[Any, list[T]]:
    found: dict[Any, list[T]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found


class Held(NamedTuple):
    """What is held of a kind of evidence: until when it counts, and whether some of it bears no date."""

    until: date | None
    undated: bool
    check: Check | None = None


class Today:
    """A scheme on a day. Rules compare `on` with days, and never read its year, month or weekday.

    `lead` is how many days ahead the rule that is being asked speaks up.
    """

    def __init__(self, index: Index, on: date, policy: RulePolicy) -> None:
        self.index = index
        self.scheme = index.scheme
        self.nation = index.scheme.nation
        self.on = on
        self.policy = policy
        self.lead = timedelta(days=policy.lead_days)
        self._watched = on if isinstance(on, WatchedDay) else None
        self._memory: dict[Any, tuple[Any, int]] = {}
        self._settings: dict[str, int | None] = {}

    def once(self, key: Any, work: Callable[[], T]) -> T:
        """What work gives, worked out once this day; a forecast learns until when it stays the same."""
        known = self._memory.get(key)
        if known is None:
            known = self._memory[key] = self._worked_out(work)
        if self._watched is not None:
            self._watched.note(known[1])
        value: T = known[0]
        return value

    def _worked_out(self, work: Callable[[], T]) -> tuple[T, int]:
        """What work gives, and the number of the first later day on which it may give something else."""
        watched = self._watched
        if watched is None:
            return work(), 0
        before, watched.changes = watched.changes, NO_END.toordinal()
        value = work()
        until = watched.changes
        watched.changes = before
        return value, until

    def keeps(self, fact: str) -> bool:
        """Whether the register keeps a fact, or the scheme ever declared something (``declared: what``)."""
        declared, _, what = fact.partition(": ")
        if declared == "declared":
            return any(declaration.what == what for declaration in self.policy.declarations)
        return self.index.keeps(fact)

    def setting(self, of: str) -> int | None:
        """The scheme's number, else the default of its nation; None where there is neither."""
        if of not in self._settings:
            self._settings[of] = setting(self.policy, self.nation, of)
        return self._settings[of]

    def at_most(self, of: str, law_code: str) -> int | None:
        """The scheme's interval, or the law's where that is shorter."""
        own, legal = self.setting(of), self.law(law_code)
        return min((number for number in (own, legal) if number is not None), default=None)

    def at_least(self, of: str, law_code: str) -> int | None:
        """The scheme's number, or the law's where that is larger."""
        own, legal = self.setting(of), self.law(law_code)
        return max((number for number in (own, legal) if number is not None), default=None)

    def law(self, code: str) -> int | None:
        """The number that the nation's law or guidance gives on this day, or None where it gives none."""

        def look() -> int | None:
            value = law.known(code, self.nation, self.on)
            return None if value is None else value.value

        return self.once(("law", code), look)

    # -- homes and carers

    def is_approved(self, household_id: str) -> bool:
        """Whether the home may be approved: its approval is in force or may be, or none is recorded."""
        return self.once(("approved", household_id), lambda: self._is_approved(household_id))

    def _is_approved(self, household_id: str) -> bool:
        approval = self.approval(household_id)
        return approval is None or approval.is_in_force(self.on) is not False

    def approval(self, household_id: str) -> Approval | None:
        """The approval that counts on this day."""
        return self.once(("approval", household_id), lambda: self.scheme.approval_of(household_id, self.on))

    def carers(self, household_id: str) -> list[Carer]:
        """The carers of a home on this day."""
        return self.once(
            ("carers", household_id),
            lambda: [c for c in self.scheme.carers_in(household_id) if c.is_active(self.on)],
        )

    # -- arrangements

    def is_current(self, arrangement: Arrangement) -> bool:
        """Whether somebody lives, stays or comes under it."""
        span = self.index.spans[arrangement.id]
        return span.starts <= self.on and (span.over_from is None or self.on < span.over_from)

    def starts_soon(self, arrangement: Arrangement) -> bool:
        """Whether it begins within the lead time."""
        starts = self.index.spans[arrangement.id].starts
        return self.on < starts and self.on >= lead_begins(starts, self.lead)

    def is_over(self, arrangement: Arrangement) -> bool:
        """Whether nobody is there under it any more."""
        over_from = self.index.spans[arrangement.id].over_from
        return over_from is not None and over_from <= self.on

    def current_in(self, household_id: str) -> list[Arrangement]:
        """The arrangements under which somebody lives, stays or comes to a home."""
        return self.once(
            ("current", household_id),
            lambda: [a for a in self.scheme.arrangements_in(household_id) if self.is_current(a)],
        )

    def current_of(self, person_id: str) -> list[Arrangement]:
        """The arrangements of a person that have begun and are not over."""
        return [a for a in self.scheme.arrangements_of(person_id) if self.is_current(a)]

    def ahead_in(self, household_id: str) -> list[Arrangement]:
        """The arrangements in a home that are current or begin later."""
        return self.once(
            ("ahead", household_id),
            lambda: [a for a in self.scheme.arrangements_in(household_id) if not self.is_over(a)],
        )

    # -- evidence

    def held(
        self,
        subjects: Iterable[tuple[SubjectKind, str]],
        kind: CheckKind,
        topics: tuple[str | None, ...] = (None,),
        months: int | None = None,
    ) -> Held:
        """What is held about some subjects, counting until the latest end of any of it.

        Parameters
        ----------
        subjects
            About whom or what.
        kind, topics
            What kind of evidence, and in what, for training.
        months
            For how long it counts where the paper does not say; None for good.
        """
        best: date | None = None
        of_which: Check | None = None
        undated = False
        for subject in subjects:
            checks = self.index.checks.get(subject, _NO_CHECKS)
            for topic in topics:
                for check in checks.get((kind, topic), ()):
                    day = check.issued_on or check.seen_on
                    if day is not None and day > self.on:
                        continue  # of a later day: it is not there yet
                    until = check.valid_until
                    if until is None and day is not None:
                        until = NO_END if months is None else months_after(day, months)
                    if until is None:
                        undated = True
                    elif best is None or until > best:
                        best, of_which = until, check
        return Held(best, undated, of_which)


def lead_begins(day: date, lead: timedelta) -> date:
    """The first day on which a rule says that something is due by a day."""
    return day - lead if lead < day - date.min else date.min

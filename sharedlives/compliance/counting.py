"""How many are in a home at once: over each night and day, never a sum of arrangements.

Each limit is counted by itself, in its own unit. Somebody who lives with one household and stays a while
with another is counted where they sleep, and keeps their room at home.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from sharedlives import law
from sharedlives.compliance.today import NO_END, Index
from sharedlives.dates import DAYS_IN_A_WEEK, ONE_DAY, Stay, begins_and_ends
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.carer import Approval
from sharedlives.domain.presence import stays_away
from sharedlives.domain.words import Kind, OtherUseKind
from sharedlives.errors import NotInForceError
from sharedlives.law import CountedPer


class Limited(StrEnum):
    """The limits on how many at once, each by itself."""

    APPROVAL = "approval"
    LAW = "law"
    SCHEME = "scheme"
    TAX = "tax"
    BEDROOMS = "bedrooms"


class There(NamedTuple):
    """One arrangement as it is counted: who, when, and with how many rooms."""

    arrangement: Arrangement
    starts: date
    over_from: date | None
    away: tuple[Stay, ...]
    sharing: frozenset[str]

    def is_there(self, day: date) -> bool:
        """Whether they sleep there that night, or are there for the day."""
        if not self.is_on(day):
            return False
        sessions = self.arrangement.sessions
        if sessions is not None:
            return sessions.comes_on(day)
        return not any(stay.sleeps_on(day) for stay in self.away)

    def is_on(self, day: date) -> bool:
        """Whether the day lies within the arrangement."""
        return self.starts <= day and (self.over_from is None or day < self.over_from)


class Over(NamedTuple):
    """That a limit is passed: from when until when, both included, by how many and by whose count."""

    first: date
    last: date
    most: int
    number: int
    says: str
    people: tuple[str, ...]


Count = tuple[int, int, str]
"""The most allowed, how many are counted, and the limit in words."""
Counts = Sequence[tuple["Limited", Callable[[date], Iterable[Count]]]]


def over(index: Index, household_id: str, limited: Limited) -> tuple[Over, ...]:
    """Every time at which a limit is passed in a home, in order, past and to come."""
    key = ("over", household_id)
    if key not in index.memory:
        index.memory[key] = _Home(index, household_id).over()
    found: dict[Limited, tuple[Over, ...]] = index.memory[key]
    return found.get(limited, ())


class _Home:
    """One home with everybody who was, is or will be there."""

    def __init__(self, index: Index, household_id: str) -> None:
        self.index = index
        self.scheme = index.scheme
        self.household = self.scheme.household(household_id)
        self.there = [
            self._there(a) for a in self.scheme.arrangements_in(household_id) if a.kind is not Kind.OUTREACH
        ]
        self.outreach = [
            self._there(a) for a in self.scheme.arrangements_in(household_id) if a.kind is Kind.OUTREACH
        ]

    def _there(self, arrangement: Arrangement) -> There:
        span = self.index.spans[arrangement.id]
        away = stays_away(self.scheme, arrangement)
        return There(arrangement, *span, away, self.scheme.shares_a_bedroom_with(arrangement.person_id))

    def over(self) -> dict[Limited, tuple[Over, ...]]:
        found: dict[Limited, list[Over]] = {}
        counts = [(limited, count) for limited, count in self._counts() if not self._is_roomy(limited)]
        changes = sorted(self._changes()) if counts else []
        for number, first in enumerate(changes):
            last = changes[number + 1] - ONE_DAY if number + 1 < len(changes) else NO_END
            for limited, span in self._over_within(first, last, counts):
                gap = DAYS_IN_A_WEEK if self._by_day_on(first) else 1
                _append(found.setdefault(limited, []), span, gap)
        return {limited: tuple(spans) for limited, spans in found.items()}

    def _changes(self) -> set[date]:
        """The days on which a count or a limit may change; with sessions, each weekday is asked besides."""
        changes: set[date] = set()
        for there in (*self.there, *self.outreach):
            changes.add(there.starts)
            changes |= {there.over_from} if there.over_from is not None else set()
            for stay in there.away:
                changes |= {stay.arrives} | ({stay.leaves} if stay.leaves is not None else set())
        first = min(changes)
        return changes | {day for day in self._changes_of_limits() if day > first}

    def _changes_of_limits(self) -> Iterable[date]:
        for approval in self.scheme.approvals_of(self.household.id):
            yield from begins_and_ends(approval.approved_from, approval.approved_until)
            for period in approval.suspended:
                yield from begins_and_ends(period.first, period.last)
        for bedroom in self.household.bedrooms or ():
            for period in bedroom.closed:
                yield from begins_and_ends(period.first, period.last)
        for carer in self.scheme.carers_in(self.household.id):
            yield from (day for day in (carer.carer_since, carer.left_on) if day is not None)
        yield from _law_changes(self.index)

    def _is_roomy(self, limited: Limited) -> bool:
        """Whether a limit cannot be passed, were everybody there on every day between coming and going."""
        if limited is Limited.APPROVAL:
            return all(map(self._is_roomy_enough, self.scheme.approvals_of(self.household.id)))
        if limited is Limited.BEDROOMS:
            rooms = self.household.bedrooms
            return rooms is None or (
                _peak(self.there, rooms=True) <= len([room for room in rooms if not room.closed])
            )
        own = limited is Limited.SCHEME
        least = self.scheme.local_limit if own else _least(_CODES[limited], self.index)
        elsewhere = self._elsewhere(OtherUseKind.OTHER_SCHEME, OtherUseKind.STAYING_PUT)
        return least is None or _peak(self.there) + elsewhere <= least

    def _is_roomy_enough(self, approval: Approval) -> bool:
        everybody = [*self.there, *self.outreach]
        total, numbers = approval.terms.total, approval.terms.numbers or ()
        return (total is None or _peak(self.there) <= total) and all(
            _peak([t for t in everybody if t.arrangement.kind is of.kind]) <= of.number for of in numbers
        )

    def _over_within(self, first: date, last: date, counts: Counts) -> Iterable[tuple[Limited, Over]]:
        """The limits passed between two changes: on one day for all, or with sessions on some weekdays."""
        sessions = self._by_day_on(first)
        days = _week(first, last) if sessions else [first]
        for limited, count in counts:
            passed = [(day, found) for day in days for found in (self._worst(count, day),) if found]
            if passed:
                begins = passed[0][0]
                ends = _last_like([day for day, _ in passed], last) if sessions else last
                most, number, says = max((found for _, found in passed), key=lambda c: c[1] - c[0])
                people = sorted({t.arrangement.person_id for day, _ in passed for t in self._present(day)})
                yield limited, Over(begins, ends, most, number, says, tuple(people))

    def _by_day_on(self, day: date) -> bool:
        """Whether somebody comes by the day at this time, so that weekdays differ."""
        return any(
            there.arrangement.sessions is not None and there.is_on(day)
            for there in (*self.there, *self.outreach)
        )

    def _worst(self, count: Callable[[date], Iterable[Count]], day: date) -> Count | None:
        passed = [found for found in count(day) if found[1] > found[0]]
        return max(passed, key=lambda found: found[1] - found[0], default=None)

    def _counts(self) -> Iterable[tuple[Limited, Callable[[date], Iterable[Count]]]]:
        yield Limited.APPROVAL, self._approval
        yield Limited.LAW, self._law
        yield Limited.SCHEME, self._scheme
        yield Limited.TAX, self._tax
        yield Limited.BEDROOMS, self._bedrooms

    def _present(self, day: date) -> list[There]:
        return [there for there in self.there if there.is_there(day)]

    def _approval(self, day: date) -> Iterable[Count]:
        approval = self.scheme.approval_of(self.household.id, day)
        if approval is None:
            return
        present = self._present(day)
        if approval.terms.total is not None:
            people = {there.arrangement.person_id for there in present}
            yield approval.terms.total, len(people), f"approved for {approval.terms.total} at once"
        outreach = [there for there in self.outreach if there.is_there(day)]
        for kind in Kind:
            number = approval.terms.number(kind)
            if number:  # a kind not approved at all breaks the kind, never the number as well
                of_kind = {
                    there.arrangement.person_id
                    for there in (*present, *outreach)
                    if there.arrangement.kind is kind
                }
                yield number, len(of_kind), f"approved for {number} at once for {kind}"

    def _elsewhere(self, *kinds: OtherUseKind) -> int:
        return sum(use.number or 0 for use in self.household.other_uses or () if use.kind in kinds)

    def _law(self, day: date) -> Iterable[Count]:
        most = _known("people-at-once", self.index, day)
        if most is None:
            return
        elsewhere = self._elsewhere(OtherUseKind.OTHER_SCHEME)
        says = f"{most.value} at once by law"
        present = self._present(day)
        if most.counted_per is CountedPer.HOUSEHOLD:
            yield most.value, elsewhere + _heads(present), says
            return
        carers = self._approved_carers(day)
        for carer_id in carers or [None]:
            mine = [
                there
                for there in present
                if there.arrangement.carer_id == carer_id or there.arrangement.carer_id not in carers
            ]
            yield most.value, elsewhere + _heads(mine), says

    def _approved_carers(self, day: date) -> list[str | None]:
        """The carers whom the approval is for; an agreement that names none of them counts for each."""
        approval = self.scheme.approval_of(self.household.id, day)
        named = frozenset() if approval is None else approval.carer_ids
        carers = [c.id for c in self.scheme.carers_in(self.household.id) if c.is_active(day)]
        return [carer_id for carer_id in carers if not named or carer_id in named]

    def _scheme(self, day: date) -> Iterable[Count]:
        most = self.scheme.local_limit
        if most is not None:
            count = self._elsewhere(OtherUseKind.OTHER_SCHEME) + _heads(self._present(day))
            yield most, count, f"{most} at once by the scheme's own limit"

    def _tax(self, day: date) -> Iterable[Count]:
        most = _known("tax-people-at-once", self.index, day)
        if most is not None:
            elsewhere = self._elsewhere(OtherUseKind.OTHER_SCHEME, OtherUseKind.STAYING_PUT)
            one_for = self.scheme.siblings
            people = {there.arrangement.person_id for there in self._present(day)}
            count = elsewhere + len({one_for.get(person, person) for person in people})
            yield most.value, count, f"{most.value} at once before the carers lose their tax relief"

    def _bedrooms(self, day: date) -> Iterable[Count]:
        if self.household.bedrooms is None:
            return
        rooms = [b.id for b in self.household.bedrooms if not any(day in period for period in b.closed)]
        sleepers = [t for t in self.there if t.arrangement.stay is not None and t.is_on(day)]
        yield len(rooms), _rooms_held(sleepers), f"{len(rooms)} bedroom{'' if len(rooms) == 1 else 's'}"


def _peak(everybody: Sequence[There], *, rooms: bool = False) -> int:
    """The most who can be there at once, whatever their weekdays and their stays elsewhere."""
    steps: list[tuple[date, int]] = []
    for there in everybody:
        number = 1 + (there.arrangement.children or 0) if rooms else 1
        steps.append((there.starts, number))
        if there.over_from is not None:
            steps.append((there.over_from, -number))
    peak = now = 0
    for _, number in sorted(steps):
        now += number
        peak = max(peak, now)
    return peak


def _least(code: str, index: Index) -> int | None:
    """The smallest number that the law of the nation ever set."""
    nation = index.scheme.nation
    values = [
        entry.value
        for entry in law.register()
        if entry.code == code and nation in entry.nations and isinstance(entry, law.LawValue)
    ]
    return min(values, default=None)


def _heads(present: Iterable[There]) -> int:
    """Somebody who is there for the day and stays the night is one person."""
    return len({there.arrangement.person_id for there in present})


def _rooms_held(sleepers: Sequence[There]) -> int:
    """How many bedrooms they hold: two who share hold one, a child holds one unless sharing is stated."""
    housed: set[str] = set()
    rooms = 0
    for there in sleepers:
        person_id, arrangement = there.arrangement.person_id, there.arrangement
        if person_id not in housed and not there.sharing & housed:
            rooms += 1
        rooms += 0 if arrangement.children_share else arrangement.children or 0
        housed.add(person_id)
    return rooms


def _week(first: date, last: date) -> list[date]:
    """The first days of a time, a week at most: after that the weekdays repeat."""
    return [first + timedelta(days=n) for n in range(DAYS_IN_A_WEEK) if n <= (last - first).days]


def _last_like(days: Sequence[date], last: date) -> date:
    """The last day not after `last` that falls on the weekday of one of these."""
    if last == NO_END:
        return NO_END
    return max(day + timedelta(days=(last - day).days // DAYS_IN_A_WEEK * DAYS_IN_A_WEEK) for day in days)


def _append(spans: list[Over], span: Over, gap: int) -> None:
    """Add a span, as one with the last where they are no more days apart than this."""
    if spans and (span.first - spans[-1].last).days <= gap and spans[-1].says == span.says:
        last = spans.pop()
        people = tuple(sorted({*last.people, *span.people}))
        worse = max(last, span, key=lambda each: each.number)
        span = Over(last.first, span.last, worse.most, worse.number, worse.says, people)
    spans.append(span)


def _known(code: str, index: Index, day: date) -> law.LawValue | None:
    """What the law says, or None where that is not known: the rule itself asks about its own day, loudly."""
    try:
        return law.known(code, index.scheme.nation, day)
    except NotInForceError:
        return None


def _law_changes(index: Index) -> frozenset[date]:
    if "law changes" not in index.memory:
        nation = index.scheme.nation
        index.memory["law changes"] = frozenset(
            day
            for entry in law.register()
            if entry.code in _OF_NUMBERS and nation in entry.nations
            for day in begins_and_ends(entry.first_day, entry.last_day)
        )
    found: frozenset[date] = index.memory["law changes"]
    return found


_CODES: Final = {Limited.LAW: "people-at-once", Limited.TAX: "tax-people-at-once"}
_OF_NUMBERS: Final = frozenset(_CODES.values())

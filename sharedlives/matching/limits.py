"""How many at once: every limit, counted day by day, never as a sum of arrangements.

One definition serves the single pair, the rows of the program and the check of a result. The limits are
independent, each with its own counting unit; the tightest one binds, and the answer names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from sharedlives import law
from sharedlives.dates import (
    DAYS_IN_A_WEEK,
    Period,
    Sessions,
    Stay,
    Weekday,
    begins_and_ends,
    stretches,
)
from sharedlives.domain.household import Bedroom, Household
from sharedlives.domain.presence import Presence
from sharedlives.domain.request import Request
from sharedlives.domain.words import Kind, OtherUseKind
from sharedlives.law import CountedPer
from sharedlives.matching.rooms import Need, is_closed, is_somebodys, rooms_not_stated, suits
from sharedlives.matching.sides import Asking, Context
from sharedlives.matching.when import When

ANY_ROOM: Final[Need] = frozenset()


@frozen(kw_only=True)
class Newcomer:
    """Somebody who may come, as the limits count them.

    `need` is what their bedroom must have, None where they sleep in no room of their own (a day guest, the
    second of a couple who share); `more_rooms` are rooms for children beside it.
    """

    presence: Presence
    need: Need | None = None
    more_rooms: int = 0


Count = Callable[[Sequence[Newcomer]], int]
NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


@frozen(kw_only=True)
class Limit:
    """One limit on one day in one home: `most` at once, and how newcomers beside those there are counted.

    `once` gives people who count once between them the same id; all others count one by one, so that what
    several newcomers count is the sum of what each of them does.
    """

    code: str
    says: str
    most: int
    blocks: bool = True
    once: Mapping[str, str] = field(default=NOBODY, eq=False)
    count: Count = field(eq=False)

    def is_broken_by(self, newcomers: Sequence[Newcomer]) -> bool:
        """Whether they are too many; nobody is too many where the limit was passed without them."""
        count = self.count(newcomers)
        return count > self.most and count > self.count(())


def newcomers_of(asking: Asking, need: Need | None) -> tuple[Newcomer, ...]:
    """A request at one of its times, as the limits count it: one newcomer per stay."""
    request, when = asking.request, asking.when
    stays = when.stays or (None,)
    children = request.children or 0
    return tuple(
        Newcomer(
            presence=Presence(
                because=request.id,
                person_id=request.person_id,
                kind=request.kind,
                stay=stay,
                sessions=when.sessions,
                children=children,
                children_share=request.children_share,
            ),
            need=need if stay is not None else None,
            more_rooms=0 if request.children_share or stay is None else children,
        )
        for stay in stays
    )


@frozen(kw_only=True)
class Guest:
    """All of somebody who comes that limits count: the kind, and who and what comes with the person.

    `need` is what their bedroom must have, None where they sleep in no room of their own.
    """

    kind: Kind
    children: int
    children_share: bool | None
    need: Need | None

    @property
    def rooms(self) -> int:
        """How many bedrooms they need, where they sleep there."""
        return 1 + (0 if self.children_share else self.children)

    def as_newcomer(self, day: date, person_id: str = "") -> Newcomer:
        """Somebody who comes so from a day on; nobody in particular where no id is given."""
        overnight = self.kind.is_overnight
        return Newcomer(
            presence=Presence(
                because="",
                person_id=person_id,
                kind=self.kind,
                stay=Stay(day) if overnight else None,
                sessions=None if overnight else Sessions(Period(day), frozenset(Weekday)),
                children=self.children,
                children_share=self.children_share,
            ),
            need=self.need if overnight else None,
            more_rooms=self.rooms - 1 if overnight else 0,
        )


def guest_of(request: Request, need: Need | None) -> Guest:
    """What limits count of a request, in a bedroom that has what is needed."""
    children = request.children or 0
    return Guest(kind=request.kind, children=children, children_share=request.children_share, need=need)


def newcomers_once(asking: Asking, context: Context) -> tuple[Newcomer, ...]:
    """The same for every home, so made once: whoever comes to a bedroom of their own."""
    key = ("newcomers", asking.request.id, asking.when)
    if key not in context.memory:
        context.memory[key] = newcomers_of(asking, need_of(asking))
    found: tuple[Newcomer, ...] = context.memory[key]
    return found


def need_of(asking: Asking) -> Need | None:
    """What the bedroom of a request must have; None where nobody sleeps there."""
    if not asking.request.kind.is_overnight:
        return None
    return frozenset(str(access.value) for access in asking.person.access or ())


def limits_on(context: Context, household_id: str, day: date, needs: Iterable[Need]) -> tuple[Limit, ...]:
    """Every limit in a home on a day.

    Parameters
    ----------
    context, household_id, day
        Which home, when.
    needs
        The needs of bedrooms of all who may come: rooms are counted for each set of them, so that two people
        who both need the ground floor are not promised the one room there.
    """
    wanted = frozenset(needs)
    key = ("limits", household_id, day, wanted)
    if key not in context.memory:
        context.memory[key] = _limits(context, household_id, day, wanted)
    found: tuple[Limit, ...] = context.memory[key]
    return found


def _limits(context: Context, household_id: str, day: date, needs: frozenset[Need]) -> tuple[Limit, ...]:
    there = [p for p in context.presences(household_id) if p.is_there(day) or p.holds_a_room(day)]
    there += [p for p in context.presences(household_id) if p.kind is Kind.OUTREACH]
    return (
        *_approval_limits(context, household_id, day, there),
        *_law_limits(context, household_id, day, there),
        *_scheme_limit(context, household_id, day, there),
        *_tax_limit(context, household_id, day, there),
        *_bedroom_limits(context, household_id, day, there, needs),
    )


def _present(there: Sequence[Presence], newcomers: Sequence[Newcomer], day: date) -> Iterator[Presence]:
    everybody = chain(there, (newcomer.presence for newcomer in newcomers))
    return (presence for presence in everybody if presence.is_there(day))


def _heads(there: Sequence[Presence], day: date, more: int = 0) -> Count:
    """Somebody who is there for the day and stays the night is one person."""
    return lambda newcomers: more + len({p.person_id for p in _present(there, newcomers, day)})


def _approval_limits(
    context: Context, household_id: str, day: date, there: Sequence[Presence]
) -> Iterator[Limit]:
    approval = context.scheme.approval_of(household_id, day)
    if approval is None:
        return
    if approval.terms.total is not None:
        yield Limit(
            code="approval-total",
            says=f"approved for {approval.terms.total} at once",
            most=approval.terms.total,
            count=_heads(there, day),
        )
    for kind in Kind:
        number = approval.terms.number(kind)
        if number:  # a kind not approved at all breaks the kind, never the number as well
            yield Limit(
                code=f"approval-{kind.name.lower().replace('_', '-')}",
                says=f"approved for {number} at once for {kind}",
                most=number,
                count=_of_kind(there, day, kind),
            )


def _of_kind(there: Sequence[Presence], day: date, kind: Kind) -> Count:
    def count(newcomers: Sequence[Newcomer]) -> int:
        everybody = chain(there, (newcomer.presence for newcomer in newcomers))
        return len({p.person_id for p in everybody if p.kind is kind and _takes_time(p, day)})

    return count


def _takes_time(presence: Presence, day: date) -> bool:
    """Whether the carers support them that day; outreach takes their time though not their home."""
    if presence.kind is Kind.OUTREACH:
        return presence.sessions is not None and presence.sessions.comes_on(day)
    return presence.is_there(day)


def _other_uses(household: Household, *kinds: OtherUseKind) -> int:
    return sum(use.number or 0 for use in household.other_uses or () if use.kind in kinds)


def _law_limits(context: Context, household_id: str, day: date, there: Sequence[Presence]) -> Iterator[Limit]:
    most = law.known("people-at-once", context.scheme.nation, day)
    if most is None:
        return
    elsewhere = _other_uses(context.scheme.household(household_id), OtherUseKind.OTHER_SCHEME)
    says = f"{most.value} at once by law ({most.citation.instrument})"
    if most.counted_per is CountedPer.HOUSEHOLD:
        yield Limit(code="law", says=says, most=most.value, count=_heads(there, day, elsewhere))
        return
    carers = _approved_carers(context, household_id, day)
    for carer_id in carers or [None]:
        mine = [p for p in there if p.carer_id == carer_id or p.carer_id not in carers]
        yield Limit(code="law", says=says, most=most.value, count=_heads(mine, day, elsewhere))


def _approved_carers(context: Context, household_id: str, day: date) -> list[str | None]:
    """The carers whom the approval is for; an agreement that names none of them counts for each."""
    approval = context.scheme.approval_of(household_id, day)
    named = frozenset() if approval is None else approval.carer_ids
    carers = [carer.id for carer in context.scheme.carers_of(household_id, day)]
    return [carer_id for carer_id in carers if not named or carer_id in named]


def _scheme_limit(
    context: Context, household_id: str, day: date, there: Sequence[Presence]
) -> Iterator[Limit]:
    most = context.scheme.local_limit
    if most is not None:
        elsewhere = _other_uses(context.scheme.household(household_id), OtherUseKind.OTHER_SCHEME)
        says = f"{most} at once by the scheme's own limit"
        yield Limit(code="scheme", says=says, most=most, count=_heads(there, day, elsewhere))


def _tax_limit(context: Context, household_id: str, day: date, there: Sequence[Presence]) -> Iterator[Limit]:
    most = law.known("tax-people-at-once", context.scheme.nation, day)
    if most is None:
        return
    household = context.scheme.household(household_id)
    elsewhere = _other_uses(household, OtherUseKind.OTHER_SCHEME, OtherUseKind.STAYING_PUT)

    def count(newcomers: Sequence[Newcomer]) -> int:
        people = {presence.person_id for presence in _present(there, newcomers, day)}
        return elsewhere + len({context.scheme.siblings.get(person, person) for person in people})

    yield Limit(
        code="tax",
        says=f"{most.value} at once before the carers lose their tax relief ({most.citation.instrument})",
        most=most.value,
        blocks=context.policy.tax_cap_blocks,
        once=context.scheme.siblings,
        count=count,
    )


def _bedroom_limits(
    context: Context, household_id: str, day: date, there: Sequence[Presence], needs: Iterable[Need]
) -> Iterator[Limit]:
    """For each set of rooms: no more sleep there than it has, of those whose needs no other room meets."""
    household = context.scheme.household(household_id)
    if household.bedrooms is None:
        return
    not_stated = rooms_not_stated(there, day)
    open_rooms = [bedroom for bedroom in household.bedrooms if not is_closed(bedroom, day)]
    taken = {room.id for room in open_rooms if is_somebodys(room, there, day)}
    suiting = {need: _that_suit(open_rooms, need) for need in sorted({ANY_ROOM, *needs}, key=sorted)}
    for rooms in _unions(suiting.values()):
        bound = [need for need, some in suiting.items() if some <= rooms]
        yield Limit(
            code="bedrooms" if ANY_ROOM in bound else "bedrooms-with",
            says=_say_rooms(len(rooms), bound),
            most=len(rooms),
            count=_rooms_wanted(not_stated + len(rooms & taken), frozenset(bound), day),
        )


def _that_suit(rooms: Iterable[Bedroom], need: Need) -> frozenset[str]:
    return frozenset(room.id for room in rooms if suits(room, need))


def _unions(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Every union of some of these sets, the small ones first."""
    found: set[frozenset[str]] = set()
    for some in sets:
        found |= {some} | {some | others for others in found}
    return sorted(found, key=lambda union: (len(union), sorted(union)))


def _rooms_wanted(taken: int, needs: frozenset[Need], day: date) -> Count:
    def count(newcomers: Sequence[Newcomer]) -> int:
        wanted = taken
        for newcomer in newcomers:
            if newcomer.need is None or not newcomer.presence.holds_a_room(day):
                continue
            wanted += newcomer.need in needs
            wanted += newcomer.more_rooms if ANY_ROOM in needs else 0
        return wanted

    return count


def _say_rooms(rooms: int, needs: Sequence[Need]) -> str:
    number = f"{rooms} bedroom{'' if rooms == 1 else 's'}"
    if ANY_ROOM in needs:
        return number
    what = " or ".join(" and ".join(sorted(need)) for need in needs)
    return f"{number} known to have this: {what}"


def days_that_matter(context: Context, household_id: str, newcomers: Iterable[When]) -> list[date]:
    """Every day on which a count in a home may change; the days between are like the one before.

    With sessions about, a day is like the same weekday before it, so each change is followed for a week.
    """
    times = list(newcomers)
    anyway, with_sessions = changes_anyway(context, household_id)
    changes = anyway.union(day for time in times for day in time.boundaries)
    if with_sessions or any(time.sessions is not None for time in times):
        changes = frozenset(day + timedelta(days=n) for day in changes for n in range(DAYS_IN_A_WEEK))
    return sorted(day for day in changes if day >= context.on)


def changes_anyway(context: Context, household_id: str) -> tuple[frozenset[date], bool]:
    """The days on which a count in a home may change whoever comes, and whether sessions are a reason.

    With sessions, each day of the week that follows a change may differ from the day before.
    """
    key = ("days anyway", household_id)
    if key not in context.memory:
        there = context.presences(household_id)
        times = [When(stays=() if p.stay is None else (p.stay,), sessions=p.sessions) for p in there]
        times += [When(stays=p.away) for p in there if p.away]
        changes = {context.on, *_law_changes(context)}
        changes |= {day for time in times for day in time.boundaries}
        changes.update(_changes_of_the_home(context, household_id))
        context.memory[key] = frozenset(changes), any(p.sessions is not None for p in there)
    found: tuple[frozenset[date], bool] = context.memory[key]
    return found


@frozen(kw_only=True)
class Stretch:
    """Days of a home on which all counts are alike; with sessions about, those of one weekday only.

    `day` is the first of them.
    """

    day: date
    period: Period
    weekday: int | None


def stretches_of(context: Context, household_id: str) -> Iterator[Stretch]:
    """Every stretch of days from the day asked about on, the last one open-ended."""
    changes, weekly = changes_anyway(context, household_id)
    for period in stretches(context.on, changes):
        for ahead in range(DAYS_IN_A_WEEK) if weekly else (0,):
            day = period.first + timedelta(days=ahead)
            if day in period:
                yield Stretch(day=day, period=period, weekday=day.weekday() if weekly else None)


def _changes_of_the_home(context: Context, household_id: str) -> Iterator[date]:
    """When its approvals, its rooms and its carers change."""
    for approval in context.scheme.approvals_of(household_id):
        yield from begins_and_ends(approval.approved_from, approval.approved_until)
        for period in approval.suspended:
            yield from begins_and_ends(period.first, period.last)
    for bedroom in context.scheme.household(household_id).bedrooms or ():
        for period in bedroom.closed:
            yield from begins_and_ends(period.first, period.last)
    for carer in context.scheme.carers_in(household_id):
        yield from (day for day in (carer.carer_since, carer.left_on) if day is not None)


def _law_changes(context: Context) -> set[date]:
    """The first days of values of law; what ends with nothing in its place only makes more room."""
    mine = [entry for entry in law.register() if context.scheme.nation in entry.nations]
    return {entry.first_day for entry in mine if entry.first_day is not None}

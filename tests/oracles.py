"""Judges that know no solver and no row: people counted by hand, night by night, and every choice tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, permutations

from sharedlives.dates import days_between
from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import Level
from sharedlives.domain.words import Kind, Nation
from sharedlives.matching.levels import worth
from sharedlives.matching.newcomers import between_newcomers
from sharedlives.matching.options import Option, Part, Possibilities
from sharedlives.matching.sides import Context

LAST = timedelta(days=75)
"""Beyond every date that `small_matching_schemes` draws, and a week more for sessions."""


def best_vector(context: Context, possible: Possibilities) -> tuple[int, ...]:
    """The best that any choice of options reaches, level by level."""
    return max(_vector(context, choice) for choice in every_sound_choice(context, possible))


def every_sound_choice(context: Context, possible: Possibilities) -> Iterator[tuple[Option, ...]]:
    """Every way of choosing options that breaks nothing."""
    requests = sorted({request for option in possible.options for request in option.requests})
    for choice in _choices(context, possible.options, requests, ()):
        if keeps_all_or_none(possible, choice):
            yield choice


def _choices(
    context: Context, options: Sequence[Option], left: Sequence[str], chosen: tuple[Option, ...]
) -> Iterator[tuple[Option, ...]]:
    """Choices grow by one request at a time; what is broken already is not mended by adding to it."""
    if not left:
        yield chosen
        return
    first, *others = left
    yield from _choices(context, options, others, chosen)
    for option in options:
        if option.requests[0] != first or any(set(option.requests) & set(one.requests) for one in chosen):
            continue
        if is_sound(context, (*chosen, option)):
            yield from _choices(context, options, others, (*chosen, option))


def _vector(context: Context, choice: Sequence[Option]) -> tuple[int, ...]:
    levels: tuple[Level, ...] = context.policy.levels
    return tuple(sum(worth(context, option, level) for option in choice) for level in levels)


def keeps_all_or_none(possible: Possibilities, choice: Sequence[Option]) -> bool:
    """Whether of people who go together in different homes all are chosen or none."""
    met = {request for option in choice for request in option.requests}
    return all(len(met & set(group)) in (0, len(group)) for group in possible.across)


def is_sound(context: Context, choice: Sequence[Option]) -> bool:
    """Whether every home holds what is chosen for it, and nobody chosen is where they must not be."""
    homes = {option.household_id for option in choice}
    return (
        all(home_holds(context, home, [o for o in choice if o.household_id == home]) for home in homes)
        and _nobody_is_twice(choice)
        and _newcomers_suit(context, choice)
    )


def home_holds(context: Context, home: str, options: Sequence[Option]) -> bool:
    """Count the people and the rooms of one home on every single day."""
    last = context.on + LAST
    return all(
        _day_holds(context, home, options, day) for day in days_between(context.on, last)
    ) and _rooms_hold(context, home, options)


def _day_holds(context: Context, home: str, options: Sequence[Option], day: date) -> bool:
    scheme = context.scheme
    terms = scheme.approval_of(home, day).terms
    residents = context.presences(home)
    there = {(p.person_id, p.kind) for p in residents if p.is_there(day)}
    coming = {
        (part.pair.person_id, part.kind)
        for option in options
        for part in option.parts
        if part.pair.when.is_there(day)
    }
    if not coming:
        return True
    people, others = {person for person, _ in there}, {person for person, _ in coming}
    limits = [(terms.total, people, others), (scheme.local_limit, people, others)]
    if scheme.nation is Nation.WALES:
        limits.append((3, people, others))
    limits += [(terms.number(kind) or None, _of(kind, there), _of(kind, coming)) for kind in Kind]
    if any(most is not None and new - old and len(old | new) > most for most, old, new in limits):
        return False
    return _bedrooms_hold(context, home, options, day)


def _of(kind: Kind, some: set[tuple[str, Kind]]) -> set[str]:
    return {person for person, each in some if each is kind}


def _bedrooms_hold(context: Context, home: str, options: Sequence[Option], night: date) -> bool:
    """Whoever sleeps in a room nobody named, each newcomer has a room that suits them."""
    needs = [
        newcomer.need
        for option in options
        for newcomer in option.newcomers
        if newcomer.need is not None and newcomer.presence.holds_a_room(night)
    ]
    if not needs:
        return True
    holders = [p for p in context.presences(home) if p.holds_a_room(night)]
    named = {p.bedroom_id for p in holders if p.bedroom_id is not None}
    unnamed = sum(p.bedroom_id is None for p in holders)
    free = [room for room in context.scheme.household(home).bedrooms if room.id not in named]
    if len(free) < unnamed + len(needs):
        return False
    return all(
        _can_all_be_given([room for room in free if room not in taken], needs)
        for taken in combinations(free, unnamed)
    )


def _can_all_be_given(rooms: Sequence[object], needs: Sequence[frozenset[str]]) -> bool:
    return any(
        all(_has_all(room, need) for room, need in zip(order, needs, strict=True))
        for order in permutations(rooms, len(needs))
    )


_FACTS = {
    "double": "is_double",
    "step-free": "is_step_free",
    "ground floor": "is_ground_floor",
    "near a bathroom": "is_near_bathroom",
    "room for a hoist": "takes_hoist",
}


def _has_all(room: object, need: frozenset[str]) -> bool:
    return all(getattr(room, _FACTS[what]) is True for what in need)


def _rooms_hold(context: Context, home: str, options: Sequence[Option]) -> bool:
    """Each newcomer keeps one room, like the one of their option, for all their nights."""
    sleepers = [p for o in options for p in o.parts if p.room is not None and p.newcomers[0].need is not None]
    rooms = {room.id: room for room in context.scheme.household(home).bedrooms}
    return _give(context, home, rooms, sleepers, {})


def _give(context: Context, home: str, rooms: dict, sleepers: Sequence[Part], given: dict) -> bool:
    if not sleepers:
        return True
    first, *others = sleepers
    for identity, room in rooms.items():
        if not _alike(context, home, rooms[first.room], room):
            continue
        beside = given.get(identity, [])
        if any(_share_a_night(first, other) for other in beside):
            continue
        if _give(context, home, rooms, others, {**given, identity: [*beside, first]}):
            return True
    return False


def _alike(context: Context, home: str, one: object, other: object) -> bool:
    names = list(_FACTS.values())
    same = [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
    return same and _nights_let(context, home, one) == _nights_let(context, home, other)


def _nights_let(context: Context, home: str, room: object) -> frozenset[date]:
    return frozenset(
        night
        for night in days_between(context.on, context.on + LAST)
        for presence in context.presences(home)
        if presence.bedroom_id == room.id and presence.holds_a_room(night)
    )


def _share_a_night(one: Part, other: Part) -> bool:
    first = min(one.pair.when.first, other.pair.when.first)
    return any(
        one.pair.when.is_there(day) and other.pair.when.is_there(day)
        for day in days_between(first, first + LAST)
    )


def _nobody_is_twice(choice: Sequence[Option]) -> bool:
    parts = [part for option in choice for part in option.parts]
    for one, other in combinations(parts, 2):
        if one.pair.person_id != other.pair.person_id or not _share_a_night(one, other):
            continue
        both_away = one.kind is other.kind or {one.kind, other.kind} <= {Kind.SHORT_BREAK, Kind.INTERMEDIATE}
        if both_away or one.pair.household_id == other.pair.household_id:
            return False
    return True


def _newcomers_suit(context: Context, choice: Sequence[Option]) -> bool:
    for one, other in combinations(choice, 2):
        if one.household_id != other.household_id:
            continue
        for mine in one.parts:
            for theirs in other.parts:
                if mine.pair.person_id == theirs.pair.person_id or not _share_a_night(mine, theirs):
                    continue
                answer = between_newcomers(context, mine, theirs).answer
                if answer in (Answer.BROKEN, Answer.NOT_KNOWN):
                    return False
    return True

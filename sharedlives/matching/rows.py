"""What a plan must keep to, as plain rows of whole numbers over the options: no solver here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from sharedlives.matching.limits import days_that_matter, limits_on
from sharedlives.matching.newcomers import Conflict
from sharedlives.matching.options import Option
from sharedlives.matching.rooms import room_kinds
from sharedlives.matching.sides import Context
from sharedlives.matching.when import When

Weights = tuple[tuple[int, int], ...]
"""Places in the list of options, each with its weight, in order."""


@frozen(kw_only=True)
class Row:
    """The sum of weights of the options chosen is at most `most`, or exactly that where `exactly`."""

    weights: Weights
    most: int
    exactly: bool = False
    why: str


def rows_of(
    context: Context,
    options: Sequence[Option],
    across: Iterable[tuple[str, ...]],
    at_odds: Iterable[Conflict],
) -> tuple[Row, ...]:
    """Every row that a plan over these options keeps to, each once, none that cannot bind."""
    rows = (
        *_one_option_each(options),
        *_all_or_none(options, across),
        *_limits(context, options),
        *_bedrooms(context, options),
        *_conflicts(at_odds),
    )
    kept: dict[tuple[Weights, bool], Row] = {}
    for row in rows:
        key = (row.weights, row.exactly)
        if row.weights and (key not in kept or row.most < kept[key].most):
            kept[key] = row
    return tuple(row for row in kept.values() if row.exactly or _can_bind(row))


def _can_bind(row: Row) -> bool:
    return sum(weight for _, weight in row.weights if weight > 0) > row.most


def _by_request(options: Sequence[Option]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, option in enumerate(options):
        for request_id in option.requests:
            found.setdefault(request_id, []).append(index)
    return found


def _one_option_each(options: Sequence[Option]) -> Iterator[Row]:
    for request_id, indexes in _by_request(options).items():
        yield Row(weights=tuple((i, 1) for i in indexes), most=1, why=f"one option for {request_id}")


def _all_or_none(options: Sequence[Option], across: Iterable[tuple[str, ...]]) -> Iterator[Row]:
    """The first of those who go together is met exactly as often as each of the others."""
    by_request = _by_request(options)
    for first, *others in across:
        for other in others:
            weights: dict[int, int] = {}
            for index in by_request.get(first, ()):
                weights[index] = weights.get(index, 0) + 1
            for index in by_request.get(other, ()):
                weights[index] = weights.get(index, 0) - 1
            some = tuple(sorted((i, w) for i, w in weights.items() if w))
            yield Row(weights=some, most=0, exactly=True, why=f"{first} and {other} go together")


def _by_household(options: Sequence[Option]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, option in enumerate(options):
        found.setdefault(option.household_id, []).append(index)
    return found


def _limits(context: Context, options: Sequence[Option]) -> Iterator[Row]:
    """Each limit in each home on each day on which a count may change."""
    for household_id, indexes in _by_household(options).items():
        times = [part.pair.when for index in indexes for part in options[index].parts]
        needs = {n.need for index in indexes for n in options[index].newcomers if n.need is not None}
        for day in days_that_matter(context, household_id, times):
            for limit in limits_on(context, household_id, day, needs):
                if not limit.blocks:
                    continue
                there = limit.count(())
                weights = ((index, limit.count(options[index].newcomers) - there) for index in indexes)
                some = tuple((index, weight) for index, weight in weights if weight > 0)
                yield Row(weights=some, most=max(limit.most - there, 0), why=f"{household_id}: {limit.says}")


def _bedrooms(context: Context, options: Sequence[Option]) -> Iterator[Row]:
    """Interchangeable bedrooms hold as many guests at once as there are of them."""
    kinds: dict[tuple[str, str], dict[int, int]] = {}
    for index, option in enumerate(options):
        for part in option.parts:
            if part.room is not None and any(n.need is not None for n in part.newcomers):
                rooms = kinds.setdefault((option.household_id, part.room), {})
                rooms[index] = rooms.get(index, 0) + 1
    for (household_id, room), taken in kinds.items():
        number = _number_of_rooms(context, household_id, room)
        times = {index: _nights(options[index], room) for index in taken}
        for night in sorted({stay.arrives for when in times.values() for w in when for stay in w.stays}):
            weights = ((index, sum(when.is_there(night) for when in whens)) for index, whens in times.items())
            some = tuple((index, weight) for index, weight in weights if weight)
            yield Row(weights=some, most=number, why=f"{household_id}: bedrooms like {room}")


def _number_of_rooms(context: Context, household_id: str, room: str) -> int:
    kinds = room_kinds(context.scheme.household(household_id), context.presences(household_id))
    return next(len(kind.bedrooms) for kind in kinds if kind.key == room)


def _nights(option: Option, room: str) -> list[When]:
    return [
        part.pair.when
        for part in option.parts
        if part.room == room and any(n.need is not None for n in part.newcomers)
    ]


def _conflicts(at_odds: Iterable[Conflict]) -> Iterator[Row]:
    for conflict in at_odds:
        weights = ((conflict.first, 1), (conflict.second, 1))
        yield Row(weights=weights, most=1, why=conflict.judgement.sentence)


def components(options: Sequence[Option], rows: Sequence[Row]) -> tuple[tuple[int, ...], ...]:
    """Options that no row ties together fall apart; each component in order, the largest not first."""
    parent = list(range(len(options)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in rows:
        first, *others = [index for index, _ in row.weights]
        for other in others:
            parent[root(other)] = root(first)
    groups: dict[int, list[int]] = {}
    for index in range(len(options)):
        groups.setdefault(root(index), []).append(index)
    return tuple(tuple(group) for group in groups.values())

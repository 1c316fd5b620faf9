"""What a plan must keep to, as plain rows of whole numbers over the options: no solver here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product

from sharedlives.matching.limits import Limit, Newcomer, days_that_matter, limits_on
from sharedlives.matching.newcomers import Conflict
from sharedlives.matching.options import Option
from sharedlives.matching.rooms import kinds_of_rooms
from sharedlives.matching.sides import Context
from sharedlives.matching.when import When
from sharedlives.program.rows import Row, Weights, undominated


def rows_of(
    context: Context,
    options: Sequence[Option],
    across: Iterable[tuple[str, ...]],
    at_odds: Iterable[Conflict],
) -> tuple[Row, ...]:
    """Every row that a plan over these options keeps to, each once, none that another already says."""
    rows = (
        *_one_option_each(options),
        *_all_or_none(options, across),
        *_limits(context, options),
        *_bedrooms(context, options),
        *_conflicts(options, at_odds),
    )
    kept: dict[tuple[Weights, bool], Row] = {}
    for row in rows:
        key = (row.weights, row.exactly)
        if row.weights and (key not in kept or row.most < kept[key].most):
            kept[key] = row
    exact = [row for row in kept.values() if row.exactly]
    return (*exact, *undominated([r for r in kept.values() if not r.exactly and _can_bind(r, options)]))


def _can_bind(row: Row, options: Sequence[Option]) -> bool:
    """Whether a choice of one option for each request could go beyond it."""
    heaviest: dict[str, int] = {}
    for index, weight in row.weights:
        request_id = options[index].requests[0]
        heaviest[request_id] = max(heaviest.get(request_id, 0), weight)
    one_each = row.most == 1 and len(heaviest) == 1 and len(row.weights) > 1
    return one_each or sum(heaviest.values()) > row.most


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
        times = {index: [part.pair.when for part in options[index].parts] for index in indexes}
        needs = {n.need for index in indexes for n in options[index].newcomers if n.need is not None}
        for day in days_that_matter(context, household_id, chain.from_iterable(times.values())):
            there = [index for index in indexes if any(when.is_there(day) for when in times[index])]
            for limit in limits_on(context, household_id, day, needs) if there else ():
                if limit.blocks:
                    yield from _rows_of_limit(limit, household_id, {i: options[i].newcomers for i in there})


def _rows_of_limit(
    limit: Limit, household_id: str, newcomers: Mapping[int, Sequence[Newcomer]]
) -> Iterator[Row]:
    """Whoever counts once with others is counted by one request of theirs: a row for each choice of which."""
    already = limit.count(())
    requests: dict[str, set[str]] = {}
    for newcomer in chain.from_iterable(newcomers.values()):
        if newcomer.presence.person_id in limit.once:
            circle = limit.once[newcomer.presence.person_id]
            requests.setdefault(circle, set()).add(newcomer.presence.because)
    for chosen in product(*(sorted(requests[circle]) for circle in sorted(requests))):
        left_out = set().union(*requests.values()).difference(chosen)
        counted = {
            index: limit.count([n for n in some if n.presence.because not in left_out]) - already
            for index, some in newcomers.items()
        }
        weights = tuple((index, number) for index, number in counted.items() if number > 0)
        why = f"household {household_id}: {limit.says}"
        yield Row(weights=weights, most=max(limit.most - already, 0), why=why)


def _bedrooms(context: Context, options: Sequence[Option]) -> Iterator[Row]:
    """Interchangeable bedrooms hold as many guests at once as there are of them."""
    kinds: dict[tuple[str, str], dict[int, list[When]]] = {}
    for index, option in enumerate(options):
        for part in option.parts:
            if part.room is not None and part.takes_a_room:
                times = kinds.setdefault((option.household_id, part.room), {})
                times.setdefault(index, []).append(part.pair.when)
    for (household_id, room), times in kinds.items():
        number = _number_of_rooms(context, household_id, room)
        arrivals = {stay.arrives for whens in times.values() for when in whens for stay in when.stays}
        for night in sorted(arrivals):
            weights = ((index, sum(when.is_there(night) for when in whens)) for index, whens in times.items())
            some = tuple((index, weight) for index, weight in weights if weight)
            why = f"household {household_id}: {number} {'bedroom' if number == 1 else 'bedrooms'} like {room}"
            yield Row(weights=some, most=number, why=why)


def _number_of_rooms(context: Context, household_id: str, room: str) -> int:
    kinds = kinds_of_rooms(context, household_id)
    return next(len(kind.bedrooms) for kind in kinds if kind.key == room)


def _conflicts(options: Sequence[Option], at_odds: Iterable[Conflict]) -> Iterator[Row]:
    """Options at odds for one reason, in sets of which at most one can be: cliques rather than pairs."""
    reasons: dict[str, list[tuple[int, int]]] = {}
    for conflict in at_odds:
        reasons.setdefault(conflict.judgement.sentence, []).append((conflict.first, conflict.second))
    for sentence, pairs in reasons.items():
        for clique in _cliques(options, pairs):
            who = sorted({request_id for index in clique for request_id in options[index].requests})
            weights = tuple((index, 1) for index in sorted(clique))
            yield Row(weights=weights, most=1, why=f"{' and '.join(who)}: {sentence}")


def _cliques(options: Sequence[Option], pairs: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Cliques that cover all pairs, each grown from a pair by whatever excludes all that are in it.

    Options that meet one request exclude each other as well.
    """
    beside: dict[int, set[int]] = {}
    for first, second in pairs:
        beside.setdefault(first, set()).add(second)
        beside.setdefault(second, set()).add(first)
    for indexes in _by_request(options).values():
        some = [index for index in indexes if index in beside]
        for index in some:
            beside[index].update(other for other in some if other != index)
    covered: set[tuple[int, int]] = set()
    for first, second in pairs:
        if (first, second) in covered:
            continue
        clique = [first, second]
        for other in sorted(beside[first] & beside[second]):
            if beside[other].issuperset(clique):
                clique.append(other)
        covered.update((one, other) for one in clique for other in clique)
        yield clique

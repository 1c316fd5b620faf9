"""Newcomers to one home at once, and one person in two places: what no plan proposes together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from attrs import frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.household import Household
from sharedlives.domain.integrity import LIVES_THERE
from sharedlives.domain.words import Kind
from sharedlives.matching.criteria.wishes import about_who_comes, one_at_a_time, towards, worst
from sharedlives.matching.judging import NOT_APPLICABLE, Judgement, broken
from sharedlives.matching.options import Option, Part
from sharedlives.matching.sides import Asking, Context
from sharedlives.matching.when import When, shares_a_day
from sharedlives.program.cliques import grown

TWICE = broken("one person in two places at once")

Place = tuple[int, int]
"""A part of an option: the option's number, and the part's in it."""


@frozen(kw_only=True)
class AtOdds:
    """Parts of options of which no two of different requests may be on one day, and why.

    `always` says that any two of different requests do share a day, whenever they begin.
    """

    parts: tuple[Place, ...]
    always: bool = False
    requests: tuple[str, ...]
    judgement: Judgement


@frozen(kw_only=True, eq=False)
class _Node:
    """One request in one home, at all times at which the same is to be said of it."""

    asking: Asking
    key: Hashable
    parts: list[Place]
    times: dict[When, None]
    has_a_say: bool
    fellows: frozenset[str]
    """The requests that come along with this one."""


def at_odds(context: Context, options: Sequence[Option]) -> tuple[AtOdds, ...]:
    """Everything that cannot be proposed together, room under the limits apart."""
    return (*_in_one_home(context, options), *_of_one_person(options))


def _in_one_home(context: Context, options: Sequence[Option]) -> Iterator[AtOdds]:
    homes: dict[str, list[int]] = {}
    for number, option in enumerate(options):
        homes.setdefault(option.household_id, []).append(number)
    for household_id, numbers in homes.items():
        nodes = _nodes(context, options, numbers)
        household = context.scheme.household(household_id)
        edges: dict[tuple[Judgement, bool], list[tuple[int, int]]] = {}
        for (first, second), judgement in _judged_pairs(context, household, nodes):
            always = _always_meet(nodes[first], nodes[second])
            edges.setdefault((judgement, always), []).append((first, second))
        for (judgement, always), pairs in edges.items():
            for _, clique in grown(pairs, [()] * len(nodes)):
                yield _of_nodes([nodes[number] for number in clique], judgement, always=always)


def _nodes(context: Context, options: Sequence[Option], numbers: Iterable[int]) -> list[_Node]:
    nodes: dict[Hashable, _Node] = {}
    for number in numbers:
        for place, part in enumerate(options[number].parts):
            asking = context.asking_again(part.pair.request_id, part.pair.when)
            if not asking.enters_the_home:
                continue
            key = (asking.request.id, asking.age, asking.apart)
            if key not in nodes:
                nodes[key] = _Node(
                    asking=asking,
                    key=key,
                    parts=[],
                    times={},
                    has_a_say=_has_a_say(asking),
                    fellows=frozenset(options[number].requests),
                )
            nodes[key].parts.append((number, place))
            nodes[key].times[asking.when] = None
    return list(nodes.values())


def _has_a_say(asking: Asking) -> bool:
    """Whether anything that is known of somebody may rule out another who comes."""
    person = asking.person
    plans = any(plan.not_with_children or plan.not_with_animals for plan in person.to_plan_for)
    return plans or bool(asking.apart) or any(w.is_hard and about_who_comes(w) for w in person.wishes)


def _judged_pairs(
    context: Context, household: Household, nodes: Sequence[_Node]
) -> Iterator[tuple[tuple[int, int], Judgement]]:
    """Every two newcomers of whom it is not certain that they suit, by their numbers."""
    everybody = any(
        one_at_a_time(household, node.asking, node.asking) is not NOT_APPLICABLE for node in nodes[:1]
    )
    for (first, one), (second, other) in combinations(enumerate(nodes), 2):
        if one.fellows & other.fellows or one.asking.person.id == other.asking.person.id:
            continue
        if one.has_a_say or other.has_a_say:
            judgement = _between(context, one, other)
            if judgement.answer in (Answer.BROKEN, Answer.NOT_KNOWN) and _may_meet(one, other):
                yield (first, second), judgement
                continue
        if everybody and _may_meet(one, other):
            yield (first, second), one_at_a_time(household, one.asking, other.asking)


def _may_meet(one: _Node, other: _Node) -> bool:
    return any(shares_a_day(mine, theirs) for mine in one.times for theirs in other.times)


def _always_meet(one: _Node, other: _Node) -> bool:
    return all(shares_a_day(mine, theirs) for mine in one.times for theirs in other.times)


def _between(context: Context, one: _Node, other: _Node) -> Judgement:
    """What two say of each other, wherever that is; worked out once."""
    key = ("between", one.key, other.key)
    if key not in context.memory:
        context.memory[key] = _of_each_other(context, one.asking, other.asking)
    judgement: Judgement = context.memory[key]
    return judgement


def _of_each_other(context: Context, one: Asking, other: Asking) -> Judgement:
    if other.person.id in one.apart or one.person.id in other.apart:
        return broken("the two are to be kept apart")
    return worst((towards(one.person, other, context), towards(other.person, one, context)))


def between_newcomers(context: Context, mine: Part, theirs: Part) -> Judgement:
    """What two people who may come to one home say of each other: kept apart, or a must about who is in it.

    Where it is not known whether they suit, they are not proposed together, and it becomes a question.
    """
    one = context.asking_again(mine.pair.request_id, mine.pair.when)
    other = context.asking_again(theirs.pair.request_id, theirs.pair.when)
    if Kind.OUTREACH in (one.request.kind, other.request.kind):
        return NOT_APPLICABLE
    household = context.scheme.household(mine.pair.household_id)
    return worst((_of_each_other(context, one, other), one_at_a_time(household, one, other)))


def _of_nodes(nodes: Sequence[_Node], judgement: Judgement, *, always: bool) -> AtOdds:
    return AtOdds(
        parts=tuple(sorted(part for node in nodes for part in node.parts)),
        requests=tuple(sorted({request for node in nodes for request in node.fellows})),
        judgement=judgement,
        always=always,
    )


def _of_one_person(options: Sequence[Option]) -> Iterator[AtOdds]:
    """Nobody sleeps in two places on one night, save that a break is taken from a home."""
    of: dict[str, list[tuple[Place, Part]]] = {}
    for number, option in enumerate(options):
        for place, part in enumerate(option.parts):
            of.setdefault(part.pair.person_id, []).append(((number, place), part))
    for some in of.values():
        by_role: dict[str, list[tuple[Place, Part]]] = {}
        by_home: dict[str, list[tuple[Place, Part]]] = {}
        for each in some:
            by_role.setdefault(_role(each[1].kind), []).append(each)
            by_home.setdefault(each[1].pair.household_id, []).append(each)
        yield from _of_several_requests(by_role.values())
        several = [theirs for theirs in by_home.values() if len({_role(part.kind) for _, part in theirs}) > 1]
        yield from _of_several_requests(several)


def _of_several_requests(groups: Iterable[Sequence[tuple[Place, Part]]]) -> Iterator[AtOdds]:
    for group in groups:
        requests = {part.pair.request_id for _, part in group}
        if len(requests) > 1:
            parts = tuple(place for place, _ in group)
            yield AtOdds(parts=parts, requests=tuple(sorted(requests)), judgement=TWICE)


def cannot_both(mine: Part, theirs: Part) -> bool:
    """Two homes, two stays away, two days; or two of anything with one household."""
    if mine.pair.household_id == theirs.pair.household_id:
        return True
    return _role(mine.kind) == _role(theirs.kind)


def _role(kind: Kind) -> str:
    if not kind.is_overnight:
        return "day"
    return "home" if kind in LIVES_THERE else "away"

"""Whether two newcomers may be proposed for one home, and one person for two places at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from attrs import frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.integrity import LIVES_THERE
from sharedlives.domain.words import Kind
from sharedlives.matching.criteria.wishes import one_at_a_time, towards, worst
from sharedlives.matching.judging import NOT_APPLICABLE, Judgement, broken
from sharedlives.matching.options import Option, Part
from sharedlives.matching.sides import Context
from sharedlives.matching.when import shares_a_day


@frozen(kw_only=True)
class Conflict:
    """Two options that cannot both be: why, by their places in the list of options."""

    first: int
    second: int
    judgement: Judgement


def conflicts(context: Context, options: Sequence[Option]) -> tuple[Conflict, ...]:
    """Every two options of different requests that cannot both be, room under the limits apart."""
    return tuple(_in_one_home(context, options)) + tuple(_of_one_person(options))


def _in_one_home(context: Context, options: Sequence[Option]) -> Iterator[Conflict]:
    homes: dict[str, list[int]] = {}
    for index, option in enumerate(options):
        homes.setdefault(option.household_id, []).append(index)
    between: dict[tuple[str, date, str, date], Judgement] = {}
    for indexes in homes.values():
        for first, second in combinations(indexes, 2):
            judgement = _worst_between(context, options[first], options[second], between)
            if judgement is not None:
                yield Conflict(first=first, second=second, judgement=judgement)


def _worst_between(
    context: Context, one: Option, other: Option, between: dict[tuple[str, date, str, date], Judgement]
) -> Judgement | None:
    if set(one.requests) & set(other.requests):
        return None
    found = []
    for mine in one.parts:
        for theirs in other.parts:
            pair = (
                mine.pair.request_id,
                mine.pair.when.first,
                theirs.pair.request_id,
                theirs.pair.when.first,
            )
            if mine.pair.person_id == theirs.pair.person_id or not shares_a_day(
                mine.pair.when, theirs.pair.when
            ):
                continue
            if pair not in between:
                between[pair] = between_newcomers(context, mine, theirs)
            found.append(between[pair])
    judgement = worst(found)
    return judgement if judgement.answer in (Answer.BROKEN, Answer.NOT_KNOWN) else None


def between_newcomers(context: Context, mine: Part, theirs: Part) -> Judgement:
    """What two people who may come to one home say of each other: kept apart, or a must about who is in it.

    Where it is not known whether they suit, they are not proposed together, and it becomes a question.
    """
    one = context.asking_again(mine.pair.request_id, mine.pair.when)
    other = context.asking_again(theirs.pair.request_id, theirs.pair.when)
    if Kind.OUTREACH in (one.request.kind, other.request.kind):
        return NOT_APPLICABLE
    if other.person.id in one.apart or one.person.id in other.apart:
        return broken("the two are to be kept apart")
    household = context.scheme.household(mine.pair.household_id)
    return worst(
        (
            towards(one.person, other, context),
            towards(other.person, one, context),
            one_at_a_time(household, one, other),
        )
    )


def _of_one_person(options: Sequence[Option]) -> Iterator[Conflict]:
    """Nobody sleeps in two places on one night, save that a break is taken from a home."""
    of: dict[str, list[tuple[int, Part]]] = {}
    for index, option in enumerate(options):
        for part in option.parts:
            of.setdefault(part.pair.person_id, []).append((index, part))
    for some in of.values():
        for (first, mine), (second, theirs) in combinations(some, 2):
            if mine.pair.request_id == theirs.pair.request_id or first == second:
                continue
            if shares_a_day(mine.pair.when, theirs.pair.when) and cannot_both(mine, theirs):
                yield Conflict(
                    first=first, second=second, judgement=broken("one person in two places at once")
                )


def cannot_both(mine: Part, theirs: Part) -> bool:
    """Two homes, two stays away, two days; or two of anything with one household."""
    if mine.pair.household_id == theirs.pair.household_id:
        return True
    return _role(mine.kind) == _role(theirs.kind)


def _role(kind: Kind) -> str:
    if not kind.is_overnight:
        return "day"
    return "home" if kind in LIVES_THERE else "away"

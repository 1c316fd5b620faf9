"""What a plan is to be found for, posed in plain choices and rules: from here on nobody knows of carers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, count, product

from attrs import frozen

from sharedlives.dates import ONE_DAY, Stay
from sharedlives.matching.levels import worth
from sharedlives.matching.limits import Limit, Newcomer, days_that_matter, limits_on
from sharedlives.matching.newcomers import Conflict
from sharedlives.matching.options import Option
from sharedlives.matching.rooms import kinds_of_rooms
from sharedlives.matching.sides import Context
from sharedlives.program import AllOrNone, AtMostOne, AtOnce, Choice, Program, Take
from sharedlives.program.rules import Rule


@frozen(kw_only=True)
class _Place:
    """Something of which so much is there at once, and what options take of it, by their numbers."""

    rules: tuple[AtOnce, ...]
    takes: Mapping[int, tuple[Take, ...]]


def program_of(
    context: Context,
    options: Sequence[Option],
    across: Iterable[tuple[str, ...]],
    at_odds: Iterable[Conflict],
    also: Iterable[Rule] = (),
) -> Program:
    """The program of which a plan over these options is the best choice.

    Parameters
    ----------
    context, options
        What there is to choose from, sorted.
    across
        Requests that go together across homes: all or none.
    at_odds
        Options that cannot both be.
    also
        Further rules, over the names that `choice_id` gives.
    """
    places = (*_limits(context, options), *_bedrooms(context, options))
    takes: dict[int, list[Take]] = {}
    for place in places:
        for number, some in place.takes.items():
            takes.setdefault(number, []).extend(some)
    choices = (
        Choice(
            choice_id(number),
            meets=option.requests,
            takes=takes.get(number, ()),
            scores={level: worth(context, option, level) for level in context.policy.levels},
        )
        for number, option in enumerate(options)
    )
    rules = (
        *(rule for place in places for rule in place.rules),
        *(AllOrNone(group) for group in across),
        *(_at_odds(options, conflict) for conflict in at_odds),
        *also,
    )
    return Program(context.policy.levels, choices, rules)


def choice_id(number: int) -> str:
    """What the option of that number is called; names are in the order of the list."""
    return f"option {number:09d}"


def number_of(name: str) -> int:
    """The number of the option that is called so."""
    return int(name.removeprefix("option "))


def _at_odds(options: Sequence[Option], conflict: Conflict) -> AtMostOne:
    both = (conflict.first, conflict.second)
    who = sorted({request_id for number in both for request_id in options[number].requests})
    says = f"{' and '.join(who)}: {conflict.judgement.sentence}"
    return AtMostOne(tuple(choice_id(number) for number in both), says=says)


# Limits

Counts = dict[int, int]
"""How many each option counts, by its number."""

Run = tuple[int, int, int]
"""The first and the last of some days that matter, by their places, and what is the same on all of them."""

Taken = tuple[tuple[int, tuple[Run, ...]], ...]
"""By option, how many it counts on which days."""


def _limits(context: Context, options: Sequence[Option]) -> Iterator[_Place]:
    homes: dict[str, list[int]] = {}
    for number, option in enumerate(options):
        homes.setdefault(option.household_id, []).append(number)
    names = count()
    for household_id, mine in homes.items():
        days, limits = _limits_of_home(context, household_id, {number: options[number] for number in mine})
        alike: dict[Taken, list[tuple[str, tuple[Run, ...]]]] = {}
        for says, daily in limits:
            rooms = _runs((day, room) for day, room, _ in daily)
            alike.setdefault(_taken(daily), []).append((f"household {household_id}: {says}", rooms))
        for taken, some in alike.items():
            yield _place_of_limits(f"limit {next(names)}", days, taken, some)


def _limits_of_home(
    context: Context, household_id: str, options: Mapping[int, Option]
) -> tuple[list[date], list[tuple[str, list[tuple[int, int, Counts]]]]]:
    """The days that matter, and of each limit that may bind how many more it holds on each, and who counts.

    A limit holds from each day on which a count may change to the day before the next. With sessions about,
    a day is like the same weekday before it, and not like the one before: to say again on the days between
    what holds on one that matters says nothing new.
    """
    times = {number: [part.pair.when for part in option.parts] for number, option in options.items()}
    needs = {n.need for option in options.values() for n in option.newcomers if n.need is not None}
    days = days_that_matter(context, household_id, chain.from_iterable(times.values()))
    found: dict[tuple[str, int], list[tuple[int, int, Counts]]] = {}
    for place, day in enumerate(days):
        there = {n: options[n].newcomers for n in options if any(when.is_there(day) for when in times[n])}
        said: Counter[str] = Counter()
        for limit in limits_on(context, household_id, day, needs) if there else ():
            for room, counts in _counted(limit, there) if limit.blocks else ():
                # Two limits may say the same, such as the law's for each of two carers.
                found.setdefault((limit.says, said[limit.says]), []).append((place, room, counts))
                said[limit.says] += 1
    return days, [
        (says, daily)
        for (says, _), daily in found.items()
        if any(_can_bind(options, room, counts) for _, room, counts in daily)
    ]


def _counted(limit: Limit, there: Mapping[int, Sequence[Newcomer]]) -> Iterator[tuple[int, Counts]]:
    """How many more there may be, and how many each option counts, where that is any.

    Whoever counts once with others is counted by one request of theirs: once for each choice of which.
    """
    already = limit.count(())
    requests: dict[str, set[str]] = {}
    for newcomer in chain.from_iterable(there.values()):
        if newcomer.presence.person_id in limit.once:
            circle = limit.once[newcomer.presence.person_id]
            requests.setdefault(circle, set()).add(newcomer.presence.because)
    for chosen in product(*(sorted(requests[circle]) for circle in sorted(requests))):
        left_out = set().union(*requests.values()).difference(chosen)
        counts = {
            number: limit.count([n for n in some if n.presence.because not in left_out]) - already
            for number, some in there.items()
        }
        yield max(limit.most - already, 0), {number: more for number, more in counts.items() if more > 0}


def _can_bind(options: Mapping[int, Option], room: int, counts: Counts) -> bool:
    """Whether a choice of one option for each request could go beyond it."""
    heaviest: dict[str, int] = {}
    for number, more in counts.items():
        request_id = options[number].requests[0]
        heaviest[request_id] = max(heaviest.get(request_id, 0), more)
    return sum(heaviest.values()) > room


def _taken(daily: Iterable[tuple[int, int, Counts]]) -> Taken:
    by_option: dict[int, list[tuple[int, int]]] = {}
    for day, _, counts in daily:
        for number, more in counts.items():
            by_option.setdefault(number, []).append((day, more))
    return tuple((number, _runs(some)) for number, some in sorted(by_option.items()))


def _runs(daily: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """Days that follow each other with the same number, as one."""
    found: list[Run] = []
    for day, number in daily:
        if found and found[-1][1:] == (day - 1, number):
            found[-1] = (found[-1][0], day, number)
        else:
            found.append((day, day, number))
    return tuple(found)


def _place_of_limits(
    name: str, days: Sequence[date], taken: Taken, limits: Iterable[tuple[str, Iterable[Run]]]
) -> _Place:
    def ends(first: int, last: int) -> tuple[date | None, date | None]:
        """The first of all days reaches back for ever, and the last one on."""
        after = days[last + 1] if last + 1 < len(days) else None
        return (days[first] if first else None), (after and after - ONE_DAY)

    rules = (
        AtOnce(name, most=room, first=begins, last=stops, says=says)
        for says, rooms in limits
        for first, last, room in rooms
        for begins, stops in [ends(first, last)]
    )
    takes = {
        number: tuple(
            Take(name, size=size, first=begins, last=stops)
            for first, last, size in runs
            for begins, stops in [ends(first, last)]
        )
        for number, runs in taken
    }
    return _Place(rules=tuple(rules), takes=takes)


# Bedrooms


def _bedrooms(context: Context, options: Sequence[Option]) -> Iterator[_Place]:
    """Interchangeable bedrooms hold as many guests at once as there are of them."""
    kinds: dict[tuple[str, str], dict[int, list[Stay]]] = {}
    for number, option in enumerate(options):
        for part in option.parts:
            if part.room is not None and part.takes_a_room:
                guests = kinds.setdefault((option.household_id, part.room), {})
                guests.setdefault(number, []).extend(part.pair.when.stays)
    for order, ((household_id, room), guests) in enumerate(kinds.items()):
        rooms = _number_of_rooms(context, household_id, room)
        says = f"household {household_id}: {rooms} {'bedroom' if rooms == 1 else 'bedrooms'} like {room}"
        name = f"bedrooms {order}"
        takes = {number: tuple(_take(name, stay) for stay in stays) for number, stays in guests.items()}
        yield _Place(rules=(AtOnce(name, most=rooms, says=says),), takes=takes)


def _take(name: str, stay: Stay) -> Take:
    nights = stay.as_period
    return Take(name, first=nights.first, last=nights.last)


def _number_of_rooms(context: Context, household_id: str, room: str) -> int:
    kinds = kinds_of_rooms(context, household_id)
    return next(len(kind.bedrooms) for kind in kinds if kind.key == room)

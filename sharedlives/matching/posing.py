"""What a plan is to be found for, posed in plain choices and rules: from here on nobody knows of carers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count, product

from attrs import evolve, frozen

from sharedlives.dates import DAYS_IN_A_WEEK, ONE_DAY, Period, Sessions, Stay, Weekday
from sharedlives.matching.levels import worth
from sharedlives.matching.limits import Limit, Newcomer, changes_anyway, limits_on
from sharedlives.matching.newcomers import AtOdds, Place
from sharedlives.matching.options import Option, Part
from sharedlives.matching.rooms import kinds_of_rooms
from sharedlives.matching.sides import Context
from sharedlives.matching.when import When
from sharedlives.program import AllOrNone, AtOnce, Choice, Program, Take
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
    at_odds: Iterable[AtOdds],
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
        Parts of options that cannot meet.
    also
        Further rules, over the names that `choice_id` gives.
    """
    places = (*_limits(context, options), *_bedrooms(context, options), *_odds(options, at_odds))
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
        *also,
    )
    return Program(context.policy.levels, choices, rules)


def choice_id(number: int) -> str:
    """What the option of that number is called; names are in the order of the list."""
    return f"option {number:09d}"


def number_of(name: str) -> int:
    """The number of the option that is called so."""
    return int(name.removeprefix("option "))


# Limits

Sizes = tuple[tuple[Place, int], ...]
"""How much each part of an option counts, where that is anything."""


@frozen(kw_only=True)
class _Stretch:
    """Days of a home that are alike; only those of one day of the week where sessions are about."""

    day: date
    first: date
    last: date | None
    weekday: int | None


def _limits(context: Context, options: Sequence[Option]) -> Iterator[_Place]:
    homes: dict[str, list[int]] = {}
    for number, option in enumerate(options):
        homes.setdefault(option.household_id, []).append(number)
    names = count()
    for household_id, mine in homes.items():
        parts = {(number, place): part for number in mine for place, part in enumerate(options[number].parts)}
        rooms: dict[tuple[Sizes, int | None], list[tuple[_Stretch, int, str]]] = {}
        for stretch in _stretches(context, household_id, parts.values()):
            for sizes, room, says in _counted(context, household_id, stretch, parts):
                rooms.setdefault((sizes, stretch.weekday), []).append((stretch, room, says))
        for (sizes, weekday), some in rooms.items():
            least = min(room for _, room, _ in some)
            if _reach(options, sizes) > least:
                yield _place_of_limits(f"limit {next(names)}", household_id, parts, sizes, weekday, some)


def _stretches(context: Context, household_id: str, parts: Iterable[Part]) -> Iterator[_Stretch]:
    changes, weekly = changes_anyway(context, household_id)
    weekly |= any(part.pair.when.sessions is not None for part in parts)
    begins = sorted({context.on, *(day for day in changes if day > context.on)})
    for begin, following in zip(begins, [*begins[1:], None], strict=True):
        last = None if following is None else following - ONE_DAY
        for ahead in range(DAYS_IN_A_WEEK) if weekly else (0,):
            day = begin + timedelta(days=ahead)
            if last is None or day <= last:
                weekday = day.weekday() if weekly else None
                yield _Stretch(day=day, first=begin, last=last, weekday=weekday)


def _counted(
    context: Context, household_id: str, stretch: _Stretch, parts: Mapping[Place, Part]
) -> Iterator[tuple[Sizes, int, str]]:
    """Of each limit how much each part counts on days like this, how much it leaves, and what it says.

    Whoever counts once with others is counted by one request of theirs: once for each choice of which.
    """
    needs = {
        newcomer.need for part in parts.values() for newcomer in part.newcomers if newcomer.need is not None
    }
    there = frozenset(presence.person_id for presence in context.presences(household_id))
    for limit in limits_on(context, household_id, stretch.day, needs):
        if not limit.blocks:
            continue
        already = limit.count(())
        requests: dict[str, set[str]] = {}
        for part in parts.values():
            circle = limit.once.get(part.pair.person_id)
            if circle is not None:
                requests.setdefault(circle, set()).add(part.pair.request_id)
        known: dict[Hashable, int] = {}
        counts = {place: _counts(limit, part, stretch.day, there, known) for place, part in parts.items()}
        for chosen in product(*(sorted(requests[circle]) for circle in sorted(requests))):
            left_out = set().union(*requests.values()).difference(chosen)
            sizes = tuple(
                (place, counts[place])
                for place, part in parts.items()
                if counts[place] > 0 and part.pair.request_id not in left_out
            )
            if sizes:
                yield sizes, max(limit.most - already, 0), limit.says


def _counts(limit: Limit, part: Part, day: date, there: frozenset[str], known: dict[Hashable, int]) -> int:
    """How much a part counts under a limit on a day, were it there then."""
    newcomer = part.newcomers[0]
    presence = newcomer.presence
    key = (
        presence.person_id if presence.person_id in there or presence.person_id in limit.once else None,
        presence.kind,
        presence.children,
        presence.children_share,
        newcomer.need,
        newcomer.more_rooms,
    )
    if key not in known:
        known[key] = limit.count((_there_on(newcomer, day),)) - limit.count(())
    return known[key]


def _there_on(newcomer: Newcomer, day: date) -> Newcomer:
    """The same newcomer, there from a day on."""
    if newcomer.presence.stay is not None:
        return evolve(newcomer, presence=evolve(newcomer.presence, stay=Stay(day)))
    sessions = Sessions(Period(day), frozenset(Weekday))
    return evolve(newcomer, presence=evolve(newcomer.presence, sessions=sessions))


def _reach(options: Sequence[Option], sizes: Sizes) -> int:
    """What a choice of one option for each request comes to at most."""
    by_option: dict[int, int] = {}
    for (number, _), size in sizes:
        by_option[number] = by_option.get(number, 0) + size
    heaviest: dict[str, int] = {}
    for number, size in by_option.items():
        request_id = options[number].requests[0]
        heaviest[request_id] = max(heaviest.get(request_id, 0), size)
    return sum(heaviest.values())


def _place_of_limits(
    name: str,
    household_id: str,
    parts: Mapping[Place, Part],
    sizes: Sizes,
    weekday: int | None,
    limits: Iterable[tuple[_Stretch, int, str]],
) -> _Place:
    """A place that holds on each stretch what the tightest of some limits leaves."""
    tightest: dict[tuple[date, date | None], tuple[int, str]] = {}
    for stretch, room, says in limits:
        days = (stretch.first, stretch.last)
        if days not in tightest or room < tightest[days][0]:
            tightest[days] = room, says
    rules = (
        AtOnce(name, most=room, first=first, last=last, says=f"household {household_id}: {says}")
        for (first, last), (room, says) in tightest.items()
    )
    takes: dict[int, tuple[Take, ...]] = {}
    for (number, place), size in sizes:
        more = tuple(_takes(name, parts[number, place].pair.when, weekday, size))
        takes[number] = takes.get(number, ()) + more
    return _Place(rules=tuple(rules), takes=takes)


def _takes(name: str, when: When, weekday: int | None, size: int = 1) -> Iterator[Take]:
    """The nights or days of a time, as they are taken of a place; of one day of the week where that is given.

    From the first to the last Tuesday: two times that meet on a Tuesday overlap so, and no others do.
    """
    for period in _periods(when, weekday):
        if weekday is None:
            yield Take(name, size=size, first=period.first, last=period.last)
            continue
        first = period.first + timedelta(days=(weekday - period.first.weekday()) % DAYS_IN_A_WEEK)
        last = period.last
        if last is not None:
            last -= timedelta(days=(last.weekday() - weekday) % DAYS_IN_A_WEEK)
        if last is None or first <= last:
            yield Take(name, size=size, first=first, last=last)


def _periods(when: When, weekday: int | None) -> Iterator[Period]:
    if when.sessions is None:
        yield from (stay.as_period for stay in when.stays)
    elif weekday in when.sessions.weekdays:
        yield when.sessions.period


# Those who cannot meet


def _odds(options: Sequence[Option], all_at_odds: Iterable[AtOdds]) -> Iterator[_Place]:
    """Of those at odds one is there at once: a place that holds one."""
    for number, odds in enumerate(all_at_odds):
        parts = {place: options[place[0]].parts[place[1]] for place in odds.parts}
        weekly = not odds.always and any(part.pair.when.sessions is not None for part in parts.values())
        says = f"{' and '.join(odds.requests)}: {odds.judgement.sentence}"
        for weekday in range(DAYS_IN_A_WEEK) if weekly else (None,):
            name = f"odds {number}" if weekday is None else f"odds {number} on {Weekday(weekday).name}"
            takes: dict[int, tuple[Take, ...]] = {}
            for (option, _), part in parts.items():
                some = (Take(name),) if odds.always else tuple(_takes(name, part.pair.when, weekday))
                takes[option] = takes.get(option, ()) + some
            yield _Place(rules=(AtOnce(name, most=1, says=says),), takes=takes)


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
        takes = {
            number: tuple(_takes(name, When(stays=tuple(stays)), None)) for number, stays in guests.items()
        }
        yield _Place(rules=(AtOnce(name, most=rooms, says=says),), takes=takes)


def _number_of_rooms(context: Context, household_id: str, room: str) -> int:
    kinds = kinds_of_rooms(context, household_id)
    return next(len(kind.bedrooms) for kind in kinds if kind.key == room)

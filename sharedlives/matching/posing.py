"""What a plan is to be found for, posed in plain choices and rules: from here on nobody knows of carers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, product

from attrs import frozen

from sharedlives.dates import DAYS_IN_A_WEEK, ONE_DAY, Period, Stay, Weekday
from sharedlives.matching.levels import worth
from sharedlives.matching.limits import Guest, Stretch, guest_of, limits_on, stretches_of
from sharedlives.matching.newcomers import AtOdds, Place
from sharedlives.matching.options import Option, Part
from sharedlives.matching.rooms import Need, kinds_of_rooms
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


@frozen(kw_only=True)
class _Left:
    """How much a limit leaves on days that are alike, and what it says."""

    stretch: Stretch
    room: int
    says: str


@frozen(kw_only=True, eq=False)
class _Home:
    """A home with the parts of options that would be in it, sorted by what limits count of them."""

    household_id: str
    parts: Mapping[Place, Part]
    sorts: tuple[tuple[Guest, str, tuple[Place, ...]], ...]
    """The parts that limits count alike: what they count, and who it is where that makes a difference."""
    needs: frozenset[Need]


Counted = tuple[tuple[int, ...], frozenset[str]]
"""How much a limit counts each sort of newcomer, and the requests that it leaves out."""


def _limits(context: Context, options: Sequence[Option]) -> Iterator[_Place]:
    homes: dict[str, dict[Place, Part]] = {}
    for number, option in enumerate(options):
        for place, part in enumerate(option.parts):
            homes.setdefault(option.household_id, {})[number, place] = part
    names = count()
    for household_id, parts in homes.items():
        home = _home(context, household_id, parts)
        left: dict[Counted, list[_Left]] = {}
        for stretch in stretches_of(context, household_id):
            for counted, room, says in _counted(context, home, stretch):
                left.setdefault(counted, []).append(_Left(stretch=stretch, room=room, says=says))
        for counted, some in left.items():
            sizes = _sizes(home, counted)
            for weekday, limits in _by_weekday(home, sizes, some):
                if _reach(options, home, sizes, weekday) > min(limit.room for limit in limits):
                    yield _place_of_limits(f"limit {next(names)}", home, sizes, weekday, limits)


def _home(context: Context, household_id: str, parts: Mapping[Place, Part]) -> _Home:
    there = {presence.person_id for presence in context.presences(household_id)}
    sorts: dict[tuple[Guest, str], list[Place]] = {}
    for place, part in parts.items():
        person_id = part.pair.person_id
        # Whoever is there already, or counts once with others, is not counted like anybody else.
        known = person_id in there or person_id in context.scheme.siblings
        guest = guest_of(context.scheme.request(part.pair.request_id), part.newcomers[0].need)
        sorts.setdefault((guest, person_id if known else ""), []).append(place)
    return _Home(
        household_id=household_id,
        parts=parts,
        sorts=tuple((guest, person_id, tuple(places)) for (guest, person_id), places in sorts.items()),
        needs=frozenset(guest.need for guest, _ in sorts if guest.need is not None),
    )


def _counted(context: Context, home: _Home, stretch: Stretch) -> Iterator[tuple[Counted, int, str]]:
    """Of each limit how much it counts each newcomer, how much it leaves, and what it says.

    Whoever counts once with others is counted by one request of theirs: once for each choice of which.
    """
    there = [(guest.as_newcomer(stretch.day, person_id),) for guest, person_id, _ in home.sorts]
    for limit in limits_on(context, home.household_id, stretch.day, home.needs):
        if not limit.blocks:
            continue
        already = limit.count(())
        counts = tuple(max(limit.count(newcomer) - already, 0) for newcomer in there)
        circles: dict[str, set[str]] = {}
        for part in home.parts.values() if limit.once else ():
            circle = limit.once.get(part.pair.person_id)
            if circle is not None:
                circles.setdefault(circle, set()).add(part.pair.request_id)
        everybody = frozenset().union(*circles.values())
        for chosen in product(*(sorted(circles[circle]) for circle in sorted(circles))):
            if any(counts):
                yield (counts, everybody.difference(chosen)), max(limit.most - already, 0), limit.says


Sizes = tuple[tuple[Place, int], ...]
"""How much each part of an option counts, where that is anything."""


def _sizes(home: _Home, counted: Counted) -> Sizes:
    counts, left_out = counted
    return tuple(
        (place, size)
        for (_, _, places), size in zip(home.sorts, counts, strict=True)
        if size
        for place in places
        if home.parts[place].pair.request_id not in left_out
    )


def _reach(options: Sequence[Option], home: _Home, sizes: Sizes, weekday: int | None) -> int:
    """What a choice of one option for each request comes to at most, on a day of the week or on a night."""
    by_option: dict[int, int] = {}
    for (number, place), size in sizes:
        if _counts_then(home.parts[number, place].pair.when, weekday):
            by_option[number] = by_option.get(number, 0) + size
    heaviest: dict[str, int] = {}
    for number, size in by_option.items():
        request_id = options[number].requests[0]
        heaviest[request_id] = max(heaviest.get(request_id, 0), size)
    return sum(heaviest.values())


def _counts_then(when: When, weekday: int | None) -> bool:
    return when.sessions is None or weekday in when.sessions.weekdays


def _by_weekday(
    home: _Home, sizes: Sizes, limits: Iterable[_Left]
) -> Iterator[tuple[int | None, Sequence[_Left]]]:
    """What is left on any night, and on the days of the week on which less is left or sessions are.

    Where what is counted hangs on the day of the week there is nothing to be said of all of them.
    """
    tightest: dict[tuple[date, int | None], _Left] = {}
    for limit in limits:
        key = (limit.stretch.period.first, limit.stretch.weekday)
        if key not in tightest or limit.room < tightest[key].room:
            tightest[key] = limit
    by_stretch: dict[date, list[_Left]] = {}
    for limit in tightest.values():
        by_stretch.setdefault(limit.stretch.period.first, []).append(limit)
    sessions = [home.parts[place].pair.when.sessions for place, _ in sizes]
    wanted = {int(day) for some in sessions if some is not None for day in some.weekdays}
    if all(map(_are_all, by_stretch.values())):
        most = [max(some, key=lambda limit: limit.room) for _, some in sorted(by_stretch.items())]
        yield None, most
        rooms = {limit.stretch.period.first: limit.room for limit in most}
        less = (limit for limit in tightest.values() if limit.room < rooms[limit.stretch.period.first])
        wanted |= {limit.stretch.weekday for limit in less if limit.stretch.weekday is not None}
    else:
        wanted = set(range(DAYS_IN_A_WEEK))
    for weekday in sorted(wanted):
        then = [limit for _, limit in sorted(tightest.items(), key=lambda entry: entry[0][0])]
        then = [limit for limit in then if limit.stretch.weekday in (None, weekday)]
        if then:
            yield weekday, then


def _are_all(limits: Sequence[_Left]) -> bool:
    """Whether these are of every day of the week that a stretch of days has."""
    stretch = limits[0].stretch
    weekdays = min(stretch.period.days or DAYS_IN_A_WEEK, DAYS_IN_A_WEEK)
    return stretch.weekday is None or len(limits) == weekdays


def _place_of_limits(
    name: str, home: _Home, sizes: Sizes, weekday: int | None, limits: Sequence[_Left]
) -> _Place:
    """A place that holds on each stretch what is left then."""
    takes: dict[int, tuple[Take, ...]] = {}
    made: dict[tuple[When, int], tuple[Take, ...]] = {}
    for (number, place), size in sizes:
        when = home.parts[number, place].pair.when
        if (when, size) not in made:
            made[when, size] = tuple(_takes(name, when, weekday, size))
        if made[when, size]:
            takes[number] = takes.get(number, ()) + made[when, size]
    rules = (
        AtOnce(name, most=room, first=first, last=last, says=f"household {home.household_id}: {says}")
        for first, last, room, says in _joined(limits)
    )
    return _Place(rules=tuple(rules), takes=takes)


def _joined(limits: Iterable[_Left]) -> list[tuple[date, date | None, int, str]]:
    """From when to when how much is left, and which limit says so; stretches that are alike as one."""
    found: list[tuple[date, date | None, int, str]] = []
    for limit in limits:
        first, last = limit.stretch.period.first, limit.stretch.period.last
        if found and found[-1][1] == first - ONE_DAY and found[-1][2:] == (limit.room, limit.says):
            first = found.pop()[0]
        found.append((first, last, limit.room, limit.says))
    return found


def _takes(name: str, when: When, weekday: int | None, size: int = 1) -> Iterator[Take]:
    """The nights or days of a time, as they are taken of a place; of one day of the week where given."""
    return (Take(name, size=size, first=first, last=last) for first, last in _spans(when, weekday))


@lru_cache(maxsize=1 << 16)
def _spans(when: When, weekday: int | None) -> tuple[tuple[date, date | None], ...]:
    """From when to when a time goes; of one day of the week from the first Tuesday, say, to the last.

    Two times that meet on a Tuesday overlap so, and no others do.
    """
    found = []
    for period in _periods(when, weekday):
        first, last = period.first, period.last
        if weekday is not None:
            first += timedelta(days=(weekday - first.weekday()) % DAYS_IN_A_WEEK)
        if weekday is not None and last is not None:
            last -= timedelta(days=(last.weekday() - weekday) % DAYS_IN_A_WEEK)
        if last is None or first <= last:
            found.append((first, last))
    return tuple(found)


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
            whole = (Take(name),) if odds.always else None
            made: dict[When, tuple[Take, ...]] = {}
            takes: dict[int, tuple[Take, ...]] = {}
            for (option, _), part in parts.items():
                when = part.pair.when
                if when not in made:
                    made[when] = whole or tuple(_takes(name, when, weekday))
                takes[option] = takes.get(option, ()) + made[when]
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

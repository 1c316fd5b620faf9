"""A problem as it is posed: choices, whom each meets, what it takes of which place, and what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final

from attrs import field, frozen

from sharedlives.errors import ProgramError
from sharedlives.program.days import Day, is_date, is_number, span_of, whole
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep, Rule, counts, names

LARGEST: Final = 2**42
"""What the scores of one level may come to in all, signs apart: beyond it 64 bits would prove nothing."""

HEAVIEST: Final = 2**31
"""What the sizes or the counts of one rule may come to in all, signs apart."""


@frozen
class Take:
    """What a choice takes of a place, and for how long.

    Parameters
    ----------
    place
        Of which place.
    size
        How much, a whole number; 0 takes nothing and is not there.
    first, last
        The first and the last day, *both included*, like a `Period`: dates or plain numbers, alike throughout
        a program. None for an open end; without either it is taken always. Somebody who sleeps there until
        they leave on a day takes it up to the day before.
    kind
        Of which kind it is, where a place holds one kind at a time; None goes with every kind.
    """

    place: str
    size: int = field(default=1, converter=whole, kw_only=True)
    first: Day | None = field(default=None, converter=whole, kw_only=True)
    last: Day | None = field(default=None, converter=whole, kw_only=True)
    kind: str | None = field(default=None, kw_only=True)


def _takes(given: Take | Iterable[Take]) -> tuple[Take, ...]:
    return (given,) if isinstance(given, Take) else tuple(given)


@frozen
class Choice:
    """Something that can be chosen or left.

    Parameters
    ----------
    id
        A name of its own. Results are in the order of ids, whatever the order in which choices are given.
    meets
        Whom it meets: one, or several at once. Each is met by one choice at most. A choice may meet nobody,
        such as “open the second floor”.
    takes
        What it takes of places, one `Take` or several; of one place too, for days apart.
    scores
        What it adds to each level, by the level's name: any whole numbers, less than nothing too. What is not
        named adds 0.
    """

    id: str
    meets: tuple[str, ...] = field(default=(), converter=names, kw_only=True)
    takes: tuple[Take, ...] = field(default=(), converter=_takes, kw_only=True)
    scores: tuple[tuple[str, int], ...] = field(default=(), converter=counts, kw_only=True)


def _choices(given: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(given)


def _rules(given: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(given)


@frozen
class Program:
    """What to choose from, what the choice must keep to, and what is to be most, in which order.

    Levels come one after the other: a later one never costs anything on an earlier one. On each, the sum of
    the scores of what is chosen is to be as large as it can be.

    Parameters
    ----------
    levels
        Names of the levels, the first one first.
    choices
        What to choose from.
    rules
        What must hold, in any order.

    Raises
    ------
    ProgramError
        Where it does not hold together; `problems` lists everything at once.

    Examples
    --------
    >>> choices = [
    ...     Choice("Ann in A", meets="Ann", takes=Take("room A", first=1, last=3), scores={"wish": 2}),
    ...     Choice("Bob in A", meets="Bob", takes=Take("room A", first=3, last=4), scores={"wish": 5}),
    ...     Choice("Bob in B", meets="Bob", takes=Take("room B", first=3, last=4)),
    ... ]
    >>> rules = [AtOnce("room A", most=1), AtOnce("room B", most=1)]
    >>> len(Program(levels="wish", choices=choices, rules=rules).choices)
    3
    """

    levels: tuple[str, ...] = field(converter=names)
    choices: tuple[Choice, ...] = field(converter=_choices)
    rules: tuple[Rule, ...] = field(default=(), converter=_rules)

    def __attrs_post_init__(self) -> None:
        """Refuse what does not hold together, all of it at once."""
        problems = tuple(_problems(self))
        if problems:
            raise ProgramError(problems)

    @property
    def has_dates(self) -> bool:
        """Whether its days are dates and not plain numbers."""
        return any(is_date(day) for day in _days(self))


def _days(program: Program) -> Iterator[object]:
    for dated in chain.from_iterable(choice.takes for choice in program.choices):
        yield dated.first
        yield dated.last
    for rule in program.rules:
        if isinstance(rule, AtOnce):
            yield rule.first
            yield rule.last


def _problems(program: Program) -> Iterator[str]:
    yield from _twice("level", program.levels)
    yield from _twice("choice", [choice.id for choice in program.choices])
    places = {rule.place for rule in program.rules if isinstance(rule, AtOnce)}
    levels = frozenset(program.levels)
    for choice in program.choices:
        yield from _problems_of_choice(choice, levels)
        for take in choice.takes:
            if not _is_sound(take, places):
                yield from (f"choice {choice.id}: {problem}" for problem in _problems_of_take(take, places))
    known = frozenset(choice.id for choice in program.choices)
    for number, rule in enumerate(program.rules, 1):
        yield from (f"{_label(number, rule)}: {problem}" for problem in _problems_of_rule(rule, known))
    yield from _days_of_two_sorts(program)
    yield from _too_large(program)


def _label(number: int, rule: Rule) -> str:
    """Which rule it is, whatever is wrong with it."""
    return f"rule {number}, {type(rule).__name__}{rule.says and f' “{rule.says}”'}"


def _twice(what: str, some: Sequence[object]) -> Iterator[str]:
    for name, times in Counter(some).items():
        if times > 1:
            yield f"{what} {name} is there {times} times: each needs a name of its own"
        if not isinstance(name, str) or not name:
            yield f"{what} {name!r}: a name is a text that is not empty"


def _problems_of_choice(choice: Choice, levels: frozenset[str]) -> Iterator[str]:
    if len(set(choice.meets)) < len(choice.meets):
        yield f"choice {choice.id} meets somebody twice: name each once"
    if not all(isinstance(who, str) for who in choice.meets):
        yield f"choice {choice.id} meets somebody whose name is no text"
    if len({level for level, _ in choice.scores}) < len(choice.scores):
        yield f"choice {choice.id} has two scores for one level"
    for level, score in choice.scores:
        if level not in levels:
            yield f"choice {choice.id} has a score for {level}, which is no level"
        if type(score) is not int:
            yield f"choice {choice.id}: its score for {level} is no whole number"


def _is_sound(take: Take, places: set[str]) -> bool:
    """Whether nothing at all can be wrong with it; there may be very many."""
    first, last = take.first, take.last
    in_order = first is last is None or (
        type(first) is type(last) and type(first) in (int, date) and first <= last  # type: ignore[operator]
    )
    return in_order and type(take.size) is int and take.size >= 0 and take.place in places


def _problems_of_take(take: Take, places: set[str]) -> Iterator[str]:
    if take.place not in places:
        yield f"no rule says how much {take.place} holds at once: add AtOnce({take.place!r}, most=…)"
    if not is_number(take.size) or take.size < 0:
        yield f"what it takes of {take.place} is a whole number, 0 or more"
    yield from _problems_of_days(take)


def _problems_of_days(dated: Take | AtOnce) -> Iterator[str]:
    if dated.first is None and dated.last is None:
        return
    if not all(day is None or is_date(day) or is_number(day) for day in (dated.first, dated.last)):
        yield f"the days at {dated.place} are dates without a time, or whole numbers"
    elif not _of_two_sorts((dated.first, dated.last)) and span_of(dated).first > span_of(dated).last:
        yield f"the last day at {dated.place} is before the first"


def _problems_of_rule(rule: Rule, known: frozenset[str]) -> Iterator[str]:
    match rule:
        case AtOnce():
            if not is_number(rule.most) or rule.most < 0:
                yield "how much is there at most is a whole number, 0 or more"
            yield from _problems_of_days(rule)
        case AllOrNone():
            yield from _none_or_twice(rule.who, "somebody")
        case AtMostOne() | Keep():
            yield from _none_or_twice(rule.choices, "a choice")
            yield from _not_there(rule.choices, known)
        case InAll():
            some = [name for name, _ in rule.counts]
            yield from _none_or_twice(some, "a choice")
            yield from _not_there(some, known)
            numbers = [number for _, number in rule.counts]
            numbers += [end for end in (rule.least, rule.most) if end is not None]
            if not all(is_number(number) for number in numbers):
                yield "what it counts and comes to are whole numbers"
            elif rule.least is None and rule.most is None:
                yield "it has neither a least nor a most"
            elif rule.least is not None and rule.most is not None and rule.least > rule.most:
                yield "its least is more than its most"


def _none_or_twice(some: Sequence[str], what: str) -> Iterator[str]:
    if not some:
        yield f"it names nobody and nothing: name {what}"
    if len(set(some)) < len(some):
        yield f"it names {what} twice"


def _not_there(some: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    for name in some:
        if name not in known:
            yield f"there is no choice {name}"


def _of_two_sorts(days: Iterable[object]) -> bool:
    return len({issubclass(sort, date) for sort in set(map(type, days)) - {type(None)}}) > 1


def _days_of_two_sorts(program: Program) -> Iterator[str]:
    if _of_two_sorts(_days(program)):
        yield "some days are dates and some are numbers: let all be of one sort"


def _too_large(program: Program) -> Iterator[str]:
    """Sums that 64 bits would not hold with what a proof needs beside them."""
    scores = (score for choice in program.choices for score in choice.scores)
    for level, total in _totals(scores).items():
        if total > LARGEST:
            yield f"the scores of level {level} come to more than {LARGEST} in all: count in larger units"
    takes = chain.from_iterable(choice.takes for choice in program.choices)
    for place, total in _totals((take.place, take.size) for take in takes).items():
        if total > HEAVIEST:
            yield f"what is taken of {place} comes to more than {HEAVIEST} in all: count in larger units"
    for number, rule in enumerate(program.rules, 1):
        if isinstance(rule, InAll) and sum(_totals(rule.counts).values()) > HEAVIEST:
            yield f"{_label(number, rule)}: it counts more than {HEAVIEST} in all: count in larger units"


def _totals(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The sum for each name, signs apart; what is no whole number is told elsewhere."""
    found: dict[str, int] = {}
    for name, number in pairs:
        if is_number(number):
            found[name] = found.get(name, 0) + abs(number)
    return found

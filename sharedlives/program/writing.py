"""A program written down as rows of whole numbers, and how these fall apart into components."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from sharedlives.program.cliques import cliques
from sharedlives.program.places import Places, Who, reach
from sharedlives.program.posing import Choice, Program
from sharedlives.program.rows import (
    Calendar,
    Component,
    Row,
    Tied,
    Weights,
    at_most_one,
    components,
    undominated,
)
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep


@frozen(kw_only=True, eq=False)
class Written:
    """A program as rows over places in a list: its choices in the order of their ids, then flags of ours.

    A flag says that a place holds one kind over some days; it is worth nothing on any level, and no choice.
    """

    levels: tuple[str, ...]
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    calendars: tuple[Calendar, ...]
    size: int


@frozen(kw_only=True, eq=False)
class Piece:
    """One component of a program, with the choices it is of: those come first, then flags."""

    choices: tuple[Choice, ...]
    component: Component

    def reaches(self, chosen: Collection[str]) -> tuple[int, ...]:
        """What the choices of it that are chosen add to each level."""
        some = [number for number, choice in enumerate(self.choices) if choice.id in chosen]
        return tuple(sum(worth[number] for number in some) for worth in self.component.worths)


def written(program: Program) -> Written:
    """Every row that a choice of choices keeps to, each once, none that another already says.

    Rows and places are in an order that does not depend on the one in which things were posed.
    """
    choices = _in_order(program)
    index = {choice.id: number for number, choice in enumerate(choices)}
    by_who, who = _by_who(choices), _who(choices)
    places = Places(choices, (rule for rule in program.rules if isinstance(rule, AtOnce)), who)
    rows = [
        *places.rows,
        *_other_rules(program, choices, index, by_who),
        *cliques(_sets(program, index), [choice.meets for choice in choices]),
    ]
    binding = [row for row in rows if _can_bind(row, who)]
    return Written(
        levels=program.levels,
        choices=choices,
        rows=tuple(_tidy(_one_choice_each(by_who), binding)),
        calendars=tuple(places.calendars),
        size=len(who),
    )


def written_plainly(program: Program) -> Written:
    """The same, every rule in rows of its own: to say which of them cannot all be kept."""
    choices = _in_order(program)
    index = {choice.id: number for number, choice in enumerate(choices)}
    by_who, who = _by_who(choices), _who(choices)
    rows: Iterable[Row] = (
        *_one_choice_each(by_who),
        *Places(choices, (rule for rule in program.rules if isinstance(rule, AtOnce)), who).rows,
        *_other_rules(program, choices, index, by_who),
        *(at_most_one(some, why) for some, why in _sets(program, index)),
    )
    rows = tuple(sorted(rows, key=_order))
    return Written(levels=program.levels, choices=choices, rows=rows, calendars=(), size=len(who))


def _in_order(program: Program) -> tuple[Choice, ...]:
    return tuple(sorted(program.choices, key=lambda choice: choice.id))


def _by_who(choices: Sequence[Choice]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, choice in enumerate(choices):
        for who in choice.meets:
            found.setdefault(who, []).append(number)
    return found


def _who(choices: Sequence[Choice]) -> Who:
    known: dict[str, int] = {}
    return [
        known.setdefault(choice.meets[0], number) if choice.meets else number
        for number, choice in enumerate(choices)
    ]


def _order(row: Row) -> tuple[Weights, int, bool, str]:
    return row.weights, row.most, row.exactly, row.why


def _tidy(each: Iterable[Row], others: Iterable[Row]) -> Iterator[Row]:
    """Rows in order, the same weights said once, and of those that hold at most something the widest only."""
    kept: dict[tuple[Weights, bool, int], Row] = {}
    for row in sorted((*each, *others), key=_order):
        # What is to be met exactly may be asked for twice, differently: then both are kept, and clash.
        kept.setdefault((row.weights, row.exactly, row.most if row.exactly else 0), row)
    yield from (row for row in kept.values() if row.exactly)
    yield from undominated([row for row in kept.values() if not row.exactly])


def _can_bind(row: Row, who: Who) -> bool:
    """Whether a choice of one for each who is met could go beyond it."""
    return row.exactly or row.most < 0 or reach(row.weights, who) > row.most


def one_choice_for(who: str) -> str:
    """What holds of everybody who is met, whatever the rules, in words."""
    return f"one choice for {who}"


def _one_choice_each(by_who: Mapping[str, Sequence[int]]) -> Iterator[Row]:
    for who, some in by_who.items():
        if len(some) > 1:
            yield at_most_one(some, one_choice_for(who))


# All other rules


def _sets(program: Program, index: Mapping[str, int]) -> list[tuple[tuple[int, ...], str]]:
    """Choices of which at most one can be, by their places in the list, and why."""
    rules = (rule for rule in program.rules if isinstance(rule, AtMostOne) and len(rule.choices) > 1)
    return sorted((tuple(sorted(index[name] for name in rule.choices)), rule.sentence) for rule in rules)


def _other_rules(
    program: Program,
    choices: Sequence[Choice],
    index: Mapping[str, int],
    by_who: Mapping[str, Sequence[int]],
) -> Iterator[Row]:
    for rule in program.rules:
        match rule:
            case AllOrNone():
                yield from _all_or_none(rule, by_who)
            case InAll():
                yield from _in_all(rule, index)
            case Keep():
                yield _keep(rule, choices, index)


def _all_or_none(rule: AllOrNone, by_who: Mapping[str, Sequence[int]]) -> Iterator[Row]:
    """The first of those who go together is met exactly as often as each of the others."""
    first, *others = sorted(rule.who)
    for other in others:
        weights = dict.fromkeys(by_who.get(first, ()), 1)
        for number in by_who.get(other, ()):
            weights[number] = weights.get(number, 0) - 1
        some = tuple(sorted((number, weight) for number, weight in weights.items() if weight))
        if some:
            yield Row(weights=some, most=0, exactly=True, why=rule.sentence)


def _in_all(rule: InAll, index: Mapping[str, int]) -> Iterator[Row]:
    weights = tuple(sorted((index[name], number) for name, number in rule.counts))
    weights = tuple((number, weight) for number, weight in weights if weight) or weights
    reach = sum(abs(weight) for _, weight in weights) + 1  # what is beyond it is beyond it however far
    least, most = (None if end is None else max(min(end, reach), -reach) for end in (rule.least, rule.most))
    if most is not None:
        yield Row(weights=weights, most=most, exactly=least == most, why=rule.sentence)
    if least is not None and least != most:
        negative = tuple((number, -weight) for number, weight in weights)
        yield Row(weights=negative, most=-least, why=rule.sentence)


def _keep(rule: Keep, choices: Sequence[Choice], index: Mapping[str, int]) -> Row:
    some = sorted(index[name] for name in rule.choices)
    alone = len(some) == 1 or bool(set.intersection(*(set(choices[number].meets) for number in some)))
    sign = 1 if alone else -1  # of several who exclude each other it is exactly one, else at least one
    weights = tuple((number, sign) for number in some)
    return Row(weights=weights, most=sign, exactly=alone, why=rule.sentence)


# Falling apart


def pieces(program: Written) -> tuple[Piece, ...]:
    """The components of a program: what no row ties together can be solved alone."""
    tied = components(program.size, program.rows)
    where = {number: part for part, each in enumerate(tied) for number in each.options}
    calendars: dict[int, list[Calendar]] = {}
    for calendar in program.calendars:
        uses: dict[int, list[tuple[int, int, int, int]]] = {}
        for use in calendar.uses:
            uses.setdefault(where[use[0]], []).append(use)
        for part, some in uses.items():
            calendars.setdefault(part, []).append(Calendar(most=calendar.most, uses=tuple(some)))
    scores = _columns(program)
    return tuple(_piece(program, scores, each, calendars.get(part, ())) for part, each in enumerate(tied))


def _columns(program: Written) -> list[list[int]]:
    """What each choice adds, level by level; flags add nothing."""
    columns = {level: [0] * program.size for level in program.levels}
    for number, choice in enumerate(program.choices):
        for level, score in choice.scores:
            columns[level][number] = score
    return list(columns.values())


def _piece(
    program: Written,
    scores: Sequence[Sequence[int]],
    tied: Tied,
    calendars: Iterable[Calendar],
) -> Piece:
    choices = tuple(program.choices[number] for number in tied.options if number < len(program.choices))
    asked: dict[str, int] = {}
    asks = [asked.setdefault(each.meets[0], len(asked)) if len(each.meets) == 1 else -1 for each in choices]
    asks += [-1] * (len(tied.options) - len(choices))
    place = {number: at for at, number in enumerate(tied.options)}
    component = Component(
        size=len(tied.options),
        worths=tuple(tuple(column[number] for number in tied.options) for column in scores),
        rows=tied.rows,
        asks=tuple(asks),
        calendars=tuple(_renumbered(calendar, place) for calendar in calendars),
    )
    return Piece(choices=choices, component=component)


def _renumbered(calendar: Calendar, place: Mapping[int, int]) -> Calendar:
    uses = tuple((place[number], size, first, last) for number, size, first, last in calendar.uses)
    return Calendar(most=calendar.most, uses=uses)

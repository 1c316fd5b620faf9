"""The plain checker and scorer: whether a choice keeps to every rule, and what it is worth; no solver here.

Every solution passes through here before anybody sees it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from sharedlives.program.days import Days, Span, days_of, joined, say, span_of
from sharedlives.program.posing import Choice, Program, Take
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep, Rule


@frozen(kw_only=True)
class Breach:
    """One rule that is not kept: by which choices, and where it is about days, on which.

    `rule` is None where somebody is met more than once. `by` may be empty: what must be and is not, is
    broken by nothing that is there.
    """

    rule: Rule | None
    sentence: str
    by: tuple[str, ...] = ()
    days: tuple[Days, ...] = ()


def check(program: Program, chosen: Iterable[str]) -> tuple[str, ...]:
    """Every way in which a choice breaks something, a sentence each; empty where it is sound.

    Parameters
    ----------
    program
        What was posed.
    chosen
        The ids of what is chosen, in any order.
    """
    ids = tuple(chosen)
    known = {choice.id: choice for choice in program.choices}
    strange = [f"there is no choice {name}" for name in dict.fromkeys(ids) if name not in known]
    twice = [f"choice {name} is chosen {n} times" for name, n in Counter(ids).items() if n > 1]
    some = [known[name] for name in sorted(set(ids) & set(known))]
    return (*strange, *twice, *(breach.sentence for breach in breaches(program, some)))


def score(program: Program, chosen: Iterable[str]) -> dict[str, int]:
    """What a choice reaches on each level, in their order.

    Parameters
    ----------
    program
        What was posed.
    chosen
        The ids of what is chosen, each of which must be there.
    """
    ids = frozenset(chosen)
    reached = dict.fromkeys(program.levels, 0)
    for choice in program.choices:
        if choice.id in ids:
            for level, points in choice.scores:
                reached[level] += points
    return reached


def met(program: Program, chosen: Iterable[str]) -> dict[str, str]:
    """By which choice each of those who are met is met, in the order of their names."""
    ids = frozenset(chosen)
    pairs = ((who, choice.id) for choice in program.choices if choice.id in ids for who in choice.meets)
    return dict(sorted(pairs))


@frozen(kw_only=True, eq=False)
class _Chosen:
    """What is chosen, looked at from each side: its ids, who is met by what, and what is taken of places."""

    ids: frozenset[str]
    by_who: Mapping[str, Sequence[str]]
    taken: Mapping[str, Sequence[tuple[str, Take]]]
    as_dates: bool


def _looked_at(program: Program, chosen: Iterable[Choice]) -> _Chosen:
    by_who: dict[str, list[str]] = {}
    taken: dict[str, list[tuple[str, Take]]] = {}
    ids = []
    for choice in chosen:
        ids.append(choice.id)
        for who in choice.meets:
            by_who.setdefault(who, []).append(choice.id)
        for take in choice.takes:
            taken.setdefault(take.place, []).append((choice.id, take))
    return _Chosen(ids=frozenset(ids), by_who=by_who, taken=taken, as_dates=program.has_dates)


def breaches(
    program: Program, chosen: Iterable[Choice], rules: Sequence[Rule] | None = None
) -> Iterator[Breach]:
    """Every rule, or every one of these, that choices break between them; that each is met once is a rule."""
    some = _looked_at(program, chosen)
    for who, ids in some.by_who.items():
        if len(ids) > 1:
            yield Breach(rule=None, sentence=f"{who} is met by {_and(ids)}", by=tuple(ids))
    for rule in program.rules if rules is None else rules:
        yield from _breaches_of(rule, some)


def _breaches_of(rule: Rule, chosen: _Chosen) -> Iterator[Breach]:
    match rule:
        case AtOnce():
            uses = _uses(rule, chosen.taken.get(rule.place, ()))
            yield from _too_many_at_once(rule, uses, as_dates=chosen.as_dates)
            yield from _kinds_at_once(rule, uses, as_dates=chosen.as_dates)
        case AtMostOne():
            some = tuple(name for name in rule.choices if name in chosen.ids)
            if len(some) > 1:
                yield Breach(rule=rule, sentence=f"{rule.sentence}; it is {_and(some)}", by=some)
        case AllOrNone():
            yield from _some_and_not_all(rule, chosen.by_who)
        case InAll():
            yield from _not_so_many_in_all(rule, chosen.ids)
        case Keep():
            if not chosen.ids.intersection(rule.choices):
                yield Breach(rule=rule, sentence=f"{rule.sentence}; it is not")


def _and(some: Sequence[str]) -> str:
    return " and ".join(some)


def _some_and_not_all(rule: AllOrNone, by_who: Mapping[str, Sequence[str]]) -> Iterator[Breach]:
    there = [who for who in rule.who if who in by_who]
    if there and len(there) < len(rule.who):
        missing = [who for who in rule.who if who not in by_who]
        by = tuple(sorted({name for who in there for name in by_who[who]}))
        yield Breach(rule=rule, sentence=f"{rule.sentence}; {_and(missing)} not met", by=by)


def _not_so_many_in_all(rule: InAll, ids: frozenset[str]) -> Iterator[Breach]:
    total = sum(number for name, number in rule.counts if name in ids)
    too_much = rule.most is not None and total > rule.most
    if too_much or (rule.least is not None and total < rule.least):
        sign = 1 if too_much else -1
        by = tuple(name for name, number in rule.counts if name in ids and sign * number > 0)
        yield Breach(rule=rule, sentence=f"{rule.sentence}; it is {total}", by=by)


Use = tuple[Span, str, Take]
"""When a take counts under a rule, the choice it is of, and itself."""


def _uses(rule: AtOnce, taken: Sequence[tuple[str, Take]]) -> list[Use]:
    limit = span_of(rule)
    spans = ((span_of(take).within(limit), name, take) for name, take in taken if take.size)
    return [(span, name, take) for span, name, take in spans if span is not None]


def _too_many_at_once(rule: AtOnce, uses: Sequence[Use], *, as_dates: bool) -> Iterator[Breach]:
    over = [(s, total) for s, total in _totals((s, take.size) for s, _, take in uses) if total > rule.most]
    if over:
        days = joined(span for span, _ in over)
        some = tuple(days_of(span, as_dates=as_dates) for span in days)
        most = max(total for _, total in over)
        sentence = f"{rule.sentence}; {f'{say(some[0])} it is {most}'.strip()}"
        yield Breach(rule=rule, sentence=sentence, by=_there_on(days, uses), days=some)


def _kinds_at_once(rule: AtOnce, uses: Sequence[Use], *, as_dates: bool) -> Iterator[Breach]:
    if not rule.one_kind:
        return
    of_kind = [use for use in uses if use[2].kind is not None]
    kinds = sorted({str(take.kind) for _, _, take in of_kind})
    each = ([(span, 1) for span, _, take in of_kind if take.kind == kind] for kind in kinds)
    there = [(span, 1) for some in each for span in joined(s for s, total in _totals(some) if total)]
    days = joined(span for span, total in _totals(there) if total > 1)
    if days:
        some = tuple(days_of(span, as_dates=as_dates) for span in days)
        sentence = f"{rule.sentence}; {f'{say(some[0])} there are {_and(kinds)}'.strip()}"
        yield Breach(rule=rule, sentence=sentence, by=_there_on(days, of_kind), days=some)


def _totals(sized: Iterable[tuple[Span, int]]) -> Iterator[tuple[Span, int]]:
    """How much is there on which days: it changes on first days, and on the days after last ones."""
    changes: dict[float, int] = {}
    for span, size in sized:
        changes[span.first] = changes.get(span.first, 0) + size
        changes[span.last + 1] = changes.get(span.last + 1, 0) - size
    total = 0
    days = sorted(changes)
    for day, following in pairwise(days):
        total += changes[day]
        yield Span(day, following - 1), total


def _there_on(days: Sequence[Span], uses: Iterable[Use]) -> tuple[str, ...]:
    return tuple(sorted({name for span, name, _ in uses if any(span.within(some) for some in days)}))

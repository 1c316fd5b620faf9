"""Small programs of every sort, and what they mean in the plainest words: day by day, every choice tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from attrs import evolve
from hypothesis import strategies as st

from sharedlives.program.posing import Choice, Program, Take
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep

BEGIN = date(2026, 11, 25)
DAYS = range(-1, 10)
"""Beyond every day that is drawn, 0 to 7, on both sides."""

PEOPLE = ("Ann", "Bob", "Cem", "Dee", "Eve")
PLACES = ("A", "B")
LEVELS = ("first", "second", "last")
SORTS = ("AtOnce", "one kind", "AtMostOne", "AllOrNone", "InAll", "Keep")
"""Every sort of rule; of one of them each program drawn has some that cost something."""


# What it means


def is_sound(program: Program, chosen: tuple[Choice, ...]) -> bool:
    """Whether a choice keeps to every rule, counted by hand."""
    ids = {choice.id for choice in chosen}
    met = [who for choice in chosen for who in choice.meets]
    return len(met) == len(set(met)) and all(_keeps(rule, chosen, ids, set(met)) for rule in program.rules)


def _keeps(rule, chosen, ids, met) -> bool:
    if isinstance(rule, AtOnce):
        return all(_holds(rule, chosen, day) for day in DAYS if _is_on(rule, day))
    if isinstance(rule, AtMostOne):
        return len(ids & set(rule.choices)) <= 1
    if isinstance(rule, AllOrNone):
        return len(met & set(rule.who)) in (0, len(rule.who))
    if isinstance(rule, Keep):
        return bool(ids & set(rule.choices))
    total = sum(number for name, number in rule.counts if name in ids)
    return (rule.least is None or rule.least <= total) and (rule.most is None or total <= rule.most)


def _holds(rule, chosen, day) -> bool:
    there = [t for c in chosen for t in c.takes if t.place == rule.place and t.size > 0 and _is_on(t, day)]
    kinds = {take.kind for take in there if take.kind is not None}
    return sum(take.size for take in there) <= rule.most and (len(kinds) <= 1 or not rule.one_kind)


def _is_on(dated, day) -> bool:
    first, last = (
        end if end is None or isinstance(end, int) else (end - BEGIN).days
        for end in (dated.first, dated.last)
    )
    return (first is None or first <= day) and (last is None or day <= last)


def sorts_broken(program: Program, chosen: tuple[Choice, ...]) -> frozenset[str]:
    """The sorts of rule that a choice breaks, by name; that kinds are mixed counts as one of its own."""
    ids = {choice.id for choice in chosen}
    met = [who for choice in chosen for who in choice.meets]
    broken = {"met twice"} if len(met) > len(set(met)) else set()
    for rule in program.rules:
        if isinstance(rule, AtOnce):
            plain = evolve(rule, one_kind=False)
            broken |= {"AtOnce"} if not _keeps(plain, chosen, ids, set(met)) else set()
            mixed = evolve(rule, most=sum(take.size for choice in chosen for take in choice.takes))
            broken |= {"one kind"} if not _keeps(mixed, chosen, ids, set(met)) else set()
        elif not _keeps(rule, chosen, ids, set(met)):
            broken.add(type(rule).__name__)
    return frozenset(broken)


def vector(program: Program, chosen: tuple[Choice, ...]) -> tuple[int, ...]:
    """What a choice is worth, level by level."""
    return tuple(
        sum(points for choice in chosen for name, points in choice.scores if name == level)
        for level in program.levels
    )


def every_choice(program: Program) -> Iterator[tuple[Choice, ...]]:
    """Every choice, sound or not."""
    for size in range(len(program.choices) + 1):
        yield from combinations(program.choices, size)


def best_vector(program: Program) -> tuple[int, ...] | None:
    """The best that any choice reaches; None where none keeps to the rules."""
    sound = (vector(program, chosen) for chosen in every_choice(program) if is_sound(program, chosen))
    return max(sound, default=None)


def sorts_that_cost(program: Program) -> set[str]:
    """The sorts of rule without which the best choice would be better, or there would be one."""
    every = [(sorts_broken(program, chosen), vector(program, chosen)) for chosen in every_choice(program)]

    def best(without: frozenset[str]) -> tuple[int, ...] | None:
        return max((worth for broken, worth in every if broken <= without), default=None)

    return {sort for sort in SORTS if best(frozenset({sort})) != best(frozenset())}


# Small programs


def _day(number: int | None, *, as_dates: bool):
    return BEGIN + timedelta(days=number) if as_dates and number is not None else number


@st.composite
def _spans(draw: st.DrawFn, *, as_dates: bool):
    first = draw(st.sampled_from((None, 1, 1, 2, 3)))
    last = draw(st.sampled_from((None, 0, 1, 2, 4)))
    if first is not None and last is not None:
        last += first
    return {"first": _day(first, as_dates=as_dates), "last": _day(last, as_dates=as_dates)}


@st.composite
def _takes(draw: st.DrawFn, kinds: tuple, *, as_dates: bool):
    return Take(
        draw(st.sampled_from(PLACES)),
        size=draw(st.sampled_from((1, 1, 1, 2, 3, 0))),
        kind=draw(st.sampled_from(kinds)),
        **draw(_spans(as_dates=as_dates)),
    )


@st.composite
def _choices(draw: st.DrawFn, number: int, kinds: tuple, *, as_dates: bool):
    meets = draw(
        st.one_of(
            st.sampled_from([(who,) for who in PEOPLE]),
            st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
        )
    )
    return Choice(
        f"c{number}",
        meets=meets,
        takes=draw(st.lists(_takes(kinds, as_dates=as_dates), min_size=1, max_size=2)),
        scores={
            "first": draw(st.sampled_from((0, 1, 1))),
            "second": draw(st.integers(-2, 9)),
            "last": draw(st.integers(0, 2**20)),
        },
    )


@st.composite
def _rules(draw: st.DrawFn, ids: list[str], sort: str):
    def some(most: int):
        least = min(2, most, len(ids))
        return draw(st.lists(st.sampled_from(ids), min_size=least, max_size=most, unique=True))

    if sort == "AtMostOne":
        return AtMostOne(some(draw(st.sampled_from((2, 2, 2, 4)))))
    if sort == "AllOrNone":
        names = (*PEOPLE, "Nob")
        return AllOrNone(draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)))
    if sort == "Keep":
        return Keep(some(3))
    least, most = sorted(draw(st.tuples(st.integers(-2, 3), st.integers(-1, 4))))
    ends = draw(st.sampled_from(("least", "most", "both", "exactly")))
    return InAll(
        {name: draw(st.integers(-2, 3)) for name in some(4)},
        least=None if ends == "most" else most if ends == "exactly" else least,
        most=None if ends == "least" else most,
    )


@st.composite
def _any_program(draw: st.DrawFn, main: str) -> Program:
    as_dates = draw(st.booleans())
    kinds = ("F", "M", "F", "M", "X", None) if main == "one kind" else (None, None, "F", "M")
    number = draw(st.integers(2, 6))
    choices = [draw(_choices(n, kinds, as_dates=as_dates)) for n in range(number)]
    most = st.integers(1, 3) if main == "AtOnce" else st.integers(3, 6)
    rules = [
        AtOnce(place, most=draw(most), one_kind=main == "one kind" or draw(st.booleans()), **days)
        for place in PLACES
        for days in [{}, *draw(st.lists(_spans(as_dates=as_dates), max_size=1))]
    ]
    others = [main, main] * (main in SORTS[2:]) + draw(st.lists(st.sampled_from(SORTS[2:]), max_size=1))
    rules += [draw(_rules([choice.id for choice in choices], sort)) for sort in others]
    return Program(LEVELS, choices, rules)


def _where_it_costs(main: str) -> st.SearchStrategy[Program]:
    return _any_program(main).filter(lambda program: main in sorts_that_cost(program))


def programs() -> st.SearchStrategy[Program]:
    """Small programs with everything that can be posed; some cannot be kept to at all."""
    return st.one_of(*map(_where_it_costs, SORTS))


def possible_programs() -> st.SearchStrategy[Program]:
    """Small programs that can be kept to."""
    return programs().filter(lambda program: best_vector(program) is not None)

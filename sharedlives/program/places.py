"""How much of a place is there at once: rows over the fullest days, kinds that do not mix, and calendars."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter

from sharedlives.program.days import number_of
from sharedlives.program.posing import Choice, Take
from sharedlives.program.rows import Calendar, Row, Weights, at_most_one
from sharedlives.program.rules import AtOnce

Use = tuple[float, float, int, int, str | None]
"""The first and last day on which a take counts, the place of its choice in the list, its size and kind."""

Who = list[int]
"""For each place in the list the number of whom it meets, the first of several; else one of its own."""


class Places:
    """Every rule of how much a place holds, where that can be too much or mixed, and what counts under it.

    Parameters
    ----------
    choices, rules
        The choices in order, and the rules in any.
    who
        Whom each choice meets. Flags that are put up for kinds are added to it.
    """

    def __init__(self, choices: Sequence[Choice], rules: Iterable[AtOnce], who: Who) -> None:
        self.rows: list[Row] = []
        self.calendars: list[Calendar] = []
        taken = _taken(choices)
        most = {place: reach(_summed(uses), who) for place, uses in taken.items()}
        binding = [rule for rule in rules if rule.one_kind or rule.most < most.get(rule.place, 0)]
        for rule in sorted(binding, key=lambda rule: (rule.place, *_ends(rule), rule.most, rule.sentence)):
            uses = _within(*_ends(rule), taken.get(rule.place, []))
            if reach(_summed(uses), who) > rule.most:
                together = _fullest(uses)
                why = rule.sentence
                self.rows += (Row(weights=_summed(some), most=rule.most, why=why) for some in together)
                if len(together) > 1:
                    self.calendars.append(_calendar(rule, uses))
            if rule.one_kind:
                self.rows += _one_kind(rule, uses, who)


def reach(weights: Weights, who: Who) -> int:
    """What a sum comes to at most, where each who is met is met by one choice."""
    heaviest: dict[int, int] = {}
    for number, weight in weights:
        met = who[number]
        if weight > heaviest.get(met, 0):
            heaviest[met] = weight
    return sum(heaviest.values())


def _taken(choices: Sequence[Choice]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    ends: dict[int, tuple[float, float]] = {}  # a take may be shared by thousands
    for number, choice in enumerate(choices):
        for take in choice.takes:
            if take.size:
                first, last = ends.get(id(take)) or ends.setdefault(id(take), _ends(take))
                found.setdefault(take.place, []).append((first, last, number, take.size, take.kind))
    return found


def _ends(dated: Take | AtOnce) -> tuple[float, float]:
    first, last = dated.first, dated.last
    return (
        -math.inf if first is None else number_of(first),
        math.inf if last is None else number_of(last),
    )


def _within(first: float, last: float, uses: list[Use]) -> list[Use]:
    """What of some uses falls on some days."""
    if first == -math.inf and last == math.inf:
        return uses
    found: list[Use] = []
    for begins, ends, number, size, kind in uses:
        if begins <= last and first <= ends:
            found.append((max(first, begins), min(last, ends), number, size, kind))
    return found


def _summed(uses: Iterable[Use]) -> Weights:
    sizes: dict[int, int] = {}
    for _, _, number, size, _ in uses:
        sizes[number] = sizes.get(number, 0) + size
    return tuple(sorted(sizes.items()))


def _fullest(uses: Sequence[Use]) -> list[Sequence[Use]]:
    """The maximal sets of uses that overlap: what is there whenever the next change is that one ends."""
    if max(map(itemgetter(0), uses)) <= min(map(itemgetter(1), uses)):
        return [uses]
    ends = [use[1] for use in uses]
    leaving = sorted(range(len(uses)), key=ends.__getitem__)
    found: list[Sequence[Use]] = []
    there: dict[int, Use] = {}
    gone = 0
    for number in sorted(range(len(uses)), key=[use[0] for use in uses].__getitem__):
        begins = uses[number][0]
        if there and ends[leaving[gone]] < begins:
            found.append(list(there.values()))
            while there and ends[leaving[gone]] < begins:
                del there[leaving[gone]]
                gone += 1
        there[number] = uses[number]
    return [*found, list(there.values())]


def _calendar(rule: AtOnce, uses: list[Use]) -> Calendar:
    """The same over dates; an open end reaches as far as any other does."""
    finite = list(filter(math.isfinite, chain.from_iterable(use[:2] for use in uses)))
    within = _within(min(finite), max(finite), uses)
    found = ((number, size, int(first), int(last)) for first, last, number, size, _ in within)
    return Calendar(most=rule.most, uses=tuple(sorted(found)))


def _one_kind(rule: AtOnce, uses: Iterable[Use], who: Who) -> Iterator[Row]:
    """A flag for each kind that may be there, over each maximal set of days; one of them is up at most."""
    of_a_kind = [use for use in uses if use[4] is not None]
    why = rule.sentence
    for together in _fullest(of_a_kind) if of_a_kind else ():
        kinds: dict[str, list[Use]] = {}
        for use in together:
            kinds.setdefault(str(use[4]), []).append(use)
        least = sorted(min(size for *_, size, _ in some) for some in kinds.values())
        if len(kinds) == 1 or sum(least[:2]) > rule.most:
            continue
        flags = []
        for _, some in sorted(kinds.items()):
            weights, flag = _summed(some), len(who)
            most = min(rule.most, reach(weights, who))
            who.append(flag)
            flags.append(flag)
            yield Row(weights=(*weights, (flag, -most)), most=0, why=why)
        yield at_most_one(flags, why)

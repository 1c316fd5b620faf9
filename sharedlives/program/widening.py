"""Options of which at most one can be taken, told in few wide rows rather than in many pairs.

Three options that exclude each other two by two say little as pairs: half of each keeps to all three. As one
row they say it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from sharedlives.program.rows import Row

_NARROW: Final = 8
"""Rows of so many options, of which one can be taken, are widened; those of more stay as they are."""
_MOST_NEIGHBOURS: Final = 4_000_000
"""Beyond so many pairs in rows that are not narrow, these are not asked who excludes whom."""

Neighbours = Mapping[int, set[int]]
"""By option, those that it excludes."""


def widened(rows: Sequence[Row]) -> list[Row]:
    """Rows that allow the same whole choices, and fewer of those in parts.

    Narrow rows of which one option can be taken become rows of all that exclude each other, as few of them as
    were found to say the same.
    """
    kept, narrow, wide = [], [], []
    for row in rows:
        options = [option for option, _ in row.weights]
        if not _holds_one(row):
            kept.append(row)
        elif row.exactly or len(options) > _NARROW:
            kept.append(row if row.exactly or row.most == 1 else _one_of(options))
            wide.append(options)
        else:
            narrow.append(options)
    unsaid = _unsaid(narrow, wide)
    neighbours = _neighbours(unsaid, wide)
    while_unsaid = {option: set(others) for option, others in unsaid.items()}
    for first in sorted(unsaid):
        while while_unsaid[first]:
            clique = _clique(first, min(while_unsaid[first]), while_unsaid, neighbours)
            for option in clique:
                while_unsaid[option] -= clique
            kept.append(_one_of(sorted(clique)))
    return kept


def _holds_one(row: Row) -> bool:
    """Whether any one of its options can be taken, and never two."""
    weights = sorted(weight for _, weight in row.weights)
    return bool(weights) and weights[0] > 0 and weights[-1] <= row.most < sum(weights[:2])


def _one_of(options: Iterable[int]) -> Row:
    return Row(weights=tuple((option, 1) for option in options), most=1, why="one of those at odds")


def _unsaid(narrow: Sequence[Sequence[int]], wide: Sequence[Sequence[int]]) -> dict[int, set[int]]:
    """Which exclude each other in narrow rows and in no wide one."""
    stands: dict[int, set[int]] = {option: set() for options in narrow for option in options}
    for number, options in enumerate(wide):
        for option in options:
            if option in stands:
                stands[option].add(number)
    found: dict[int, set[int]] = {}
    for options in narrow:
        for one, other in combinations(options, 2):
            if stands[one].isdisjoint(stands[other]):
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


def _neighbours(unsaid: Neighbours, wide: Sequence[Sequence[int]]) -> Neighbours:
    """Of the options that narrow rows speak of, who excludes whom in any row."""
    found = {option: set(others) for option, others in unsaid.items()}
    among = [[option for option in options if option in unsaid] for options in wide]
    if sum(len(options) ** 2 for options in among) <= _MOST_NEIGHBOURS:
        for options in among:
            for option in options:
                found[option].update(options)
    for option, others in found.items():
        others.discard(option)
    return found


def _clique(first: int, second: int, unsaid: Neighbours, neighbours: Neighbours) -> set[int]:
    """All of the clique exclude each other, no other option excludes them all; rather what is unsaid yet."""
    clique = {first, second}
    others = neighbours[first] & neighbours[second]
    while others:
        best = max(
            others,
            key=lambda option: (len(unsaid[option] & clique), len(neighbours[option] & others), -option),
        )
        clique.add(best)
        others &= neighbours[best]
    return clique
